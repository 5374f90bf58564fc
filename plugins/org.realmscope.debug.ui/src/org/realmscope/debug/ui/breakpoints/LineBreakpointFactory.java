package org.realmscope.debug.ui.breakpoints;

import java.util.Set;
import org.eclipse.core.runtime.Adapters;
import org.eclipse.debug.ui.actions.IToggleBreakpointsTarget;
import org.eclipse.debug.ui.actions.IToggleBreakpointsTargetFactory;
import org.eclipse.jdt.annotation.Nullable;
import org.eclipse.jface.viewers.ISelection;
import org.eclipse.ui.IWorkbenchPart;
import org.eclipse.ui.texteditor.ITextEditor;

/** Offers "Realm Debug Line Breakpoints" under "Breakpoint Types" in editors of C sources and scenarios. */
public final class LineBreakpointFactory implements IToggleBreakpointsTargetFactory {
    private static final String TARGET = "org.realmscope.debug.ui.lineBreakpoints";

    private final IToggleBreakpointsTarget target = new LineBreakpointTarget();

    @Override
    public Set<String> getToggleTargets(IWorkbenchPart part, ISelection selection) {
        return isOurs(part) ? Set.of(TARGET) : Set.of();
    }

    private static boolean isOurs(IWorkbenchPart part) {
        return Adapters.of(part, ITextEditor.class).filter(EditedSource::isOurs).isPresent();
    }

    /**
     * Ours in what only we know. In a C source it is nobody's: the platform then takes that of a debugger for C before
     * ours, if there is one, and keeps what it has taken as what people prefer.
     */
    @Override
    public @Nullable String getDefaultToggleTarget(IWorkbenchPart part, ISelection selection) {
        boolean isOnlyOurs = Adapters.of(part, ITextEditor.class)
                .filter(EditedSource::isOurs)
                .filter(editor -> !EditedSource.isC(editor))
                .isPresent();
        return isOnlyOurs ? TARGET : null;
    }

    @Override
    public @Nullable IToggleBreakpointsTarget createToggleTarget(String id) {
        return TARGET.equals(id) ? target : null;
    }

    @Override
    public String getToggleTargetName(String id) {
        return "Realm Debug Line Breakpoints";
    }

    @Override
    public String getToggleTargetDescription(String id) {
        return "Breakpoints in lines of C sources of the host and of scenarios";
    }
}
