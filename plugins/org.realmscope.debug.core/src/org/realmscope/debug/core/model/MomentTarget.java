package org.realmscope.debug.core.model;

import org.eclipse.debug.core.DebugException;
import org.realmscope.debug.core.RealmDebug;
import org.realmscope.protocol.MomentInfo;

/** The machine at an open moment: it stands still and cannot be changed. Terminating it closes the moment. */
public final class MomentTarget extends MachineTarget {
    private final String name;

    /** @param label what the moment is for people, for example {@code fault 17} */
    MomentTarget(Session session, MomentInfo moment, String label) {
        super(session, moment.id(), moment.moment(), "%s (%s)".formatted(label, moment.moment()));
        name = "Moment %s: %s, read-only".formatted(moment.moment(), label);
    }

    @Override
    public String memoryReference(MemoryAddress address) {
        return "moment(%d) %s".formatted(state().momentId(), address);
    }

    @Override
    public String getName() {
        return name;
    }

    @Override
    public boolean isSuspended() {
        return !isTerminated();
    }

    @Override
    public boolean canResume() {
        return false;
    }

    @Override
    public boolean canSuspend() {
        return false;
    }

    @Override
    public void resume() throws DebugException {
        throw readOnly();
    }

    @Override
    public void suspend() throws DebugException {
        throw readOnly();
    }

    @Override
    public boolean canTerminate() {
        return !isTerminated();
    }

    @Override
    public void terminate() {
        session().told(session().closeMoment(state()));
    }

    @Override
    public boolean canDisconnect() {
        return false;
    }

    @Override
    public void disconnect() throws DebugException {
        throw readOnly();
    }

    @Override
    public boolean isDisconnected() {
        return false;
    }

    /** What everything that would move or change a moment throws. */
    static DebugException readOnly() {
        return new DebugException(RealmDebug.error(
                DebugException.NOT_SUPPORTED, "An open moment stands still and cannot be changed", null));
    }
}
