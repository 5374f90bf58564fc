package org.realmscope.machine.world;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Named;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.realmscope.abi.RmiRealmParams;
import org.realmscope.abi.RmiRecParams;
import org.realmscope.abi.RmiRecRun;
import org.realmscope.machine.Machine;
import org.realmscope.machine.MachineConfiguration;
import org.realmscope.machine.RealmFirmware;
import org.realmscope.machine.TestElf;
import org.realmscope.machine.control.StopReason;
import org.realmscope.machine.event.MachineEvent;
import org.realmscope.machine.input.InputAction;
import org.realmscope.machine.time.Moment;
import org.realmscope.platform.PhysicalAddressSpace;
import org.realmscope.platform.SecurityState;
import org.realmscope.platform.pe.Pe;
import org.realmscope.rmm.choices.RmmChoices;

/** What every Realm world does behind the port, whether it is native or an image. */
class RealmWorldPortTest {
    private static final int SMC_0 = 0xd4000003;
    private static final int BRANCH_BACK = 0x17ffffff;
    private static final long GRANULES = 0x4400_0000L;
    private static final long PARAMS = 0x4500_0000L;
    private static final long RUN = 0x4500_1000L;
    private static final long CODE = 0x4500_2000L;
    /** str x1, [x0]. */
    private static final long STORE = 0xf900_0001L;

    private static final long SENTINEL = 0x1234_5678_9abc_def0L;

    private Machine machine;

    static Stream<Named<RealmFirmware>> worlds() {
        return Stream.of(
                Named.of("built-in RMM", RealmFirmware.builtIn(RmmChoices.SPECIFICATION)),
                Named.of("built-in RMM like TF-RMM", RealmFirmware.builtIn(RmmChoices.TF_RMM_REL0)),
                Named.of("stub RMM", RealmFirmware.stub()),
                Named.of("test double", (layout, worldSwitch) -> new DoubleRealmWorld(layout)));
    }

    private void start(RealmFirmware world) {
        machine = new Machine(
                MachineConfiguration.DEFAULT.withFirmware(world), List.of(TestElf.host(SMC_0, BRANCH_BACK)));
        machine.addStopRequest(event -> event instanceof MachineEvent.RmiReturn);
    }

    @ParameterizedTest
    @MethodSource("worlds")
    void versionAndFeaturesAreAnswered(RealmFirmware world) {
        start(world);
        call(0xC4000150L, 0x10000);
        assertEquals(List.of(0L, 0x10000L, 0x10000L), results(3));
        call(0xC4000150L, 0x20000);
        assertEquals(List.of(1L, 0x10000L, 0x10000L), results(3));
        call(0xC4000165L, 0);
        assertEquals(0, machine.pe(0).x[0]);
        assertTrue((machine.pe(0).x[1] & 0xff) >= 36);
        call(0xC4000165L, 1);
        assertEquals(List.of(0L, 0L), results(2));
    }

    @ParameterizedTest
    @MethodSource("worlds")
    void unknownCommandOfTheRangeIsNotSupported(RealmFirmware world) {
        start(world);
        call(0xC4000156L);
        assertEquals(-1, machine.pe(0).x[0]);
    }

    @ParameterizedTest
    @MethodSource("worlds")
    void sveHintDoesNotChangeTheCommand(RealmFirmware world) {
        start(world);
        call(0xC4010150L, 0x10000);
        assertEquals(List.of(0L, 0x10000L), results(2));
    }

    @ParameterizedTest
    @MethodSource("worlds")
    void delegatedGranuleIsRealmUntilItIsUndelegated(RealmFirmware world) {
        start(world);
        assertEquals(PhysicalAddressSpace.NON_SECURE, owner(GRANULES));
        assertEquals(0, call(0xC4000151L, GRANULES));
        assertEquals(PhysicalAddressSpace.REALM, owner(GRANULES));
        assertEquals(1, call(0xC4000151L, GRANULES));
        assertEquals(0, call(0xC4000152L, GRANULES));
        assertEquals(PhysicalAddressSpace.NON_SECURE, owner(GRANULES));
        assertEquals(1, call(0xC4000152L, GRANULES));
    }

