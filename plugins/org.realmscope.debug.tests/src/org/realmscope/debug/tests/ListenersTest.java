package org.realmscope.debug.tests;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.util.Arrays;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.eclipse.core.resources.IMarkerDelta;
import org.eclipse.core.runtime.CoreException;
import org.eclipse.debug.core.DebugEvent;
import org.eclipse.debug.core.DebugException;
import org.eclipse.debug.core.DebugPlugin;
import org.eclipse.debug.core.IBreakpointsListener;
import org.eclipse.debug.core.ILaunch;
import org.eclipse.debug.core.ILaunchManager;
import org.eclipse.debug.core.ILaunchesListener;
import org.eclipse.debug.core.model.IBreakpoint;
import org.eclipse.jdt.annotation.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.realmscope.debug.core.breakpoints.CallBreakpoint;
import org.realmscope.debug.core.breakpoints.RealmBreakpoint;
import org.realmscope.debug.core.model.WatchExpressionDelegate;
import org.realmscope.debug.core.state.RealmState;

/**
 * Listeners of the platform wait for the adapter while they are told of something, as the Debug view does when a launch
 * changes.
 */
class ListenersTest implements ILaunchesListener, IBreakpointsListener {
    @RegisterExtension
    final DebugSession debug = new DebugSession();

    private final LinkedBlockingQueue<String> told = new LinkedBlockingQueue<>();
    private volatile boolean asks;

    @BeforeEach
    void listen() {
        launches().addLaunchListener(this);
        DebugPlugin.getDefault().getBreakpointManager().addBreakpointListener(this);
    }

    @AfterEach
    void leave() {
        launches().removeLaunchListener(this);
        DebugPlugin.getDefault().getBreakpointManager().removeBreakpointListener(this);
    }

    private static ILaunchManager launches() {
        return DebugPlugin.getDefault().getLaunchManager();
    }

    @Test
    void momentsAreOpenedAndClosedThoughListenersAskForThreads() throws CoreException, IOException {
        stopAtTheFirstCall();
        RealmState moment = DebugSession.get(debug.session().openMoment("0.0"));
        assertEquals("2 targets, 2 PEs", next());
        DebugSession.get(debug.session().closeMoment(moment));
        assertEquals("1 targets, 2 PEs", next());
    }

    @Test
    void breakpointsAreSetThoughListenersAskForThreads() throws CoreException, IOException {
        stopAtTheFirstCall();
        RealmBreakpoint other = CallBreakpoint.at("RMI_GRANULE_DELEGATE", Map.of());
        while (other.verification() == null) {
            assertEquals("2 PEs", next());
        }
        assertTrue(Objects.requireNonNull(other.verification()).isVerified());
        DebugSession.get(debug.session().openMoment("0.0"));
    }

    @Test
    void expressionsAreEvaluatedThoughListenersAskForThreads() throws CoreException, IOException {
        stopAtTheFirstCall();
        CompletableFuture<String> answer = new CompletableFuture<>();
        new WatchExpressionDelegate()
                .evaluateExpression(
                        "x0",
                        debug.frame(),
                        result -> answer.complete("%s, %s".formatted(result.getExpressionText(), pes())));
        assertEquals("x0, 2 PEs", DebugSession.get(answer));
    }

    @Test
    void momentOpenedTwiceAtOnceIsOneTarget() throws CoreException, IOException {
        stopAtTheFirstCall();
        CompletableFuture<RealmState> first = debug.session().openMoment("0.0");
        CompletableFuture<RealmState> second = debug.session().openMoment("0.0");
        RealmState opened = DebugSession.get(first);
        assertSame(opened, DebugSession.get(second));
        assertEquals(2, debug.launch().getDebugTargets().length);
        assertSame(opened, DebugSession.get(debug.session().openMoment("0.0")));
        DebugSession.get(debug.session().closeMoment(opened));
        assertEquals(1, debug.launch().getDebugTargets().length);
    }

    private void stopAtTheFirstCall() throws CoreException, IOException {
        CallBreakpoint.at("RMI_DATA_CREATE_UNKNOWN", Map.of());
        debug.debug("faulting.rme");
        debug.awaitSuspend(DebugEvent.BREAKPOINT);
        // What is told before is of the launch.
        DebugSession.get(debug.session().live().server().threads());
        asks = true;
    }

    private String next() {
        try {
            return Objects.requireNonNull(told.poll(300, TimeUnit.SECONDS), "nothing was told");
        } catch (InterruptedException e) {
            throw new AssertionError(e);
        }
    }

    /** How many threads the live machine has, as the adapter says. */
    private String pes() {
        try {
            var answer = debug.session().live().server().threads();
            long live = Arrays.stream(debug.session().join().join(answer).getThreads())
                    .filter(each -> debug.target().threads().stream().anyMatch(pe -> pe.id() == each.getId()))
                    .count();
            return live + " PEs";
        } catch (DebugException e) {
            return e.getMessage();
        }
    }

    @Override
    public void launchesChanged(ILaunch[] launches) {
        if (asks) {
            told.add("%d targets, %s".formatted(launches[0].getDebugTargets().length, pes()));
        }
    }

    @Override
    public void breakpointsChanged(IBreakpoint[] breakpoints, IMarkerDelta @Nullable [] deltas) {
        if (asks) {
            told.add(pes());
        }
    }

    @Override
    public void launchesAdded(ILaunch[] launches) {
        // Nothing is to be asked yet.
    }

    @Override
    public void launchesRemoved(ILaunch[] launches) {
        // Nothing can be asked any more.
    }

    @Override
    public void breakpointsAdded(IBreakpoint[] breakpoints) {
        // Not told by the adapter.
    }

    @Override
    public void breakpointsRemoved(IBreakpoint[] breakpoints, IMarkerDelta @Nullable [] deltas) {
        // As above.
    }
}
