package org.realmscope.ui.moments;

import java.util.List;
import org.eclipse.ui.IWorkbenchPage;
import org.realmscope.debug.core.state.RealmState;

/** Opens the moment at which the machine stands, so that it can be looked at when the machine has gone on. */
public final class ShowStateHandler extends StateHandler {
    @Override
    boolean accepts(List<RealmState> states) {
        return states.size() == 1 && states.get(0).isLive() && states.get(0).isSuspended();
    }

    @Override
    void run(List<RealmState> states, IWorkbenchPage page) {
        RealmState live = states.get(0);
        tell(live.session().openMoment(live.moment()));
    }
}