    @ParameterizedTest
    @MethodSource("worlds")
    void runStopsBeforeACommandTakesEffectAndAfterItCommitted(RealmFirmware world) {
        start(world);
        enter(0xC4000151L, GRANULES);
        machine.addStopRequest(event -> event instanceof MachineEvent.RmiCall);
        StopReason.EventReached before = assertInstanceOf(StopReason.EventReached.class, machine.run());
        MachineEvent.RmiCall call = assertInstanceOf(MachineEvent.RmiCall.class, before.event());
        assertEquals(List.of(GRANULES, 0L, 0L, 0L, 0L, 0L), call.arguments());
        assertEquals(PhysicalAddressSpace.NON_SECURE, owner(GRANULES));
        StopReason.EventReached after = assertInstanceOf(StopReason.EventReached.class, machine.run());
        MachineEvent.RmiReturn result = assertInstanceOf(MachineEvent.RmiReturn.class, after.event());
        assertEquals(0, result.results().getFirst());
        assertEquals(PhysicalAddressSpace.REALM, owner(GRANULES));
        machine.goTo(before.event().moment());
        assertEquals(PhysicalAddressSpace.NON_SECURE, owner(GRANULES));
    }

    @ParameterizedTest
    @MethodSource("worlds")
    void granuleThatCannotBeDelegatedIsRefused(RealmFirmware world) {
        start(world);
        assertEquals(1, call(0xC4000151L, GRANULES + 8));
        assertEquals(1, call(0xC4000151L, 0x3000_0000L));
        assertEquals(1, call(0xC4000151L, -4096));
        assertEquals(1, call(0xC4000152L, 0x0e00_0000L));
    }

    @ParameterizedTest
    @MethodSource("worlds")
    void registersThatHoldNoResultSurviveACall(RealmFirmware world) {
        start(world);
        goToHost();
        for (int i = 7; i < 31; i++) {
            machine.apply(new InputAction.SetRegister(0, i, SENTINEL + i));
        }
        long pc = TestElf.HOST_BASE + 4;
        call(0xC4000151L, GRANULES);
        for (int i = 7; i < 31; i++) {
            assertEquals(SENTINEL + i, machine.pe(0).x[i], "x" + i);
        }
        assertEquals(pc, machine.pe(0).pc);
        assertEquals(2, machine.pe(0).el);
    }

    @ParameterizedTest
    @MethodSource("worlds")
    void stage2AbortOfARealmEndsRecEnterWithTheExitRecord(RealmFirmware world) {
        start(world);
        long rec = createRealm();
        for (int i = 7; i < 31; i++) {
            machine.apply(new InputAction.SetRegister(0, i, SENTINEL - i));
        }
        assertEquals(0, call(0xC400015CL, rec, RUN));
        assertEquals(0, read(RUN + RmiRecRun.EXIT_REASON));
        assertEquals(0x9000_0007L, read(RUN + RmiRecRun.EXIT_ESR));
        assertEquals(0x80, read(RUN + RmiRecRun.EXIT_HPFAR));
        assertEquals(0, read(RUN + RmiRecRun.EXIT_FAR));
        for (int i = 7; i < 31; i++) {
            assertEquals(SENTINEL - i, machine.pe(0).x[i], "x" + i);
        }
        assertEquals(TestElf.HOST_BASE + 4, machine.pe(0).pc);

        long data = GRANULES + 0x8000;
        assertEquals(0, call(0xC4000151L, data));
        assertEquals(0, call(0xC4000154L, GRANULES, data, 0x8000));
        assertEquals(0, call(0xC400015CL, rec, RUN));
        assertEquals(0x9000_0007L, read(RUN + RmiRecRun.EXIT_ESR));
        assertEquals(0x90, read(RUN + RmiRecRun.EXIT_HPFAR));
        assertEquals(SENTINEL, read(data));
    }

    @ParameterizedTest
    @MethodSource("worlds")
    void realmRunsInRealmStateAtEl1(RealmFirmware world) {
        start(world);
        long rec = createRealm();
        machine.addStopRequest(event -> event instanceof MachineEvent.Stage2Fault);
        enter(0xC400015CL, rec, RUN);
        StopReason.EventReached reached = assertInstanceOf(StopReason.EventReached.class, machine.run());
        MachineEvent.Stage2Fault fault = assertInstanceOf(MachineEvent.Stage2Fault.class, reached.event());
        assertEquals(SecurityState.REALM, fault.world());
        assertEquals(0x8000, fault.syndrome().far());
        assertEquals(SecurityState.REALM, machine.pe(0).securityState);
        assertEquals(2, machine.pe(0).el);
    }

