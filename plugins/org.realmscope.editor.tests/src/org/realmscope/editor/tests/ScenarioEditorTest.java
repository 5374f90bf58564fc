package org.realmscope.editor.tests;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import org.eclipse.core.resources.IMarker;
import org.eclipse.core.runtime.CoreException;
import org.eclipse.debug.core.DebugPlugin;
import org.eclipse.jdt.annotation.Nullable;
import org.eclipse.jface.text.BadLocationException;
import org.eclipse.jface.text.ITextOperationTarget;
import org.eclipse.jface.text.ITextSelection;
import org.eclipse.jface.text.Region;
import org.eclipse.jface.text.contentassist.ICompletionProposal;
import org.eclipse.jface.text.hyperlink.IHyperlink;
import org.eclipse.jface.text.source.Annotation;
import org.eclipse.jface.text.source.IVerticalRulerInfo;
import org.eclipse.jface.text.source.projection.ProjectionAnnotationModel;
import org.eclipse.swt.SWT;
import org.eclipse.swt.custom.StyleRange;
import org.eclipse.swt.widgets.Composite;
import org.eclipse.swt.widgets.Control;
import org.eclipse.swt.widgets.Display;
import org.eclipse.swt.widgets.Event;
import org.eclipse.swt.widgets.Shell;
import org.eclipse.swt.widgets.Tree;
import org.eclipse.ui.IMarkerResolution;
import org.eclipse.ui.IViewPart;
import org.eclipse.ui.ide.IDE;
import org.eclipse.ui.part.IPage;
import org.eclipse.ui.views.contentoutline.ContentOutline;
import org.junit.jupiter.api.Test;
import org.realmscope.debug.core.RealmDebug;
import org.realmscope.editor.language.ScenarioLanguage;
import org.realmscope.editor.text.DeclarationLinks;
import org.realmscope.editor.text.OccurrenceReconciler;
import org.realmscope.editor.text.ScenarioAssist;
import org.realmscope.editor.text.ScenarioHover;

/** What the editor of scenarios does, each in the generic editor and with the real language server. */
class ScenarioEditorTest extends OpenedFiles {
    @Test
    void mistakesAreMarkersWithLineAndCodeUntilTheyAreCorrected() throws CoreException {
        OpenScenario scenario = open(OpenScenario.TEXT.replace("backing anon", "backing paper"));
        OpenScenario.await("a marker", () -> !scenario.problems().isEmpty());
        IMarker marker = scenario.problems().get(0);
        assertEquals(4, marker.getAttribute(IMarker.LINE_NUMBER, 0));
        assertEquals(IMarker.SEVERITY_ERROR, marker.getAttribute(IMarker.SEVERITY, -1));
        assertFalse(marker.getAttribute("code", "").isEmpty());
        assertEquals(
                "paper",
                scenario.text()
                        .substring(
                                marker.getAttribute(IMarker.CHAR_START, 0), marker.getAttribute(IMarker.CHAR_END, 0)));
        scenario.replace("paper", "anon");
        OpenScenario.await("no marker", () -> scenario.problems().isEmpty());
    }

    @Test
    void markersOfATextThatWasNotSavedGoWithTheEditor() throws CoreException {
        OpenScenario scenario = open(OpenScenario.TEXT);
        scenario.replace("anon", "paper");
        OpenScenario.await("a marker", () -> !scenario.problems().isEmpty());
        OpenScenario.page().closeEditor(scenario.editor(), false);
        OpenScenario.await("no marker", () -> scenario.problems().isEmpty());
    }

    @Test
    void stepsAreProposedInVcpus() throws CoreException {
        OpenScenario scenario = open(OpenScenario.TEXT);
        int offset = scenario.text().indexOf("store");
        ICompletionProposal[] proposals = OpenScenario.elsewhere(
                "proposals", () -> new ScenarioAssist().computeCompletionProposals(scenario.viewer(), offset));
        List<String> names = Arrays.stream(proposals)
                .map(ICompletionProposal::getDisplayString)
                .toList();
        assertTrue(names.containsAll(List.of("load", "store", "fetch", "host_call")), names.toString());
        Arrays.stream(proposals)
                .filter(each -> each.getDisplayString().equals("fetch"))
                .forEach(each -> each.apply(scenario.document()));
        assertTrue(scenario.text().contains("fetchstore 0x5a"));
    }

    @Test
    void wordsAreExplained() throws CoreException {
        OpenScenario scenario = open(OpenScenario.TEXT);
        int offset = scenario.text().indexOf("store");
        String text = OpenScenario.elsewhere(
                "a text",
                () -> String.valueOf(new ScenarioHover().getHoverInfo(scenario.viewer(), new Region(offset, 5))));
        assertTrue(text.contains("store [byte|half|word|double]"), text);
    }

