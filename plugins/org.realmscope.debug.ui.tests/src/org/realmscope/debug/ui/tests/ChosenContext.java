package org.realmscope.debug.ui.tests;

import org.eclipse.debug.ui.DebugUITools;
import org.eclipse.debug.ui.IDebugUIConstants;
import org.eclipse.debug.ui.contexts.AbstractDebugContextProvider;
import org.eclipse.debug.ui.contexts.DebugContextEvent;
import org.eclipse.debug.ui.contexts.IDebugContextService;
import org.eclipse.jface.viewers.ISelection;
import org.eclipse.jface.viewers.StructuredSelection;
import org.eclipse.ui.IViewPart;
import org.eclipse.ui.IWorkbenchPage;
import org.eclipse.ui.PartInitException;

/**
 * The debug context in place of the Debug view, whose tree takes selections only when it has drawn what is selected.
 */
final class ChosenContext extends AbstractDebugContextProvider {
    private ISelection chosen = StructuredSelection.EMPTY;
    private boolean isInPlace;

    ChosenContext() {
        super(null);
    }

    @Override
    public ISelection getActiveContext() {
        return chosen;
    }

    /** Makes something the debug context of the window. */
    void choose(Object element) {
        chosen = new StructuredSelection(element);
        if (!isInPlace) {
            isInPlace = true;
            IViewPart view = page().findView(IDebugUIConstants.ID_DEBUG_VIEW);
            if (view != null) {
                page().hideView(view);
            }
            service().addDebugContextProvider(this);
        }
        fire(new DebugContextEvent(this, chosen, DebugContextEvent.ACTIVATED));
    }

    /** The Debug view has it again. */
    void restore() throws PartInitException {
        if (isInPlace) {
            isInPlace = false;
            service().removeDebugContextProvider(this);
            page().showView(IDebugUIConstants.ID_DEBUG_VIEW, null, IWorkbenchPage.VIEW_VISIBLE);
        }
    }

    private static IWorkbenchPage page() {
        return Screen.window().getActivePage();
    }

    private static IDebugContextService service() {
        return DebugUITools.getDebugContextManager().getContextService(Screen.window());
    }
}
