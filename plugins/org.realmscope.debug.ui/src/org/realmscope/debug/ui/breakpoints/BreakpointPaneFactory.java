package org.realmscope.debug.ui.breakpoints;

import java.util.Set;
import org.eclipse.debug.ui.IDetailPane;
import org.eclipse.debug.ui.IDetailPaneFactory;
import org.eclipse.jdt.annotation.Nullable;
import org.eclipse.jface.viewers.IStructuredSelection;
import org.realmscope.debug.core.breakpoints.RealmBreakpoint;

/** Offers the pane of a single breakpoint of ours below the Breakpoints view. */
public final class BreakpointPaneFactory implements IDetailPaneFactory {
    @Override
    public Set<String> getDetailPaneTypes(IStructuredSelection selection) {
        return isOurs(selection) ? Set.of(BreakpointPane.ID) : Set.of();
    }

    @Override
    public @Nullable String getDefaultDetailPane(IStructuredSelection selection) {
        return isOurs(selection) ? BreakpointPane.ID : null;
    }

    private static boolean isOurs(@Nullable IStructuredSelection selection) {
        return selection != null && selection.size() == 1 && selection.getFirstElement() instanceof RealmBreakpoint;
    }

    @Override
    public IDetailPane createDetailPane(String id) {
        return new BreakpointPane();
    }

    @Override
    public String getDetailPaneName(String id) {
        return BreakpointPane.NAME;
    }

    @Override
    public String getDetailPaneDescription(String id) {
        return BreakpointPane.DESCRIPTION;
    }
}