    @Test
    void aMisspelledStepIsCorrected() throws CoreException {
        OpenScenario scenario = open(OpenScenario.TEXT.replace("store", "stroe"));
        OpenScenario.await(
                "a correction",
                () -> scenario.problems().stream()
                        .anyMatch(each -> IDE.getMarkerHelpRegistry().getResolutions(each).length > 0));
        IMarker marker = scenario.problems().stream()
                .filter(each -> IDE.getMarkerHelpRegistry().getResolutions(each).length > 0)
                .findFirst()
                .orElseThrow();
        IMarkerResolution fix = IDE.getMarkerHelpRegistry().getResolutions(marker)[0];
        assertEquals("Change 'stroe' to 'store'", fix.getLabel());
        fix.run(marker);
        assertEquals(OpenScenario.TEXT, scenario.text());
        OpenScenario.await("no marker", () -> scenario.problems().isEmpty());
    }

    @Test
    void formattingWritesOneStatementALine() throws CoreException {
        OpenScenario scenario = open(OpenScenario.TEXT.replace("0x20_0000\n        load", "0x20_0000   load"));
        assertFalse(scenario.text().equals(OpenScenario.TEXT));
        scenario.command("org.realmscope.editor.command.FORMAT");
        OpenScenario.await("the formatted text", () -> scenario.text().equals(OpenScenario.TEXT));
    }

    @Test
    void renamingChangesAllUsesAsTheNameIsTyped() throws CoreException {
        OpenScenario scenario = renaming();
        type(scenario, "tenant");
        String renamed = OpenScenario.TEXT.replace("guest", "tenant");
        OpenScenario.await("the new name everywhere", () -> scenario.text().equals(renamed));
        type(scenario, "\r");
        assertEquals(renamed, scenario.text());
        scenario.viewer().doOperation(ITextOperationTarget.UNDO);
        assertEquals(OpenScenario.TEXT, scenario.text());
    }

    @Test
    void escapeTakesRenamingBack() throws CoreException {
        OpenScenario scenario = renaming();
        type(scenario, "tenant" + SWT.ESC);
        OpenScenario.await("the old name", () -> scenario.text().equals(OpenScenario.TEXT));
    }

    @Test
    void aNameThatIsAWordOfTheLanguageIsTakenBack() throws CoreException {
        OpenScenario scenario = renaming();
        type(scenario, "load\r");
        OpenScenario.await("the old name", () -> scenario.text().equals(OpenScenario.TEXT));
    }

    /** Begins to rename the realm. */
    private OpenScenario renaming() throws CoreException {
        OpenScenario scenario = open(OpenScenario.TEXT);
        scenario.caretAt("guest");
        scenario.command("org.realmscope.editor.command.RENAME");
        OpenScenario.await(
                "the old name is selected",
                () -> scenario.editor().getSelectionProvider().getSelection() instanceof ITextSelection selection
                        && "guest".equals(selection.getText()));
        return scenario;
    }

    private static void type(OpenScenario scenario, String keys) {
        for (char each : keys.toCharArray()) {
            Event key = new Event();
            key.character = each;
            key.keyCode = each;
            scenario.viewer().getTextWidget().notifyListeners(SWT.KeyDown, key);
        }
    }

    @Test
    void theOutlineShowsRealmsAndWhatTheyHave() throws CoreException {
        OpenScenario scenario = open(OpenScenario.TEXT);
        IViewPart view = OpenScenario.page().showView("org.eclipse.ui.views.ContentOutline");
        OpenScenario.page().activate(scenario.editor());
        Tree[] tree = new Tree[1];
        OpenScenario.await("an outline", () -> {
            IPage page = ((ContentOutline) view).getCurrentPage();
            tree[0] = page.getControl() instanceof Tree shown ? shown : null;
            return tree[0] != null && tree[0].getItemCount() > 0;
        });
        assertEquals("guest : realm", tree[0].getItem(0).getText());
        assertEquals(
                List.of("ram : slot", "first : vCPU"),
                Arrays.stream(tree[0].getItem(0).getItems())
                        .map(each -> each.getText())
                        .toList());
        OpenScenario.page().hideView(view);
    }

    @Test
    void realmsAndVcpusFold() throws CoreException {
        OpenScenario scenario = open(OpenScenario.TEXT);
        OpenScenario.await("folding", () -> folds(scenario).size() >= 3);
        assertEquals(List.of(3, 6, 12), List.copyOf(folds(scenario).keySet()));
    }

    @Test
    void foldsStayWhileAStepIsMisspelled() throws CoreException, BadLocationException {
        OpenScenario scenario = open(OpenScenario.TEXT);
        OpenScenario.await("folding", () -> folds(scenario).size() >= 3);
        Map<Integer, Annotation> before = folds(scenario);
        int step = scenario.text().indexOf("store");
        scenario.document().replace(step, 5, "stroe");
        OpenScenario.await("a marker", () -> !scenario.problems().isEmpty());
        assertEquals(before, folds(scenario));
        scenario.document().replace(step, 5, "store");
        OpenScenario.await("no marker", () -> scenario.problems().isEmpty());
        assertEquals(before, folds(scenario));
    }

