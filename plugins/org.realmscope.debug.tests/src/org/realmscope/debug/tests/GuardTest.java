package org.realmscope.debug.tests;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import org.eclipse.core.runtime.CoreException;
import org.eclipse.debug.core.DebugEvent;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.realmscope.debug.core.launch.LaunchAttribute;
import org.realmscope.debug.core.model.RealmFrame;
import org.realmscope.debug.core.model.RealmThread;
import org.realmscope.protocol.MachineSummary;
import org.realmscope.protocol.MomentArguments;
import org.realmscope.protocol.RealmscopeServer;

/** Answers of the adapter are not waited for on a UI thread, in whatever way. */
class GuardTest {
    @RegisterExtension
    final DebugSession debug = new DebugSession();

    @Test
    void waitingOnAUiThreadIsRefused() throws CoreException, IOException {
        debug.with(LaunchAttribute.STOP_ON_ENTRY, true).debug("faulting.rme");
        debug.awaitSuspend(DebugEvent.UNSPECIFIED);
        RealmscopeServer server = debug.session().live().server();
        RealmFrame frame = debug.frame();

        assertRefused(() -> machine(server).join());
        assertRefused(() -> machine(server).get());
        assertRefused(() -> machine(server).thenApply(MachineSummary::moment).join());
        assertRefused(() -> machine(server)
                .thenCombine(machine(server), (one, other) -> one)
                .get());
        assertRefused(debug.thread()::getStackFrames);
        assertRefused(frame::getVariables);
        assertRefused(frame::getRegisterGroups);
        assertRefused(() -> debug.target().getExtendedMemoryBlock("$sp", frame));

        CompletableFuture<MachineSummary> answered = machine(server);
        DebugSession.get(answered);
        assertRefused(answered::join);
        assertEquals("0.0", DebugSession.get(machine(server)).moment());
    }

    /** The platform asks on the UI thread when it marks the line in which a frame stands. */
    @Test
    void topFrameThatIsKnownIsAnsweredOnAUiThread() throws CoreException, IOException {
        debug.with(LaunchAttribute.STOP_ON_ENTRY, true).debug("faulting.rme");
        debug.awaitSuspend(DebugEvent.UNSPECIFIED);
        assertSame(debug.frame(), onAUiThread(debug.thread()::getTopStackFrame));
        RealmThread other = debug.target().threads().get(1 - debug.thread().pe());
        assertTrue(Optional.empty().equals(onAUiThread(() -> Optional.ofNullable(other.getTopStackFrame()))));
        assertEquals(other.getTopStackFrame(), onAUiThread(other::getTopStackFrame));
    }

    private static CompletableFuture<MachineSummary> machine(RealmscopeServer server) {
        return server.machine(new MomentArguments(null));
    }

    private static void assertRefused(Callable<?> wait) {
        assertInstanceOf(IllegalStateException.class, onAUiThread(wait));
    }

    /** What comes of something there: a value, or what it throws. */
    private static Object onAUiThread(Callable<?> wait) {
        CompletableFuture<Object> outcome = new CompletableFuture<>();
        Thread.ofPlatform().name(PretendedUiThread.NAME).start(() -> {
            try {
                outcome.complete(wait.call());
            } catch (Throwable refusal) {
                outcome.complete(refusal);
            }
        });
        return DebugSession.get(outcome);
    }
}
