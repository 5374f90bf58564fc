package org.realmscope.debug.ui.tests;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicReference;
import org.eclipse.core.filesystem.EFS;
import org.eclipse.core.resources.IFile;
import org.eclipse.core.runtime.Adapters;
import org.eclipse.core.runtime.NullProgressMonitor;
import org.eclipse.core.runtime.jobs.Job;
import org.eclipse.debug.core.DebugPlugin;
import org.eclipse.debug.core.model.IBreakpoint;
import org.eclipse.debug.ui.DebugUITools;
import org.eclipse.debug.ui.IDebugModelPresentation;
import org.eclipse.debug.ui.actions.IRunToLineTarget;
import org.eclipse.debug.ui.actions.IToggleBreakpointsTarget;
import org.eclipse.jdt.annotation.Nullable;
import org.eclipse.jface.text.Document;
import org.eclipse.jface.text.IDocument;
import org.eclipse.jface.text.IRegion;
import org.eclipse.jface.text.Region;
import org.eclipse.jface.text.TextSelection;
import org.eclipse.jface.text.TextViewer;
import org.eclipse.jface.text.source.Annotation;
import org.eclipse.jface.text.source.IAnnotationModel;
import org.eclipse.swt.SWT;
import org.eclipse.ui.IEditorInput;
import org.eclipse.ui.IEditorPart;
import org.eclipse.ui.ide.IDE;
import org.eclipse.ui.texteditor.ITextEditor;
import org.eclipse.ui.texteditor.SimpleMarkerAnnotation;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.realmscope.debug.core.RealmDebug;
import org.realmscope.debug.core.breakpoints.CallBreakpoint;
import org.realmscope.debug.core.breakpoints.FunctionBreakpoint;
import org.realmscope.debug.core.breakpoints.SourceLineBreakpoint;
import org.realmscope.debug.core.model.RealmFrame;
import org.realmscope.debug.ui.breakpoints.LineBreakpointFactory;
import org.realmscope.debug.ui.editor.ValueHover;

/** What editors of C sources and scenarios do for the debugger. */
class EditorInSessionTest extends SessionFixture {
    private static final String C = "int first(int a)\n{\n    return a + 1;\n}\n";

    private static ITextEditor open(IFile file) throws Exception {
        return textEditor(IDE.openEditor(Screen.window().getActivePage(), file));
    }

    private static ITextEditor textEditor(@Nullable IEditorPart part) {
        assertNotNull(part);
        return assertInstanceOf(ITextEditor.class, part.getAdapter(ITextEditor.class));
    }

    private static IDocument document(ITextEditor editor) {
        return editor.getDocumentProvider().getDocument(editor.getEditorInput());
    }

    private static TextSelection line(ITextEditor editor, int line) throws Exception {
        return new TextSelection(document(editor), document(editor).getLineOffset(line - 1), 0);
    }

    private static IBreakpoint[] breakpoints() {
        return DebugPlugin.getDefault().getBreakpointManager().getBreakpoints(RealmDebug.MODEL);
    }

    /** Lines that an editor marks as those of breakpoints. */
    private static List<Integer> marked(ITextEditor editor) {
        IAnnotationModel marks = editor.getDocumentProvider().getAnnotationModel(editor.getEditorInput());
        List<Integer> lines = new ArrayList<>();
        for (Iterator<Annotation> all = marks.getAnnotationIterator(); all.hasNext(); ) {
            Annotation each = all.next();
            if (each instanceof SimpleMarkerAnnotation marker
                    && !marker.isMarkedDeleted()
                    && DebugPlugin.getDefault().getBreakpointManager().getBreakpoint(marker.getMarker()) != null) {
                String before = document(editor)
                        .get()
                        .substring(0, marks.getPosition(each).getOffset());
                lines.add((int) before.chars().filter(c -> c == '\n').count() + 1);
            }
        }
        return lines;
    }

    private static IToggleBreakpointsTarget toggleTarget(ITextEditor editor, TextSelection line) {
        IToggleBreakpointsTarget target =
                DebugUITools.getToggleBreakpointsTargetManager().getToggleBreakpointsTarget(editor, line);
        assertNotNull(target);
        return target;
    }