    /**
     * RD and three tables from GRANULES on; code at IPA 0 stores X1 at 0x8000, then at 0x9000.
     *
     * @return the REC
     */
    private long createRealm() {
        write(CODE, STORE | 0x9140_0400_0000_0000L);
        write(CODE + 8, STORE);
        for (int i = 0; i < 6; i++) {
            assertEquals(0, call(0xC4000151L, GRANULES + 0x1000L * i));
        }
        write(PARAMS + RmiRealmParams.S2SZ, 36);
        write(PARAMS + RmiRealmParams.NUM_BPS, 1);
        write(PARAMS + RmiRealmParams.NUM_WPS, 1);
        write(PARAMS + RmiRealmParams.VMID, 3);
        write(PARAMS + RmiRealmParams.RTT_BASE, GRANULES + 0x1000);
        write(PARAMS + RmiRealmParams.RTT_LEVEL_START, 1);
        write(PARAMS + RmiRealmParams.RTT_NUM_START, 1);
        assertEquals(0, call(0xC4000158L, GRANULES, PARAMS));
        assertEquals(0, call(0xC400015DL, GRANULES, GRANULES + 0x2000, 0, 2));
        assertEquals(0, call(0xC400015DL, GRANULES, GRANULES + 0x3000, 0, 3));
        assertEquals(0, call(0xC4000168L, GRANULES, 0, 0x1_0000));
        assertEquals(0, call(0xC4000153L, GRANULES, GRANULES + 0x4000, 0, CODE, 0));
        for (int at = 0; at < RmiRecParams.SIZE; at += 8) {
            write(PARAMS + at, 0);
        }
        write(PARAMS + RmiRecParams.FLAGS, 1);
        write(PARAMS + RmiRecParams.GPRS, 0x8000);
        write(PARAMS + RmiRecParams.GPRS + 8, SENTINEL);
        assertEquals(0, call(0xC4000167L, GRANULES));
        long auxCount = machine.pe(0).x[1];
        write(PARAMS + RmiRecParams.NUM_AUX, auxCount);
        for (int i = 0; i < auxCount; i++) {
            long aux = GRANULES + 0x10_0000 + 0x1000L * i;
            assertEquals(0, call(0xC4000151L, aux));
            write(PARAMS + RmiRecParams.AUX + 8L * i, aux);
        }
        long rec = GRANULES + 0x5000;
        assertEquals(0, call(0xC400015AL, GRANULES, rec, PARAMS));
        assertEquals(0, call(0xC4000157L, GRANULES));
        return rec;
    }

    private void enter(long functionId, long... arguments) {
        goToHost();
        machine.apply(new InputAction.SetRegister(0, 0, functionId));
        for (int i = 0; i < 6; i++) {
            machine.apply(new InputAction.SetRegister(0, i + 1, i < arguments.length ? arguments[i] : 0));
        }
    }

    private void goToHost() {
        Pe pe = machine.pe(0);
        while (pe.securityState != SecurityState.NON_SECURE || pe.pc != TestElf.HOST_BASE) {
            machine.stepInstruction(0);
        }
    }

    /**
     * Makes an RMI call.
     *
     * @return X0 afterwards
     */
    private long call(long functionId, long... arguments) {
        enter(functionId, arguments);
        assertInstanceOf(StopReason.EventReached.class, machine.run());
        Pe pe = machine.pe(0);
        for (int i = 0; i < 2 && pe.securityState != SecurityState.NON_SECURE; i++) {
            machine.run(new Moment(machine.now().instructions(), machine.now().ordinal() + 1));
        }
        assertTrue(pe.securityState == SecurityState.NON_SECURE, "the host goes on");
        return pe.x[0];
    }

    private List<Long> results(int count) {
        return Arrays.stream(machine.pe(0).x, 0, count).boxed().toList();
    }

    private PhysicalAddressSpace owner(long pa) {
        return machine.platform().granuleProtection.owner(pa);
    }

    private long read(long pa) {
        return machine.platform().memory.read64(pa);
    }

    private void write(long pa, long value) {
        machine.apply(InputAction.WriteMemory.ofValue(pa, 8, value));
    }
}
