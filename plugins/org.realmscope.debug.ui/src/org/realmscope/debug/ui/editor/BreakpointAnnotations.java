package org.realmscope.debug.ui.editor;

import java.util.Objects;

import org.eclipse.core.resources.IMarker;
import org.eclipse.core.resources.IMarkerDelta;
import org.eclipse.debug.core.DebugPlugin;
import org.eclipse.debug.core.IBreakpointsListener;
import org.eclipse.debug.core.model.IBreakpoint;
import org.eclipse.jdt.annotation.Nullable;
import org.eclipse.jface.text.BadLocationException;
import org.eclipse.jface.text.IDocument;
import org.eclipse.jface.text.Position;
import org.eclipse.jface.text.source.Annotation;
import org.eclipse.jface.text.source.AnnotationModel;
import org.eclipse.swt.widgets.Display;
import org.eclipse.ui.PlatformUI;
import org.eclipse.ui.texteditor.MarkerAnnotation;
import org.realmscope.debug.core.RealmDebug;
import org.realmscope.debug.core.breakpoints.SourceLineBreakpoint;

/**
 * The marks of breakpoints in a text that is no file of the workspace. Confined to the UI thread but for what the
 * breakpoint manager tells.
 */
final class BreakpointAnnotations extends AnnotationModel implements IBreakpointsListener {
    /** What it is attached to other annotation models by. */
    static final Object KEY = BreakpointAnnotations.class;

    private final String path;

    /** @param path as breakpoints have it */
    BreakpointAnnotations(String path) {
        this.path = path;
    }

    @Override
    protected void connected() {
        DebugPlugin.getDefault().getBreakpointManager().addBreakpointListener(this);
        show();
    }

    @Override
    protected void disconnected() {
        DebugPlugin.getDefault().getBreakpointManager().removeBreakpointListener(this);
        removeAllAnnotations();
    }

    private void show() {
        IDocument text = fDocument;
        if (text == null) {
            return;
        }
        removeAllAnnotations(false);
        for (IBreakpoint each : DebugPlugin.getDefault().getBreakpointManager().getBreakpoints(RealmDebug.MODEL)) {
            IMarker marker = each.getMarker();
            int line = marker == null || !isHere(each) ? 0 : marker.getAttribute(IMarker.LINE_NUMBER, 0);
            Position position = position(text, line);
            if (position != null) {
                mark(new MarkerAnnotation(marker), position);
            }
        }
        fireModelChanged();
    }

    private boolean isHere(IBreakpoint breakpoint) {
        return breakpoint instanceof SourceLineBreakpoint line && path.equals(line.path());
    }

    /** Where a line is; null if the text has no such line. */
    private static @Nullable Position position(IDocument text, int line) {
        try {
            return line < 1 || line > text.getNumberOfLines()
                    ? null
                    : new Position(text.getLineOffset(line - 1), text.getLineLength(line - 1));
        } catch (BadLocationException e) {
            throw new IllegalStateException(e);
        }
    }

    private void mark(Annotation annotation, Position position) {
        try {
            addAnnotation(annotation, position, false);
        } catch (BadLocationException e) {
            throw new IllegalStateException(e);
        }
    }

    // --- what the breakpoint manager tells, on any thread

    @Override
    public void breakpointsAdded(IBreakpoint[] breakpoints) {
        changed(breakpoints);
    }

    @Override
    public void breakpointsRemoved(IBreakpoint[] breakpoints, IMarkerDelta[] deltas) {
        later();
    }

    @Override
    public void breakpointsChanged(IBreakpoint[] breakpoints, IMarkerDelta[] deltas) {
        changed(breakpoints);
    }

    private void changed(IBreakpoint[] breakpoints) {
        for (IBreakpoint each : breakpoints) {
            if (isHere(each)) {
                later();
                return;
            }
        }
    }

    private void later() {
        Display display = Objects.requireNonNull(PlatformUI.getWorkbench().getDisplay());
        if (!display.isDisposed()) {
            display.asyncExec(this::show);
        }
    }
}
