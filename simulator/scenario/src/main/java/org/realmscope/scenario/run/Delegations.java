package org.realmscope.scenario.run;

import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.realmscope.abi.RmiCommand;
import org.realmscope.scenario.model.VmmAction;

/** Remembers which granules were delegated by a raw call of the scenario, and by which. */
final class Delegations {
    private final TreeMap<Long, VmmAction> actions = new TreeMap<>();
    private long address;

    /** A call is made with {@code x1}. */
    void called(long functionId, long x1) {
        if (functionId == RmiCommand.GRANULE_DELEGATE.functionId()
                || functionId == RmiCommand.GRANULE_UNDELEGATE.functionId()) {
            address = x1;
        }
    }

    /**
     * The call has succeeded.
     *
     * @param action that asked for it, null if the host did by itself
     */
    void succeeded(long functionId, @Nullable VmmAction action) {
        if (functionId == RmiCommand.GRANULE_DELEGATE.functionId() && action != null) {
            actions.put(address, action);
        } else if (functionId == RmiCommand.GRANULE_DELEGATE.functionId()
                || functionId == RmiCommand.GRANULE_UNDELEGATE.functionId()) {
            actions.remove(address);
        }
    }

    /** By physical address. */
    Map<Long, VmmAction> actions() {
        return actions;
    }
}
