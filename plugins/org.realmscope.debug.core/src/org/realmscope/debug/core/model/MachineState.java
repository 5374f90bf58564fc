package org.realmscope.debug.core.model;

import java.util.concurrent.CompletableFuture;
import org.eclipse.core.runtime.ListenerList;
import org.eclipse.jdt.annotation.Nullable;
import org.realmscope.debug.core.state.RealmSession;
import org.realmscope.debug.core.state.RealmState;
import org.realmscope.debug.core.state.RealmStateListener;
import org.realmscope.debug.core.state.RealmStateListener.Change;
import org.realmscope.protocol.MachineSummary;
import org.realmscope.protocol.MomentArguments;
import org.realmscope.protocol.RealmscopeServer;

/** The machine at one time, as views read it. */
final class MachineState implements RealmState {
    private final Session session;
    private final MachineTarget target;
    private final @Nullable Integer momentId;
    private final ListenerList<RealmStateListener> listeners = new ListenerList<>();
    private volatile @Nullable CompletableFuture<MachineSummary> summary;
    private volatile String moment;
    private volatile String label;

    MachineState(Session session, MachineTarget target, @Nullable Integer momentId, String moment, String label) {
        this.session = session;
        this.target = target;
        this.momentId = momentId;
        this.moment = moment;
        this.label = label;
    }

    /** Asks what there is in the machine, which may be something else than before. */
    CompletableFuture<MachineSummary> ask() {
        CompletableFuture<MachineSummary> asked = server().machine(new MomentArguments(momentId));
        summary = asked;
        return asked;
    }

    /** The machine stands at another moment. */
    void stands(String where) {
        moment = where;
        if (momentId == null) {
            label = "now (" + where + ")";
        }
    }

    void tell(Change change) {
        for (RealmStateListener each : listeners) {
            each.stateChanged(this, change);
        }
    }

    @Override
    public RealmSession session() {
        return session;
    }

    @Override
    public RealmscopeServer server() {
        return session.server();
    }

    @Override
    public CompletableFuture<MachineSummary> machine() {
        CompletableFuture<MachineSummary> known = summary;
        // One who gives up does so for himself only.
        return (known == null || known.isCompletedExceptionally() ? ask() : known).copy();
    }

    @Override
    public @Nullable Integer momentId() {
        return momentId;
    }

    @Override
    public String moment() {
        return moment;
    }

    @Override
    public String label() {
        return label;
    }

    @Override
    public boolean isSuspended() {
        return target.isSuspended();
    }

    @Override
    public boolean hasEnded() {
        return target.hasEnded();
    }

    @Override
    public MachineTarget target() {
        return target;
    }

    @Override
    public void addListener(RealmStateListener listener) {
        listeners.add(listener);
    }

    @Override
    public void removeListener(RealmStateListener listener) {
        listeners.remove(listener);
    }
}
