package org.realmscope.debug.stack;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.realmscope.debug.control.Breakpoint;
import org.realmscope.debug.control.BreakpointRequest;
import org.realmscope.debug.control.CallFilter;
import org.realmscope.debug.control.CallPhase;
import org.realmscope.debug.control.DebugSession;
import org.realmscope.debug.control.Stop;
import org.realmscope.debug.fixture.RealmHost;
import org.realmscope.debug.model.ModelSources;
import org.realmscope.debug.symbols.ProgramImage;
import org.realmscope.debug.symbols.SymbolScopes;
import org.realmscope.machine.HostImages;
import org.realmscope.machine.RealmFirmware;
import org.realmscope.platform.SecurityState;

/** Stacks where the RMM is an image, of which no symbols are known. */
class ImageStackTest {
    private static final List<String> CALLERS =
            List.of("EL3", "smc", "arm_smccc_1_2_smc", "rmi_call_out1", "rmi_version", "kvm_init_rme");

    private final RealmHost host = RealmHost.booting(RealmFirmware.stub());
    private final DebugSession session = new DebugSession(host.machine());
    private final StackReader stacks = new StackReader(
            new SymbolScopes(List.of(ProgramImage.host("host-kvm.elf", HostImages.kvmFile()))),
            session.view(),
            new ModelSources(host.machine()));

    private static List<String> names(List<Frame> frames) {
        return frames.stream().map(Frame::name).toList();
    }

    @Test
    void hostIsBelowTheImageThatItCalls() {
        session.setBreakpoints(
                new Breakpoint.Call("RMI_VERSION", CallPhase.ENTRY, CallFilter.ANY).kind(),
                List.of(new BreakpointRequest(new Breakpoint.Call("RMI_VERSION", CallPhase.ENTRY, CallFilter.ANY))));
        assertInstanceOf(Stop.AtBreakpoint.class, session.resume());
        assertEquals(CALLERS, names(stacks.read(0, null)).subList(0, CALLERS.size()));
        session.stepInstruction(0);
        assertEquals(SecurityState.REALM, host.machine().pe(0).securityState);
        List<Frame> frames = stacks.read(0, null);
        assertEquals(
                "0x%x".formatted(host.machine().pe(0).pc), frames.getFirst().name());
        assertEquals(2, frames.getFirst().el());
        assertEquals(CALLERS, names(frames).subList(1, 1 + CALLERS.size()));
        assertEquals("_start", frames.getLast().name());
    }
}
