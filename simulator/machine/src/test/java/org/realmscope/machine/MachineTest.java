package org.realmscope.machine;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.realmscope.machine.checkpoint.CheckpointPolicy;
import org.realmscope.machine.checkpoint.StateHash;
import org.realmscope.machine.control.Discarded;
import org.realmscope.machine.control.PeCondition;
import org.realmscope.machine.control.StopReason;
import org.realmscope.machine.control.Watchpoint;
import org.realmscope.machine.event.MachineEvent;
import org.realmscope.machine.image.ElfImage;
import org.realmscope.machine.input.InputAction;
import org.realmscope.machine.schedule.RunState;
import org.realmscope.machine.time.Moment;
import org.realmscope.platform.PhysicalAddressSpace;
import org.realmscope.platform.UserError;

class MachineTest {
    private static final long HOST = TestElf.HOST_BASE;
    private static final int NOP = 0xd503201f;
    private static final int SMC_0 = 0xd4000003;
    private static final int WFI = 0xd503207f;
    private static final int HLT_SEMIHOSTING = 0xd45e0000;
    private static final int BRANCH_TO_SELF = 0x14000000;
    /** ldr x1, [x0]. */
    private static final int LOAD = 0xf9400001;
    /** str x1, [x0]. */
    private static final int STORE = 0xf9000001;

    private static Machine machine(int... words) {
        return machine(MachineConfiguration.DEFAULT, words);
    }

    /** A machine whose PE 0 stands at the first instruction of the host. */
    private static Machine machine(MachineConfiguration configuration, int... words) {
        Machine machine = new Machine(configuration, List.of(TestElf.host(words)));
        machine.addBreakpoint(HOST, PeCondition.ANY);
        assertEquals(new StopReason.BreakpointHit(0, HOST), machine.run());
        machine.removeBreakpoint(HOST, PeCondition.ANY);
        return machine;
    }

    private static long smc(Machine machine, long... registers) {
        for (int i = 0; i < registers.length; i++) {
            machine.apply(new InputAction.SetRegister(0, i, registers[i]));
        }
        machine.stepInstruction(0);
        return machine.pe(0).x[0];
    }

    @ParameterizedTest
    @CsvSource({"0, PE count 0 is outside 1..8", "9, PE count 9 is outside 1..8", "-1, PE count -1 is outside 1..8"})
    void peCountOutsideItsRangeIsRefused(int pes, String message) {
        UserError error = assertThrows(UserError.class, () -> MachineConfiguration.DEFAULT.withPes(pes));
        assertEquals(UserError.Code.PARAMETER_INVALID, error.code());
        assertEquals(message, error.getMessage());
    }

    @ParameterizedTest
    @ValueSource(longs = {0, -4096, 32L << 20, (64L << 20) + 1, 64L << 30})
    void memoryOfAnImpossibleSizeIsRefused(long size) {
        assertThrows(UserError.class, () -> MachineConfiguration.DEFAULT.withDramSize(size));
    }

    @Test
    void hostImageInTheRmmsMemoryIsRefused() {
        ElfImage image = ElfImage.parse("a.elf", TestElf.file(0x4010_0000L, NOP));
        UserError error =
                assertThrows(UserError.class, () -> new Machine(MachineConfiguration.DEFAULT, List.of(image)));
        assertTrue(error.getMessage().contains("overlaps the RMM's memory"), error.getMessage());
    }

    @Test
    void granulesHaveTheirOwnersAtReset() {
        Machine machine = machine(NOP);
        var table = machine.platform().granuleProtection;
        assertEquals(PhysicalAddressSpace.ROOT, table.owner(0x0e00_0000L));
        assertEquals(PhysicalAddressSpace.NON_SECURE, table.owner(0x400f_f000L));
        assertEquals(PhysicalAddressSpace.REALM, table.owner(0x4010_0000L));
        assertEquals(PhysicalAddressSpace.REALM, table.owner(0x418f_f000L));
        assertEquals(PhysicalAddressSpace.NON_SECURE, table.owner(0x4190_0000L));
        assertEquals(PhysicalAddressSpace.NON_SECURE, table.owner(0xbfff_f000L));
    }

    @Test
    void bootManifestIsAsTheInterfaceHasIt() {
        Machine machine = machine(NOP);
        var memory = machine.platform().memory;
        assertEquals(3, memory.read64(0x418f_f000L));
        assertEquals(1, memory.read64(0x418f_f010L));
        assertEquals(0x418f_f040L, memory.read64(0x418f_f018L));
        assertEquals(0, memory.read64(0x418f_f028L));
        assertEquals(0x4000_0000L, memory.read64(0x418f_f040L));
        assertEquals(0x8000_0000L, memory.read64(0x418f_f048L));
        // 1 + 0x418ff040 + 0x40000000 + 0x80000000 + checksum = 0
        assertEquals(0xffff_fffe_fe70_0fbfL, memory.read64(0x418f_f020L));
    }

