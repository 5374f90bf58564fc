package org.realmscope.ui.tests.views;

import java.lang.reflect.Proxy;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.eclipse.debug.core.ILaunch;
import org.eclipse.debug.core.model.IDebugTarget;
import org.eclipse.jdt.annotation.Nullable;
import org.realmscope.debug.core.state.RealmSession;
import org.realmscope.debug.core.state.RealmState;
import org.realmscope.debug.core.state.RealmStateListener;
import org.realmscope.debug.core.state.RealmStateListener.Change;
import org.realmscope.protocol.MachineSummary;
import org.realmscope.protocol.MomentArguments;
import org.realmscope.protocol.RealmscopeServer;

/** The present of a made-up session, or a moment of it. */
final class FakeState implements RealmState {
    private final FakeMachine machine;
    private final FakeSession session;
    private final @Nullable Integer moment;
    private final String label;
    private final List<RealmStateListener> listeners = new ArrayList<>();
    private boolean suspended = true;
    private boolean ended;

    /** The present of a session of its own. */
    FakeState(FakeMachine machine) {
        this(machine, null, null, "now");
    }

    private FakeState(FakeMachine machine, @Nullable FakeSession session, @Nullable Integer moment, String label) {
        this.machine = machine;
        this.session = session == null ? new FakeSession() : session;
        this.moment = moment;
        this.label = label;
    }

    /** A moment of this session. */
    FakeState moment(int id, String name) {
        FakeState opened = new FakeState(machine, session, Integer.valueOf(id), name);
        session.moments.add(opened);
        return opened;
    }

    /** Tells what has become of it. */
    void become(Change change) {
        suspended = change != Change.RESUMED && suspended || change == Change.STOPPED;
        ended = change == Change.ENDED;
        List.copyOf(listeners).forEach(listener -> listener.stateChanged(this, change));
    }

    int listeners() {
        return listeners.size();
    }

    /** What was opened, by what it was asked for. */
    List<String> opened() {
        return session.opened;
    }

    @Override
    public RealmSession session() {
        return session;
    }

    @Override
    public RealmscopeServer server() {
        return machine.server();
    }

    @Override
    public CompletableFuture<MachineSummary> machine() {
        return server().machine(new MomentArguments(moment));
    }

    @Override
    public @Nullable Integer momentId() {
        return moment;
    }

    @Override
    public String moment() {
        return "1000.0";
    }

    @Override
    public String label() {
        return label;
    }

    @Override
    public boolean isSuspended() {
        return suspended;
    }

    @Override
    public boolean hasEnded() {
        return ended;
    }

    @Override
    public IDebugTarget target() {
        return (IDebugTarget) Proxy.newProxyInstance(
                FakeState.class.getClassLoader(), new Class<?>[] {IDebugTarget.class}, (proxy, method, arguments) -> {
                    throw new UnsupportedOperationException(method.getName());
                });
    }

    @Override
    public void addListener(RealmStateListener listener) {
        listeners.add(listener);
    }

    @Override
    public void removeListener(RealmStateListener listener) {
        listeners.remove(listener);
    }

    private final class FakeSession implements RealmSession {
        private final List<RealmState> moments = new ArrayList<>();
        private final List<String> opened = new ArrayList<>();

        @Override
        public ILaunch launch() {
            throw new UnsupportedOperationException();
        }

        @Override
        public RealmState live() {
            return FakeState.this;
        }

        @Override
        public List<RealmState> moments() {
            return List.copyOf(moments);
        }

        @Override
        public CompletableFuture<RealmState> openMoment(String name) {
            opened.add(name);
            return CompletableFuture.completedFuture(FakeState.this.moment(opened.size(), name));
        }

        @Override
        public CompletableFuture<RealmState> openFault(long number) {
            return openMoment("fault " + number);
        }

        @Override
        public CompletableFuture<Void> closeMoment(RealmState closed) {
            moments.remove(closed);
            return CompletableFuture.allOf();
        }

        @Override
        public CompletableFuture<Void> goTo(String name) {
            opened.add("go to " + name);
            return CompletableFuture.allOf();
        }
    }
}
