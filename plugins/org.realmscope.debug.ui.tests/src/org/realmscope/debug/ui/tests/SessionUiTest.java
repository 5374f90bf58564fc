package org.realmscope.debug.ui.tests;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;

import java.util.Arrays;
import java.util.Iterator;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import org.eclipse.core.resources.IFile;
import org.eclipse.core.resources.IMarker;
import org.eclipse.core.resources.IResource;
import org.eclipse.core.runtime.jobs.Job;
import org.eclipse.debug.core.DebugPlugin;
import org.eclipse.debug.core.model.IBreakpoint;
import org.eclipse.debug.ui.DebugUITools;
import org.eclipse.debug.ui.IDebugUIConstants;
import org.eclipse.debug.ui.actions.IToggleBreakpointsTarget;
import org.eclipse.jdt.annotation.Nullable;
import org.eclipse.jface.text.Document;
import org.eclipse.jface.text.IDocument;
import org.eclipse.jface.text.Region;
import org.eclipse.jface.text.TextSelection;
import org.eclipse.jface.text.TextViewer;
import org.eclipse.jface.text.source.Annotation;
import org.eclipse.jface.text.source.IAnnotationModel;
import org.eclipse.swt.SWT;
import org.eclipse.swt.widgets.Event;
import org.eclipse.swt.widgets.Table;
import org.eclipse.swt.widgets.TableItem;
import org.eclipse.swt.widgets.Text;
import org.eclipse.ui.IEditorPart;
import org.eclipse.ui.console.ConsolePlugin;
import org.eclipse.ui.ide.IDE;
import org.eclipse.ui.texteditor.ITextEditor;
import org.junit.jupiter.api.Test;
import org.realmscope.debug.core.RealmDebug;
import org.realmscope.debug.core.breakpoints.CallBreakpoint;
import org.realmscope.debug.core.breakpoints.FunctionBreakpoint;
import org.realmscope.debug.core.breakpoints.SourceLineBreakpoint;
import org.realmscope.debug.core.model.OutputCategory;
import org.realmscope.debug.core.model.RealmFrame;
import org.realmscope.debug.ui.disassembly.DisassemblyView;
import org.realmscope.debug.ui.editor.ValueHover;

class SessionUiTest extends SessionFixture {
    @Test
    void disassemblyFollowsTheSelectedFrameWithSourceAndBreakpoints() throws Exception {
        FunctionBreakpoint.at("kvm_handle_guest_abort");
        DisassemblyView view = assertInstanceOf(
                DisassemblyView.class, Screen.window().getActivePage().showView(DisassemblyView.ID));
        launch(scenario("faulting.rme"));
        RealmFrame frame = awaitFrame();
        Table table = Screen.one(
                Screen.window().getShell(),
                Table.class,
                each -> each.getColumnCount() == 5
                        && each.getColumn(3).getText().equals("Instruction"));
        String address = frame.instructionPointer().replaceAll(".*:0x", "");
        Screen.until(
                () -> table.isVisible()
                        && table.getSelectionCount() == 1
                        && table.getSelection()[0].getText(1).endsWith(address),
                () -> "the instruction at " + frame.instructionPointer() + " is not shown");
        TableItem current = table.getSelection()[0];
        Screen.until(() -> current.getImage(0) != null, () -> "the instruction has no mark");
        Screen.until(() -> current.getText(4).startsWith("kvm_handle_guest_abort"), () -> current.getText(4));
        Screen.until(
                () -> Arrays.stream(table.getItems())
                        .anyMatch(each -> each.getText(1).matches(".*\\.[ch]:\\d+")),
                () -> "no line of source");
        assertNotNull(view.getTitle());

        table.notifyListeners(SWT.DefaultSelection, new Event());
        Screen.until(
                () -> Arrays.stream(
                                DebugPlugin.getDefault().getBreakpointManager().getBreakpoints())
                        .anyMatch(SourceLineBreakpoint.class::isInstance),
                () -> "no breakpoint is set");
    }

    @Test
    void stepsBackAndToTheNextCallByCommands() throws Exception {
        CallBreakpoint.at("RMI_DATA_CREATE_UNKNOWN", Map.of());
        launch(scenario("faulting.rme"));
        awaitFrame();
        String stopped = target().session().live().moment();
        execute(COMMAND + "STEP_BACK");
        Screen.until(
                () -> target().isSuspended()
                        && !target().session().live().moment().equals(stopped),
                () -> "the machine does not step back");
        String before = target().session().live().moment();
        execute(COMMAND + "NEXT_RMI_CALL");
        Screen.until(
                () -> target().isSuspended()
                        && !target().session().live().moment().equals(before),
                () -> "the machine does not run to the next call");
        Screen.until(() -> target().stopDescription().contains("RMI_"), () -> target().stopDescription());
        Screen.until(
                () -> DebugUITools.getDebugContext() instanceof RealmFrame frame && frame.isModel(),
                () -> "the frame of the RMM is not selected, but " + DebugUITools.getDebugContext());
        Screen.until(() -> pointerLine() > 0, () -> "no line of the RMM's text is marked");
    }

    @Test
    void goesToAMomentThatPeopleWrite() throws Exception {
        CallBreakpoint.at("RMI_DATA_CREATE_UNKNOWN", Map.of());
        launch(scenario("faulting.rme"));
        awaitFrame();
        Screen.inDialog("Go to Moment", () -> execute(COMMAND + "GO_TO_MOMENT"), shell -> {
            var text = Screen.one(shell, Text.class, each -> each.getEditable());
            text.setText("yesterday");
            assertFalse(Screen.button(shell, "OK").isEnabled());
            text.setText("0");
            Screen.press(Screen.button(shell, "OK"));
        });
        Screen.until(() -> "0.0".equals(target().session().live().moment()), () -> "the machine is not at reset");
    }