    @Test
    void breakpointTypesOfCSourcesHasOursAndTogglesIt() throws Exception {
        ITextEditor editor = open(file("host.c", C));
        TextSelection third = line(editor, 3);
        var manager = DebugUITools.getToggleBreakpointsTargetManager();
        assertTrue(manager.getEnabledToggleBreakpointsTargetIDs(editor, third)
                .contains("org.realmscope.debug.ui.lineBreakpoints"));
        assertEquals(
                "Realm Debug Line Breakpoints",
                manager.getToggleBreakpointsTargetName("org.realmscope.debug.ui.lineBreakpoints"));
        toggleTarget(editor, third).toggleLineBreakpoints(editor, third);
        SourceLineBreakpoint set = assertInstanceOf(SourceLineBreakpoint.class, breakpoints()[0]);
        assertEquals(3, set.getLineNumber());
        Screen.until(() -> marked(editor).equals(List.of(3)), () -> "the line is not marked: " + marked(editor));
        toggleTarget(editor, third).toggleLineBreakpoints(editor, third);
        assertEquals(0, breakpoints().length);
        Screen.until(() -> marked(editor).isEmpty(), () -> "the mark stays");
    }

    /** The platform keeps the first answer as what people prefer: other debuggers for C would be asked no more. */
    @Test
    void breakpointsOfScenariosAreOursAndThoseOfCSourcesAnybodys() throws Exception {
        ITextEditor c = open(file("host.c", C));
        ITextEditor scenario = open(scenario("faulting.rme"));
        LineBreakpointFactory factory = new LineBreakpointFactory();
        assertNull(factory.getDefaultToggleTarget(c, line(c, 3)));
        assertEquals(
                "org.realmscope.debug.ui.lineBreakpoints", factory.getDefaultToggleTarget(scenario, line(scenario, 1)));
    }

    @Test
    void breakpointsOutsideTheWorkspaceAreMarked(@TempDir Path directory) throws Exception {
        Path source = directory.resolve("outside.c");
        Files.writeString(source, C, StandardCharsets.UTF_8);
        SourceLineBreakpoint before = SourceLineBreakpoint.outside(source.toString(), 3);
        ITextEditor editor = textEditor(IDE.openEditorOnFileStore(
                Screen.window().getActivePage(), EFS.getLocalFileSystem().fromLocalFile(source.toFile())));
        Screen.until(() -> marked(editor).equals(List.of(3)), () -> "the line is not marked: " + marked(editor));
        TextSelection first = line(editor, 1);
        toggleTarget(editor, first).toggleLineBreakpoints(editor, first);
        Screen.until(() -> marked(editor).size() == 2, () -> "the new one is not marked: " + marked(editor));
        before.delete();
        Screen.until(() -> marked(editor).equals(List.of(1)), () -> "the mark stays: " + marked(editor));
        document(editor).replace(0, 0, "// one line more\n");
        Screen.until(() -> marked(editor).equals(List.of(2)), () -> "the mark does not move: " + marked(editor));
        editor.doSave(new NullProgressMonitor());
        SourceLineBreakpoint moved = assertInstanceOf(SourceLineBreakpoint.class, breakpoints()[0]);
        Screen.until(() -> moved.describe().endsWith("line 2"), moved::describe);
        Screen.until(() -> marked(editor).equals(List.of(2)), () -> "the mark moves back: " + marked(editor));
    }