    /** What can be folded, by the number of its first line. */
    private static Map<Integer, Annotation> folds(OpenScenario scenario) {
        Map<Integer, Annotation> folds = new TreeMap<>();
        ProjectionAnnotationModel model = scenario.viewer().getProjectionAnnotationModel();
        if (model != null) {
            model.getAnnotationIterator()
                    .forEachRemaining(each ->
                            folds.put(scenario.line(model.getPosition(each).getOffset()), each));
        }
        return folds;
    }

    @Test
    void occurrencesOfTheNameAtTheCaretAreMarked() throws CoreException {
        OpenScenario scenario = open(OpenScenario.TEXT);
        scenario.caretAt("first");
        OpenScenario.await("two marks", () -> {
            List<Annotation> marks = new ArrayList<>();
            scenario.viewer().getAnnotationModel().getAnnotationIterator().forEachRemaining(each -> {
                if (OccurrenceReconciler.ANNOTATION.equals(each.getType())) {
                    marks.add(each);
                }
            });
            return marks.size() == 2;
        });
    }

    @Test
    void aUseLeadsToItsDeclaration() throws CoreException {
        OpenScenario scenario = open(OpenScenario.TEXT);
        int use = scenario.text().lastIndexOf("first");
        IHyperlink[] links = new DeclarationLinks().detectHyperlinks(scenario.viewer(), new Region(use, 0), false);
        assertEquals(1, Objects.requireNonNull(links).length);
        links[0].open();
        OpenScenario.await(
                "the declaration",
                () -> scenario.editor().getSelectionProvider().getSelection() instanceof ITextSelection selection
                        && selection.getOffset() == scenario.text().indexOf("first")
                        && selection.getLength() == 5);
    }

    @Test
    void wordsOfTheLanguageAreColoured() throws CoreException {
        OpenScenario scenario = open(OpenScenario.TEXT);
        OpenScenario.await("a colour", () -> {
            StyleRange style = styleAt(scenario, "realm");
            return style != null && style.foreground != null && style.fontStyle == SWT.BOLD;
        });
        StyleRange name = styleAt(scenario, "guest");
        assertTrue(name == null || name.foreground == null);
    }

    private static @Nullable StyleRange styleAt(OpenScenario scenario, String text) {
        return scenario.viewer()
                .getTextWidget()
                .getStyleRangeAtOffset(scenario.text().indexOf(text));
    }

    @Test
    void aDoubleClickInTheRulerSetsABreakpoint() throws CoreException {
        OpenScenario scenario = open(OpenScenario.TEXT);
        IVerticalRulerInfo ruler = Objects.requireNonNull(scenario.editor().getAdapter(IVerticalRulerInfo.class));
        OpenScenario.await("a ruler", () -> ruler.getControl().getSize().y > 0);
        Event press = new Event();
        press.button = 1;
        press.x = 2;
        press.y = scenario.viewer().getTextWidget().getLinePixel(6) + 2;
        Control column = ((Composite) ruler.getControl()).getChildren()[0];
        column.notifyListeners(SWT.MouseDown, press);
        column.notifyListeners(SWT.MouseDoubleClick, press);
        OpenScenario.await("a breakpoint", () -> breakpointsIn(scenario).equals(List.of(7)));
    }

    private static List<Integer> breakpointsIn(OpenScenario scenario) {
        return Arrays.stream(DebugPlugin.getDefault().getBreakpointManager().getBreakpoints(RealmDebug.MODEL))
                .map(each -> each.getMarker())
                .filter(each -> scenario.file().equals(each.getResource()))
                .map(each -> each.getAttribute(IMarker.LINE_NUMBER, 0))
                .toList();
    }

    @Test
    void cSourcesAreColoured() throws CoreException {
        OpenScenario source = open("fault.c", "/* why */\nstatic int fault(void)\n{\n\treturn 1;\n}\n");
        OpenScenario.await("a colour", () -> {
            StyleRange style = styleAt(source, "return");
            return style != null && style.foreground != null;
        });
    }

    @Test
    void aServerThatDiesIsStartedAgain() throws CoreException {
        OpenScenario scenario = open(OpenScenario.TEXT);
        ScenarioLanguage language = ScenarioLanguage.get();
        OpenScenario.await("a server", () -> language.process().isPresent());
        ProcessHandle first = language.process().orElseThrow();
        first.destroyForcibly();
        OpenScenario.await(
                "another server",
                () -> language.process().filter(each -> !each.equals(first)).isPresent());
        scenario.replace("anon", "paper");
        OpenScenario.await("a marker", () -> !scenario.problems().isEmpty());
        for (Shell each : Display.getCurrent().getShells()) {
            if (each.getText().startsWith("Problem")) {
                each.close();
            }
        }
    }
}
