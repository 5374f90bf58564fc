package org.realmscope.ui.moments;

import java.util.List;
import org.eclipse.ui.IWorkbenchPage;
import org.realmscope.debug.core.state.RealmState;

/** Takes the machine to an open moment. */
public final class GoToMomentHandler extends StateHandler {
    @Override
    boolean accepts(List<RealmState> states) {
        return states.size() == 1
                && !states.get(0).isLive()
                && states.get(0).session().live().isSuspended();
    }

    @Override
    void run(List<RealmState> states, IWorkbenchPage page) {
        RealmState moment = states.get(0);
        tell(moment.session().goTo(moment.moment()));
    }
}
