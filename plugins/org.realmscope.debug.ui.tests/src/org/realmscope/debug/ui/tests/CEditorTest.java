package org.realmscope.debug.ui.tests;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import org.eclipse.core.resources.IFile;
import org.eclipse.core.runtime.Platform;
import org.eclipse.core.runtime.jobs.Job;
import org.eclipse.debug.ui.DebugUITools;
import org.eclipse.jface.text.Document;
import org.eclipse.jface.text.IRegion;
import org.eclipse.jface.text.ITextHover;
import org.eclipse.jface.text.TextViewer;
import org.eclipse.swt.SWT;
import org.eclipse.ui.IEditorPart;
import org.junit.jupiter.api.Test;
import org.realmscope.debug.core.breakpoints.FunctionBreakpoint;
import org.realmscope.debug.core.model.RealmFrame;
import org.realmscope.debug.ui.editor.CEditorAdapters;

/** Where CDT is installed. It is not here: types that have what its types have stand for them. */
class CEditorTest extends SessionFixture {
    private static final String HOVER = "org.eclipse.cdt.ui.text.c.hover.ICEditorTextHover";
    private static final String RUN_TO_LINE = "org.eclipse.cdt.debug.core.model.IRunToLine";

    /** What CDT's type of this name has. */
    public interface ICEditorTextHover extends ITextHover {
        void setEditor(IEditorPart editor);
    }

    /** What CDT's type of this name has. */
    public interface IRunToLine {
        boolean canRunToLine(IFile file, int line);

        boolean canRunToLine(String path, int line);

        void runToLine(IFile file, int line, boolean skipsBreakpoints);

        void runToLine(String path, int line, boolean skipsBreakpoints);
    }

    private RealmFrame stopped() throws Exception {
        FunctionBreakpoint.at("kvm_handle_guest_abort");
        launch(scenario("faulting.rme"));
        RealmFrame frame = awaitFrame();
        assertTrue(Platform.getAdapterManager().hasAdapter(frame, HOVER));
        assertTrue(Platform.getAdapterManager().hasAdapter(frame, RUN_TO_LINE));
        return frame;
    }

    @Test
    void valuesAreShownBelowTheMouse() throws Exception {
        ICEditorTextHover hover = new CEditorAdapters().getAdapter(stopped(), ICEditorTextHover.class);
        hover.setEditor(Screen.window().getActivePage().getActiveEditor());
        TextViewer viewer = new TextViewer(Screen.window().getShell(), SWT.NONE);
        viewer.setDocument(new Document("return vcpu->vcpu_id;"));
        IRegion region = hover.getHoverRegion(viewer, 14);
        assertEquals(7, region.getOffset());
        String text = shown(hover, viewer, region);
        viewer.getControl().dispose();
        assertNotNull(text);
        assertTrue(text.startsWith("vcpu-&gt;vcpu_id = ") || text.startsWith("vcpu->vcpu_id = "), text);
    }

    /** CDT asks as all did before there was another way. */
    @SuppressWarnings("deprecation")
    private static String shown(ICEditorTextHover hover, TextViewer viewer, IRegion region) {
        CompletableFuture<String> shown = new CompletableFuture<>();
        Job.create("hover", monitor -> {
                    shown.complete(hover.getHoverInfo(viewer, region));
                })
                .schedule();
        return answer(shown);
    }

    @Test
    void theMachineRunsToALine() throws Exception {
        RealmFrame frame = stopped();
        IRunToLine target = new CEditorAdapters().getAdapter(frame, IRunToLine.class);
        String path = Objects.requireNonNull(frame.source()).getPath();
        int line = frame.getLineNumber() + 1;
        assertTrue(target.canRunToLine(path, line));
        target.runToLine(path, line, true);
        // What is selected may still be the frame of before while the machine stands anew.
        Screen.until(
                () -> DebugUITools.getDebugContext() instanceof RealmFrame there
                        && there.isSuspended()
                        && there.getLineNumber() >= line,
                () -> "line " + line + " is not shown, but " + DebugUITools.getDebugContext());
        assertEquals(frame.getName(), awaitFrame().getName());
        launched().terminate();
        Screen.until(() -> !target.canRunToLine(path, line), () -> "what has ended can run");
    }
}
