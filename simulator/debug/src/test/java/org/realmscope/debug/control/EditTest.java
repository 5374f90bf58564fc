package org.realmscope.debug.control;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.realmscope.debug.fixture.RealmHost;
import org.realmscope.debug.inspect.AddressSpace;
import org.realmscope.debug.inspect.RealmSelector;
import org.realmscope.debug.inspect.Regime;
import org.realmscope.machine.Machine;
import org.realmscope.machine.MachineConfiguration;
import org.realmscope.machine.control.Discarded;
import org.realmscope.machine.image.ElfImage;
import org.realmscope.machine.input.InputAction;
import org.realmscope.machine.time.Moment;

/** What changes a run, and sessions with an RMM that cannot be seen into. */
class EditTest {
    private static final AddressSpace IPA = new AddressSpace.Ipa(new RealmSelector.Numbered(0));

    private final RealmHost host = RealmHost.withRealm("mov x2, #0x200000\nldr x3, [x2]\nldr x3, [x2, #8]\nb .\n");
    private final Machine machine = host.machine();
    private final List<Discarded> discarded = new ArrayList<>();
    private final DebugSession session =
            new DebugSession(machine, CodeResolver.NONE, HazardSource.NONE, new SessionListener() {
                @Override
                public void futureDiscarded(Discarded future) {
                    discarded.add(future);
                }
            });

    private void breakAt(long va) {
        session.setBreakpoints(
                BreakpointKind.INSTRUCTION,
                List.of(new BreakpointRequest(new Breakpoint.Instruction(new AddressSpace.Virtual(Regime.EL1R), va))));
    }

    @Test
    void editOfThePastGivesUpTheFutureAndCanBeGoneBackOver() {
        host.postRun(1);
        breakAt(8);
        assertInstanceOf(Stop.AtBreakpoint.class, session.resume());
        Moment past = machine.now();
        session.runUntil(new Moment(past.instructions() + 30_000, 0));
        Moment far = machine.now();
        session.stepBack(1);
        session.goTo(past);
        session.write(IPA, 0x20_0008L, new byte[] {0x5a});
        assertEquals(1, discarded.size());
        assertEquals(far, discarded.getFirst().to());
        assertFalse(discarded.getFirst().isNothing());
        session.stepInstruction(1);
        assertEquals(0x5a, machine.pe(1).x[3]);
        session.stepBack(1);
        session.stepBack(1);
        assertEquals(4, machine.pe(1).pc);
        session.stepInstruction(1);
        session.stepInstruction(1);
        assertEquals(0x5a, machine.pe(1).x[3]);
    }

    @Test
    void registerIsSet() {
        host.postRun(1);
        breakAt(8);
        session.resume();
        session.apply(new InputAction.SetRegister(1, 9, 77));
        session.stepInstruction(1);
        assertEquals(77, machine.pe(1).x[9]);
        assertArrayEquals(new byte[8], session.view().read(IPA, 0x20_0000L, 8).bytes());
    }

    @Test
    void breakpointAtThePresentPlaceIsNotHitAgain() {
        host.postRun(1);
        breakAt(12);
        assertInstanceOf(Stop.AtBreakpoint.class, session.resume());
        Moment first = machine.now();
        Stop again = session.resume();
        assertInstanceOf(Stop.AtBreakpoint.class, again);
        assertTrue(first.isBefore(again.moment()));
        session.goTo(first);
        assertEquals(again.moment(), session.resume().moment());
    }

    @Test
    void imageOfAnRmmLeavesWhatTheArchitectureShows() {
        Machine stub = new Machine(
                MachineConfiguration.DEFAULT.withDramSize(64L << 20),
                List.of(ElfImage.parse("host-kvm.elf", org.realmscope.hostkvm.HostImage.file())));
        DebugSession debugger = new DebugSession(stub);
        assertFalse(debugger.view().knowsRealms());
        assertEquals(List.of(), debugger.view().realms());
        List<BreakpointStatus> data = debugger.setBreakpoints(
                BreakpointKind.DATA,
                List.of(
                        new BreakpointRequest(
                                new Breakpoint.RipasChange(new RealmSelector.Numbered(0), AddressRange.ALL)),
                        new BreakpointRequest(
                                new Breakpoint.GranuleChange(new AddressRange(0x4000_0000L, 0x4200_0000L)))));
        assertEquals(
                "The RMM is an image: RTTs and RIPAS cannot be seen.",
                data.get(0).message());
        assertTrue(data.get(1).verified());
        BreakpointStatus ipa = debugger.setBreakpoints(
                        BreakpointKind.INSTRUCTION, List.of(new BreakpointRequest(new Breakpoint.Instruction(IPA, 0))))
                .getFirst();
        assertFalse(ipa.verified());
        assertTrue(ipa.message().contains("the RMM is an image"), ipa.message());
        // At reset the RMM boots; the host's addresses mean something when a PE enters its world.
        AddressSpace hosts = new AddressSpace.Virtual(Regime.EL2N);
        debugger.setBreakpoints(
                BreakpointKind.INSTRUCTION,
                List.of(new BreakpointRequest(new Breakpoint.Instruction(
                        hosts, stub.configuration().memoryMap().hostBase()))));
        assertInstanceOf(Stop.AtBreakpoint.class, debugger.resume());
        assertTrue(debugger.breakpoints().getLast().verified());
    }
}
