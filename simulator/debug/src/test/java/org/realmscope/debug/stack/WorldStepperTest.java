package org.realmscope.debug.stack;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;

import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.realmscope.debug.control.Breakpoint;
import org.realmscope.debug.control.BreakpointKind;
import org.realmscope.debug.control.BreakpointRequest;
import org.realmscope.debug.control.CallFilter;
import org.realmscope.debug.control.CallPhase;
import org.realmscope.debug.control.LineStep;
import org.realmscope.debug.control.Stop;
import org.realmscope.debug.fixture.GuestHost;
import org.realmscope.machine.event.MachineEvent;
import org.realmscope.platform.SecurityState;
import org.realmscope.platform.pe.Pe;

/** Steps from the headers of commands of the built-in RMM. */
class WorldStepperTest {
    private final GuestHost guest = new GuestHost();
    private final Pe pe = guest.session().machine().pe(1);
    private final WorldStepper stepper = new WorldStepper(guest.session(), guest.symbols(), guest.models());
    private final StackReader stacks =
            new StackReader(guest.symbols(), guest.session().view(), guest.models());

    private void runToHeader(String function) {
        guest.session()
                .setBreakpoints(
                        BreakpointKind.CALL,
                        List.of(new BreakpointRequest(new Breakpoint.Call(function, CallPhase.ENTRY, CallFilter.ANY))));
        assertInstanceOf(Stop.AtBreakpoint.class, guest.session().resume());
        guest.session().setBreakpoints(BreakpointKind.CALL, List.of());
    }

    private List<String> top(@Nullable MachineEvent event) {
        return stacks.read(1, event).stream()
                .limit(2)
                .map(frame -> frame.name() + ":"
                        + (frame.source() == null ? 0 : frame.source().line()))
                .toList();
    }

    @ParameterizedTest
    @EnumSource(LineStep.class)
    void headerLeadsToTheOutcome(LineStep how) {
        runToHeader("RMI_DATA_CREATE_UNKNOWN");
        Stop.EventReached stop = assertInstanceOf(Stop.EventReached.class, stepper.step(1, how, null));
        assertEquals(List.of("RMI_DATA_CREATE_UNKNOWN:13", "EL3:0"), top(stop.event()));
        assertInstanceOf(Stop.StepComplete.class, stepper.step(1, how, stop.event()));
        assertEquals(List.of("smc:78", "arm_smccc_1_2_smc:86"), top(null));
    }

    @Test
    void headerOfARealmsCallLeadsToItsOutcome() {
        runToHeader("RSI_MEASUREMENT_READ");
        Stop.EventReached stop = assertInstanceOf(Stop.EventReached.class, stepper.step(1, LineStep.OVER, null));
        assertEquals(List.of("RSI_MEASUREMENT_READ:4", "smc:12"), top(stop.event()));
    }

    @Test
    void intoTheEntryOfARealmLeadsIntoTheRealm() {
        runToHeader("RMI_REC_ENTER");
        assertInstanceOf(Stop.EventReached.class, stepper.step(1, LineStep.INTO, null));
        assertEquals(SecurityState.REALM, pe.securityState);
        assertEquals(List.of("_start:4", "RMI_REC_ENTER:17"), top(null));
        assertEquals(0, pe.pc);
    }

    @Test
    void overTheEntryOfARealmLeadsToItsExit() {
        runToHeader("RMI_REC_ENTER");
        Stop.EventReached stop = assertInstanceOf(Stop.EventReached.class, stepper.step(1, LineStep.OVER, null));
        assertEquals(List.of("RMI_REC_ENTER:17", "EL3:0"), top(stop.event()));
        assertEquals(0x2c, guest.session().view().recs().getFirst().pc());
    }
}
