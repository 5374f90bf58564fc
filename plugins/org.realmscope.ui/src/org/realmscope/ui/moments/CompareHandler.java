package org.realmscope.ui.moments;

import java.util.List;
import org.eclipse.core.commands.ExecutionException;
import org.eclipse.ui.IWorkbenchPage;
import org.eclipse.ui.PartInitException;
import org.realmscope.debug.core.state.RealmState;
import org.realmscope.ui.compare.CompareView;

/** Compares two states that are selected, or an open moment with the present. */
public final class CompareHandler extends StateHandler {
    @Override
    boolean accepts(List<RealmState> states) {
        RealmState first = states.get(0);
        return states.size() == 1
                ? !first.isLive()
                : states.size() == 2 && first.session() == states.get(1).session();
    }

    @Override
    void run(List<RealmState> states, IWorkbenchPage page) throws ExecutionException {
        RealmState before = states.get(0);
        RealmState after = states.size() == 1 ? before.session().live() : states.get(1);
        try {
            if (page.showView(CompareView.ID) instanceof CompareView view) {
                view.compare(before, after);
            }
        } catch (PartInitException failure) {
            throw new ExecutionException("the view cannot be opened", failure);
        }
    }
}