    @ParameterizedTest
    @CsvSource({
        "0x80000000, 0, 0x10004",
        "0x80000001, 0x80000000, 0",
        "0x80000001, 0x80008000, 0xffffffff",
        "0x84000000, 0, 0x10001",
        "0x8400000A, 0xC4000003, 0",
        "0x8400000A, 0x80000000, 0",
        "0x84000006, 0, 0xffffffff",
        "0xC4000004, 0, 0",
        "0xC4000004, 1, 1",
        "0xC4000004, 2, -2",
        "0xC4000003, 0, -4",
        "0xC4000003, 5, -2",
        "0xC4000003, 0x100000001, -2",
        "0xC4000190, 0, -1",
        "0xC400018F, 0, -1",
        "0xC40001B0, 0x44000000, -1",
        "0x12345, 0, 0xffffffff"
    })
    void hostsCallToEl3IsAnswered(String functionId, String argument, String result) {
        Machine machine = machine(MachineConfiguration.DEFAULT.withPes(2), SMC_0, NOP);
        assertEquals(Long.decode(result), smc(machine, Long.decode(functionId), Long.decode(argument), 0, 0));
        assertEquals(HOST + 4, machine.pe(0).pc);
    }

    @Test
    void cpuOnBootsTheRealmWorldAndThenStartsTheHost() {
        Machine machine = machine(MachineConfiguration.DEFAULT.withPes(2), SMC_0, BRANCH_TO_SELF, NOP, BRANCH_TO_SELF);
        assertEquals(0, smc(machine, 0xC400_0003L, 1, HOST + 8, 0x77));
        machine.addBreakpoint(HOST + 8, PeCondition.ANY);
        assertEquals(new StopReason.BreakpointHit(1, HOST + 8), machine.run());
        assertEquals(0x77, machine.pe(1).x[0]);
        assertEquals(2, machine.pe(1).el);
    }

    @Test
    void cpuOnRefusesAnEntryThatIsNotMemory() {
        Machine machine = machine(MachineConfiguration.DEFAULT.withPes(2), SMC_0);
        assertEquals(-9, smc(machine, 0xC400_0003L, 1, 0x1000, 0));
        assertEquals(RunState.OFF, machine.state(1));
    }

    @Test
    void systemOffEndsTheRun() {
        Machine machine = machine(SMC_0, NOP);
        machine.apply(new InputAction.SetRegister(0, 0, 0x8400_0008L));
        assertEquals(new StopReason.PoweredOff(false), machine.run());
        assertEquals(new StopReason.PoweredOff(false), machine.run());
    }

    @Test
    void waitThatNothingEndsIsADeadlockWithItsPlace() {
        Machine machine = machine(WFI, BRANCH_TO_SELF);
        StopReason.Deadlock deadlock = assertInstanceOf(StopReason.Deadlock.class, machine.run());
        assertEquals(List.of("PE 0 waits for an interrupt (WFI), EL2 (ns) at 0x42000004"), deadlock.waits());
    }

    @Test
    void plannedInputComesInTheMiddleOfAWait() {
        Machine machine = machine(WFI, BRANCH_TO_SELF);
        long at = machine.now().instructions() + 5000;
        machine.plan(at, new InputAction.SetRegister(0, 7, 99));
        machine.addStopRequest(event -> event instanceof MachineEvent.Input);
        assertInstanceOf(StopReason.EventReached.class, machine.run());
        assertEquals(new Moment(at, 1), machine.now());
        assertEquals(99, machine.pe(0).x[7]);
    }

    @Test
    void abnormalHaltHasExitCode1() {
        Machine machine = machine(HLT_SEMIHOSTING);
        machine.apply(new InputAction.SetRegister(0, 0, 0x18));
        machine.apply(new InputAction.SetRegister(0, 1, HOST));
        assertEquals(new StopReason.Halted(0, 1), machine.run());
    }

    @Test
    void stepExecutesOneInstruction() {
        Machine machine = machine(NOP, NOP, NOP);
        long before = machine.now().instructions();
        assertEquals(new StopReason.StepCompleted(0), machine.stepInstruction(0));
        assertEquals(HOST + 4, machine.pe(0).pc);
        assertEquals(before + 1, machine.now().instructions());
    }

    @Test
    void watchpointStopsBeforeTheAccess() {
        Machine machine = machine(LOAD, STORE, BRANCH_TO_SELF);
        machine.apply(new InputAction.SetRegister(0, 0, 0x4300_0100L));
        Watchpoint watchpoint = new Watchpoint(0x4300_0100L, 8, false, true);
        machine.addWatchpoint(watchpoint);
        assertEquals(new StopReason.WatchpointHit(0), machine.run());
        assertEquals(HOST + 4, machine.pe(0).pc);
        assertInstanceOf(
                StopReason.LimitReached.class,
                machine.run(new Moment(machine.now().instructions() + 10, 0)));
    }