    @Test
    void hoverShowsValuesAsTheSelectedFrameSeesThem() throws Exception {
        FunctionBreakpoint.at("kvm_handle_guest_abort");
        launch(scenario("faulting.rme"));
        awaitFrame();
        TextViewer viewer = new TextViewer(Screen.window().getShell(), SWT.NONE);
        viewer.setDocument(new Document("return vcpu->vcpu_id + nothing;"));
        ValueHover hover = new ValueHover();
        assertEquals(new Region(7, 13), hover.getHoverRegion(viewer, 15));
        assertEquals(new Region(7, 4), hover.getHoverRegion(viewer, 8));
        Screen.until(
                () -> "vcpu->vcpu_id = 0".equals(hovered(hover, viewer, new Region(7, 13))),
                () -> "the value is not shown, not even when asked again");
        assertNull(hovered(hover, viewer, new Region(23, 7)));
        viewer.getControl().dispose();
    }

    /** What a hover shows; on a busy machine it may have given up before the answer. */
    private static @Nullable String hovered(ValueHover hover, TextViewer viewer, Region region) {
        CompletableFuture<@Nullable String> shown = new CompletableFuture<>();
        Job.create("hover", monitor -> {
                    shown.complete(hover.getHoverInfo(viewer, region));
                })
                .schedule();
        Screen.until(shown::isDone, () -> "nothing is shown");
        return shown.join();
    }

    @Test
    void editorShowsTheLineInWhichTheMachineStands() throws Exception {
        IFile scenario = scenario("faulting.rme");
        SourceLineBreakpoint.inWorkspace(scenario, 13);
        launch(scenario);
        assertEquals(13, awaitFrame().getLineNumber());
        Screen.until(() -> pointerLine() == 13, () -> "the line is not marked: " + pointerLine());
    }

    /** The line of the active editor with the mark of the instruction pointer; 0 if none has it. */
    private static int pointerLine() {
        IEditorPart part = Screen.window().getActivePage().getActiveEditor();
        ITextEditor editor = part == null ? null : part.getAdapter(ITextEditor.class);
        if (editor == null) {
            return 0;
        }
        IDocument document = editor.getDocumentProvider().getDocument(editor.getEditorInput());
        IAnnotationModel marks = editor.getDocumentProvider().getAnnotationModel(editor.getEditorInput());
        for (Iterator<Annotation> all = marks.getAnnotationIterator(); all.hasNext(); ) {
            Annotation each = all.next();
            if (IDebugUIConstants.ANNOTATION_TYPE_INSTRUCTION_POINTER_CURRENT.equals(each.getType())) {
                String before =
                        document.get().substring(0, marks.getPosition(each).getOffset());
                return (int) before.lines().count() + (before.endsWith("\n") ? 1 : 0);
            }
        }
        return 0;
    }

    @Test
    void toggleSetsAndRemovesALineBreakpointInAScenario() throws Exception {
        IFile scenario = scenario("faulting.rme");
        ITextEditor editor = assertInstanceOf(
                ITextEditor.class,
                IDE.openEditor(Screen.window().getActivePage(), scenario).getAdapter(ITextEditor.class));
        IDocument document = editor.getDocumentProvider().getDocument(editor.getEditorInput());
        TextSelection line = new TextSelection(document, document.getLineOffset(12), 0);
        IToggleBreakpointsTarget toggle =
                DebugUITools.getToggleBreakpointsTargetManager().getToggleBreakpointsTarget(editor, line);
        assertNotNull(toggle);
        toggle.toggleLineBreakpoints(editor, line);
        IBreakpoint[] set = DebugPlugin.getDefault().getBreakpointManager().getBreakpoints(RealmDebug.MODEL);
        assertEquals(1, set.length);
        assertEquals(13, ((SourceLineBreakpoint) set[0]).getLineNumber());
        toggle.toggleLineBreakpoints(editor, line);
        assertEquals(0, DebugPlugin.getDefault().getBreakpointManager().getBreakpoints(RealmDebug.MODEL).length);
    }

    @Test
    void mistakesInAScenarioAreMarkedInIt() throws Exception {
        IFile scenario = scenario("mistaken.rme");
        launch(scenario);
        assertNotNull(refusal());
        IMarker[] problems = scenario.findMarkers(IMarker.PROBLEM, true, IResource.DEPTH_ZERO);
        assertEquals(1, problems.length, () -> String.valueOf(refusal()));
        assertEquals(4, problems[0].getAttribute(IMarker.LINE_NUMBER, 0));
        assertEquals(IMarker.SEVERITY_ERROR, problems[0].getAttribute(IMarker.SEVERITY, 0));
    }

    @Test
    void consolesOfASessionGoWithItsLaunch() throws Exception {
        CallBreakpoint.at("RMI_DATA_CREATE_UNKNOWN", Map.of());
        launch(scenario("faulting.rme"));
        awaitFrame();
        target().session().output().of(OutputCategory.UART).append("hello\n");
        Screen.until(() -> hasConsole("Serial Port (UART): test"), () -> "no console");
        end(launched());
        Screen.until(() -> !hasConsole("Serial Port (UART): test"), () -> "the console stays");
    }

    private static boolean hasConsole(String name) {
        return Arrays.stream(ConsolePlugin.getDefault().getConsoleManager().getConsoles())
                .anyMatch(each -> each.getName().equals(name));
    }
}
