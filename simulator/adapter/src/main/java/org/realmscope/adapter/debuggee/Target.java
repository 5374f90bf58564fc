package org.realmscope.adapter.debuggee;

import org.jspecify.annotations.Nullable;
import org.realmscope.adapter.request.ErrorCode;
import org.realmscope.adapter.request.RequestError;

/** The place for the machine of an adapter, which outlives its clients. Only the machine's thread uses it. */
public final class Target {
    private @Nullable Debuggee debuggee;

    /** Whether there is a machine. */
    public boolean hasDebuggee() {
        return debuggee != null;
    }

    /**
     * The machine that is debugged.
     *
     * @throws RequestError if there is none
     */
    public Debuggee debuggee() {
        Debuggee present = debuggee;
        if (present == null) {
            throw new RequestError(ErrorCode.NO_MACHINE, "there is no machine; launch one first");
        }
        return present;
    }

    /** From now on, this is debugged. */
    public void set(Debuggee next) {
        debuggee = next;
    }

    /** Nothing is debugged any more. */
    public void clear() {
        debuggee = null;
    }
}