    @Test
    void watchpointOnOtherBytesOfTheGranuleDoesNotStop() {
        Machine machine = machine(STORE, BRANCH_TO_SELF);
        machine.apply(new InputAction.SetRegister(0, 0, 0x4300_0100L));
        machine.addWatchpoint(new Watchpoint(0x4300_0108L, 8, true, true));
        assertInstanceOf(
                StopReason.LimitReached.class,
                machine.run(new Moment(machine.now().instructions() + 10, 0)));
    }

    @Test
    void editIsReplayedAtItsMoment() {
        Machine machine = machine(NOP, NOP, NOP, STORE, BRANCH_TO_SELF);
        Moment start = machine.now();
        machine.stepInstruction(0);
        machine.apply(new InputAction.SetRegister(0, 0, 0x4300_0000L));
        machine.apply(new InputAction.SetRegister(0, 1, 5));
        machine.run(new Moment(start.instructions() + 10, 0));
        StateHash end = machine.stateHash();
        machine.goTo(start);
        assertNotEquals(0x4300_0000L, machine.pe(0).x[0]);
        machine.run(new Moment(start.instructions() + 10, 0));
        assertEquals(5, machine.platform().memory.read64(0x4300_0000L));
        assertEquals(end, machine.stateHash());
    }

    @Test
    void editInThePastDiscardsTheFutureAndSaysHowMuch() {
        Machine machine = machine(NOP, NOP, NOP, NOP, BRANCH_TO_SELF);
        Moment start = machine.now();
        machine.stepInstruction(0);
        machine.apply(new InputAction.SetRegister(0, 3, 1));
        machine.apply(new InputAction.SetRegister(0, 4, 1));
        machine.run(new Moment(start.instructions() + 10, 0));
        Moment end = machine.now();
        machine.goTo(start);
        assertEquals(new Discarded(2, start, end), machine.discardedByEdit());
        assertEquals(new Discarded(2, start, end), machine.apply(new InputAction.SetRegister(0, 5, 9)));
        machine.run(new Moment(start.instructions() + 10, 0));
        assertEquals(0, machine.pe(0).x[3]);
        assertEquals(9, machine.pe(0).x[5]);
        assertEquals(1, machine.inputs().size());
    }

    @Test
    void editOfCodeThatHasBeenExecutedIsExecuted() {
        Machine machine = machine(
                MachineConfiguration.DEFAULT.withCheckpoints(new CheckpointPolicy(100, 1L << 30)),
                NOP,
                BRANCH_TO_SELF,
                HLT_SEMIHOSTING);
        Moment later = new Moment(machine.now().instructions() + 1000, 0);
        machine.apply(new InputAction.SetRegister(0, 0, 0x18));
        assertInstanceOf(StopReason.LimitReached.class, machine.run(later));
        machine.apply(InputAction.WriteMemory.ofValue(HOST + 4, 4, NOP));
        assertInstanceOf(StopReason.Halted.class, machine.run(new Moment(later.instructions() + 1000, 0)));
        assertEquals(later.instructions() + 2, machine.now().instructions());
    }

    @Test
    void inputThatTheMachineCannotTakeIsRefused() {
        Machine machine = machine(NOP);
        assertThrows(UserError.class, () -> machine.apply(new InputAction.SetRegister(1, 0, 0)));
        assertThrows(UserError.class, () -> machine.apply(new InputAction.SetRegister(0, 31, 0)));
        assertThrows(UserError.class, () -> machine.apply(new InputAction.SetPc(0, 2)));
        assertThrows(UserError.class, () -> machine.apply(InputAction.WriteMemory.ofValue(0x3000_0000L, 8, 0)));
        assertThrows(UserError.class, () -> machine.apply(new InputAction.WriteMailbox(0, 0x3fc, 8, 0)));
        assertThrows(UserError.class, () -> machine.apply(new InputAction.RaiseInterrupt(0, 16)));
        assertThrows(UserError.class, () -> machine.apply(new InputAction.RaiseInterrupt(0, 1020)));
        assertEquals(List.of(), machine.inputs());
    }

    @Test
    void momentBeforeTheEarliestCheckpointCannotBeReached() {
        Machine machine = machine(
                MachineConfiguration.DEFAULT.withCheckpoints(new CheckpointPolicy(1000, 1)), NOP, BRANCH_TO_SELF);
        assertTrue(Moment.START.isBefore(machine.earliest()));
        UserError error = assertThrows(UserError.class, () -> machine.goTo(Moment.START));
        assertTrue(error.getMessage().contains("the earliest that is still kept"), error.getMessage());
    }

    @Test
    void steppingAPeThatDoesNotExistIsAUserError() {
        Machine machine = machine(NOP);

        UserError error = assertThrows(UserError.class, () -> machine.stepInstruction(9));

        assertEquals("there is no PE 9; the machine has 1", error.getMessage());
    }
}
