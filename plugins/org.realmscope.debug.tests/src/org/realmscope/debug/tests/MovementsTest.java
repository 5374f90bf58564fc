package org.realmscope.debug.tests;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import org.eclipse.core.runtime.CoreException;
import org.eclipse.debug.core.DebugEvent;
import org.eclipse.debug.core.DebugException;
import org.eclipse.debug.core.ILaunchManager;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.realmscope.debug.core.breakpoints.CallBreakpoint;
import org.realmscope.debug.core.launch.LaunchAttribute;
import org.realmscope.debug.core.model.RealmFrame;
import org.realmscope.debug.core.model.Session;

/** What people ask for while the machine is between standing and moving. */
class MovementsTest {
    @RegisterExtension
    final DebugSession debug = new DebugSession();

    /** Which waits for breakpoints, as resumptions do. */
    @Test
    void pauseRightBehindAResumptionIsNotLost() throws CoreException, IOException {
        CallBreakpoint breakpoint = CallBreakpoint.at("RMI_REALM_DESTROY", Map.of());
        debug.debug("endless.rme");
        debug.target().suspend();
        debug.awaitSuspend(DebugEvent.CLIENT_REQUEST);
        for (int round = 0; round < 10; round++) {
            breakpoint.setEnabled(round % 2 == 1);
            debug.target().resume();
            debug.target().suspend();
            debug.awaitSuspend(DebugEvent.CLIENT_REQUEST);
        }
    }

    @Test
    void pauseRightBehindAMovementToThePastIsNotLost() throws CoreException, IOException {
        debug.with(LaunchAttribute.STOP_ON_ENTRY, true).debug("faulting.rme");
        debug.awaitSuspend(DebugEvent.UNSPECIFIED);
        debug.target().resume();
        debug.awaitSuspend(DebugEvent.UNSPECIFIED);
        for (int round = 0; round < 5; round++) {
            debug.target().reverseContinue();
            debug.target().suspend();
            // At the beginning of the past it stops by itself.
            debug.await(each -> each.getKind() == DebugEvent.SUSPEND, "stop");
            debug.target().resume();
            debug.target().suspend();
            debug.await(each -> each.getKind() == DebugEvent.SUSPEND, "stop");
        }
    }

    @Test
    void machineThatRunsIsRestarted() throws CoreException, IOException {
        debug.with(LaunchAttribute.STOP_ON_ENTRY, true).debug("endless.rme");
        debug.awaitSuspend(DebugEvent.UNSPECIFIED);
        debug.target().resume();
        DebugSession.get(debug.session().restart(null));
        debug.awaitSuspend(DebugEvent.CLIENT_REQUEST);
        debug.awaitSuspend(DebugEvent.UNSPECIFIED);
        assertEquals("0.0", debug.session().live().moment());
        debug.target().resume();
        DebugSession.get(debug.session().restart(1L));
        debug.awaitSuspend(DebugEvent.CLIENT_REQUEST);
        debug.awaitSuspend(DebugEvent.BREAKPOINT);
        assertEquals(
                1,
                DebugSession.get(debug.session().faultAt(debug.session().live().moment())));
        assertEquals("", debug.told());
    }

    @Test
    void sessionThatEndsWhileItsMachineIsHaltedRefusesTheRestart() throws CoreException, IOException {
        debug.debug("endless.rme");
        Session session = debug.session();
        debug.process().terminate();
        DebugSession.get(session.ended());
        CompletableFuture<Void> restart = session.restart(null);
        assertThrows(CompletionException.class, restart::join);
    }

    // --- refusals

    /** What the adapter refuses. */
    private enum Refused {
        RESUME {
            @Override
            void ask(DebugSession debug) {
                debug.target().resume();
            }
        },
        STEP_INTO {
            @Override
            void ask(DebugSession debug) throws DebugException {
                debug.frame().stepInto();
            }
        },
        STEP_OVER {
            @Override
            void ask(DebugSession debug) throws DebugException {
                debug.frame().stepOver();
            }
        },
        STEP_RETURN {
            @Override
            void ask(DebugSession debug) throws DebugException {
                debug.frame().stepReturn();
            }
        },
        STEP_BACK {
            @Override
            void ask(DebugSession debug) throws DebugException {
                debug.frame().stepBack();
            }
        },
        REVERSE {
            @Override
            void ask(DebugSession debug) {
                debug.target().reverseContinue();
            }
        },
        GO_TO {
            @Override
            void ask(DebugSession debug) {
                assertThrows(CompletionException.class, debug.session().goTo("1.0")::join);
            }
        },
        RUN_TO {
            @Override
            void ask(DebugSession debug) {
                assertThrows(CompletionException.class, debug.session().runTo("fault", null, false)::join);
            }
        },
        RESTART {
            @Override
            void ask(DebugSession debug) {
                assertThrows(CompletionException.class, debug.session().restart(null)::join);
            }
        },
        RESTART_AT_FAULT {
            @Override
            void ask(DebugSession debug) {
                assertThrows(CompletionException.class, debug.session().restart(1L)::join);
            }
        };

        abstract void ask(DebugSession debug) throws DebugException;

        /** What answers with a future is told by who has asked. */
        boolean isToldByModel() {
            return ordinal() < GO_TO.ordinal();
        }
    }

    @ParameterizedTest
    @EnumSource
    void machineStandsAgainAfterARefusal(Refused refused) throws CoreException, IOException {
        try (RefusingAdapter adapter = new RefusingAdapter()) {
            debug.with(LaunchAttribute.ATTACH, true)
                    .with(LaunchAttribute.PORT, adapter.port())
                    .start(ILaunchManager.DEBUG_MODE);
            debug.awaitSuspend(DebugEvent.UNSPECIFIED);
            // Twice: the first refusal leaves nothing behind that would spoil the next.
            for (int round = 0; round < 2; round++) {
                refused.ask(debug);
                DebugEvent stop = debug.await(each -> each.getKind() == DebugEvent.SUSPEND, "stop");
                assertEquals(
                        List.of(DebugEvent.STEP_END, DebugEvent.CLIENT_REQUEST)
                                .get(refused.name().startsWith("STEP") ? 0 : 1),
                        stop.getDetail());
                RealmFrame frame = debug.frame();
                assertTrue(frame.isSuspended() && debug.target().canResume() && frame.canStepOver());
                assertFalse(frame.isStepping() || debug.target().canSuspend());
                assertEquals("reset", frame.getName());
                assertTrue(frame.hasVariables() && frame.getVariables().length == 1, "its variables");
            }
            long told =
                    debug.told().lines().filter(RefusingAdapter.REFUSAL::equals).count();
            assertEquals(refused.isToldByModel() ? 2 : 0, told, debug::told);
        }
    }
}