    @Test
    void breakpointsInTextsOfTheAdapterAreMarked() throws Exception {
        CallBreakpoint.at("RMI_DATA_CREATE_UNKNOWN", Map.of());
        launch(scenario("faulting.rme"));
        awaitFrame();
        Screen.until(
                () -> Screen.window().getActivePage().getActiveEditor() != null
                        && Screen.window()
                                .getActivePage()
                                .getActiveEditor()
                                .getTitle()
                                .contains("RMI_"),
                () -> "the text of the command is not shown");
        ITextEditor editor = textEditor(Screen.window().getActivePage().getActiveEditor());
        TextSelection second = line(editor, 2);
        toggleTarget(editor, second).toggleLineBreakpoints(editor, second);
        Screen.until(() -> marked(editor).equals(List.of(2)), () -> "the line is not marked: " + marked(editor));

        // Go to File of the breakpoint opens it again, when its editor is closed and its session is over.
        SourceLineBreakpoint set = Arrays.stream(breakpoints())
                .filter(SourceLineBreakpoint.class::isInstance)
                .map(SourceLineBreakpoint.class::cast)
                .findFirst()
                .orElseThrow();
        Screen.window().getActivePage().closeAllEditors(false);
        launched().terminate();
        Screen.until(() -> launched().isTerminated(), () -> "the launch does not end");
        IDebugModelPresentation labels = DebugUITools.newDebugModelPresentation();
        IEditorInput input = Objects.requireNonNull(labels.getEditorInput(set));
        ITextEditor again = textEditor(Screen.window()
                .getActivePage()
                .openEditor(input, Objects.requireNonNull(labels.getEditorId(input, set))));
        labels.dispose();
        Screen.until(() -> marked(again).equals(List.of(2)), () -> "the line is not marked: " + marked(again));
    }

    @Test
    void runToLineStopsAtTheLine() throws Exception {
        IFile scenario = scenario("faulting.rme");
        SourceLineBreakpoint.inWorkspace(scenario, 13);
        launch(scenario);
        RealmFrame frame = awaitFrame();
        assertEquals(13, frame.getLineNumber());
        ITextEditor editor = open(scenario);
        IRunToLineTarget target = Adapters.adapt(editor, IRunToLineTarget.class);
        assertNotNull(target);
        TextSelection there = line(editor, 15);
        assertTrue(target.canRunToLine(editor, there, frame));
        target.runToLine(editor, there, frame);
        Screen.until(
                () -> target().isSuspended()
                        && DebugUITools.getDebugContext() instanceof RealmFrame now
                        && now.getLineNumber() == 15,
                () -> "the line is not reached: " + DebugUITools.getDebugContext());
        assertEquals(1, breakpoints().length);
    }

    /** What the hover says of a word, on a thread of the editor's. */
    private static @Nullable String hover(String text, String word) {
        TextViewer viewer = new TextViewer(Screen.window().getShell(), SWT.NONE);
        viewer.setDocument(new Document(text));
        ValueHover hover = new ValueHover();
        IRegion region = hover.getHoverRegion(viewer, text.indexOf(word) + word.length() - 1);
        assertEquals(new Region(text.indexOf(word), word.length()), region);
        CompletableFuture<String> shown = new CompletableFuture<>();
        Job.create("hover", monitor -> {
                    shown.complete(hover.getHoverInfo(viewer, region));
                })
                .schedule();
        Screen.until(shown::isDone, () -> "nothing is shown");
        viewer.getControl().dispose();
        return shown.join();
    }

    /** People move the mouse again when a busy machine answers too late. */
    private static String awaitHover(String text, String word) {
        AtomicReference<@Nullable String> shown = new AtomicReference<>();
        Screen.until(
                () -> {
                    String now = hover(text, word);
                    shown.set(now);
                    return now != null && now.contains("<br>");
                },
                () -> "nothing but " + shown.get() + " is shown of " + word);
        return Objects.requireNonNull(shown.get());
    }

    @Test
    void hoverDecodesSyndromesReturnCodesAndFunctions() throws Exception {
        FunctionBreakpoint.at("kvm_handle_guest_abort");
        launch(scenario("faulting.rme"));
        awaitFrame();
        String syndrome = awaitHover("u64 esr = vcpu->arch.fault.esr_el2;", "vcpu->arch.fault.esr_el2");
        assertTrue(syndrome.startsWith("vcpu->arch.fault.esr_el2 = "), syndrome);
        assertTrue(syndrome.contains("<br>") && syndrome.contains("IPA 0x200000"), syndrome);
        String register = awaitHover("read $ESR_EL2 here", "$ESR_EL2");
        assertTrue(register.contains("EC"), register);
        String function = awaitHover("smc(0xc4000150)", "0xc4000150");
        assertTrue(function.contains("RMI_VERSION"), function);
        assertNull(hover("x = 0x12345678;", "0x12345678"));
    }
}
