package org.realmscope.debug.ui.editor;

import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import org.eclipse.core.resources.IMarker;
import org.eclipse.core.resources.IMarkerDelta;
import org.eclipse.core.runtime.CoreException;
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
import org.eclipse.ui.statushandlers.StatusManager;
import org.eclipse.ui.texteditor.IDocumentProvider;
import org.eclipse.ui.texteditor.IElementStateListener;
import org.eclipse.ui.texteditor.MarkerAnnotation;
import org.realmscope.debug.core.RealmDebug;
import org.realmscope.debug.core.breakpoints.SourceLineBreakpoint;

/**
 * The marks of breakpoints in a text that is no file of the workspace. They move with the text, and the breakpoints
 * follow when it is saved. Confined to the UI thread but for what the breakpoint manager tells.
 */
final class BreakpointAnnotations extends AnnotationModel implements IBreakpointsListener, IElementStateListener {
    /** What it is attached to other annotation models by. */
    static final Object KEY = BreakpointAnnotations.class;

    private final String path;
    private final IDocumentProvider provider;
    private final Object edited;
    /** The lines in which breakpoints were when their marks were made. */
    private final Map<IMarker, Integer> lines = new LinkedHashMap<>();

    /**
     * Makes the marks.
     *
     * @param path as breakpoints have it
     * @param provider of the text
     * @param edited what it provides the text for
     */
    BreakpointAnnotations(String path, IDocumentProvider provider, Object edited) {
        this.path = path;
        this.provider = provider;
        this.edited = edited;
    }

    @Override
    protected void connected() {
        DebugPlugin.getDefault().getBreakpointManager().addBreakpointListener(this);
        provider.addElementStateListener(this);
        show();
    }

    @Override
    protected void disconnected() {
        DebugPlugin.getDefault().getBreakpointManager().removeBreakpointListener(this);
        provider.removeElementStateListener(this);
        lines.clear();
        removeAllAnnotations();
    }

    private void show() {
        IDocument text = fDocument;
        if (text == null) {
            return;
        }
        Map<IMarker, Position> before = places();
        Map<IMarker, Integer> linesBefore = Map.copyOf(lines);
        lines.clear();
        removeAllAnnotations(false);
        for (IBreakpoint each : DebugPlugin.getDefault().getBreakpointManager().getBreakpoints(RealmDebug.MODEL)) {
            IMarker marker = each.getMarker();
            int line = marker == null || !isHere(each) ? 0 : marker.getAttribute(IMarker.LINE_NUMBER, 0);
            boolean isWhereItWas = before.containsKey(marker) && Objects.equals(linesBefore.get(marker), line);
            Position position = isWhereItWas ? before.get(marker) : position(text, line);
            if (marker != null && position != null) {
                lines.put(marker, line);
                mark(new MarkerAnnotation(marker), position);
            }
        }
        fireModelChanged();
    }

    /** Where the marks are now, in a text that may have been changed since they were made. */
    private Map<IMarker, Position> places() {
        Map<IMarker, Position> places = new LinkedHashMap<>();
        for (Iterator<Annotation> all = getAnnotationIterator(); all.hasNext(); ) {
            Annotation each = all.next();
            Position position = getPosition(each);
            if (each instanceof MarkerAnnotation mark && position != null) {
                places.put(mark.getMarker(), new Position(position.getOffset(), position.getLength()));
            }
        }
        return places;
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

    // --- what becomes of the text

    @Override
    public void elementDirtyStateChanged(Object element, boolean isDirty) {
        if (!isDirty && edited.equals(element)) {
            follow();
        }
    }

    @Override
    public void elementContentReplaced(Object element) {
        if (edited.equals(element)) {
            show();
        }
    }

    @Override
    public void elementContentAboutToBeReplaced(Object element) {
        // Marks are made anew when it is replaced.
    }

    @Override
    public void elementDeleted(Object element) {
        // Breakpoints outlive their file.
    }

    @Override
    public void elementMoved(Object from, Object to) {
        // An editor of another file has marks of its own.
    }

    /** Breakpoints go to the lines at which their marks are. */
    private void follow() {
        IDocument text = fDocument;
        if (text != null) {
            places().forEach((marker, position) -> {
                if (DebugPlugin.getDefault().getBreakpointManager().getBreakpoint(marker)
                        instanceof SourceLineBreakpoint breakpoint) {
                    move(breakpoint, lineOf(text, position));
                }
            });
        }
    }

    private static int lineOf(IDocument text, Position position) {
        try {
            return text.getLineOfOffset(position.getOffset()) + 1;
        } catch (BadLocationException e) {
            throw new IllegalStateException(e);
        }
    }

    private static void move(SourceLineBreakpoint breakpoint, int line) {
        try {
            breakpoint.change(IMarker.LINE_NUMBER, line);
        } catch (CoreException e) {
            StatusManager.getManager().handle(e.getStatus(), StatusManager.LOG);
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
