package org.realmscope.machine.hostkvm;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.realmscope.abi.RmiCommand;
import org.realmscope.machine.event.MachineEvent;
import org.realmscope.machine.time.Moment;

/** What the host image's switches show, and what it does when something goes wrong. */
class HostFaultTest {
    private static final int READONLY_UNPROTECTED = 1;
    private static final int BLOCK_MAPPINGS = 2;
    private static final int AGE_UNPROTECTED = 3;
    private static final int RACE = 4;
    private static final int DEBUG_VM = 5;
    private static final int UNMAP_ALIAS = 6;

    private static final int OPPORTUNISTIC = 2;

    private static final int ANON = 0;
    private static final int THP = 1;
    private static final int HUGETLB = 2;
    private static final int GUEST_MEMFD = 3;

    private static final int WARN = 1;
    private static final int BUG = 2;
    private static final int LEAK = 3;
    private static final int SIGBUS = 4;
    private static final int OOPS = 5;

    private static final long DONTNEED = 4;
    private static final String HOST_CALL = """

        mov x1, #0x200000
        movz x0, #0x199
        movk x0, #0xc400, lsl #16
        smc #0
        """;
    private static final String SYSTEM_OFF = "\nmovz x0, #8\nmovk x0, #0x8400, lsl #16\nsmc #0\n";

    private static long calls(HostDriver host, RmiCommand command) {
        return host.ofType(MachineEvent.RmiCall.class).stream()
                .filter(call -> call.command() == command)
                .count();
    }

    private static long reports(HostDriver host, int kind) {
        return host.reports().stream().filter(report -> report.kind() == kind).count();
    }

    @ParameterizedTest
    @CsvSource({"2, 0", "1, 1", "1, 2"})
    void blocksAreMappedAsBacked(int backing, int blocks) {
        HostDriver host = new HostDriver(2);
        long free = host.freePages();
        host.createRealm(1, backing, """
            mov x1, #0x400000
            str x1, [x1]
            add x1, x1, #0x1000
            str x1, [x1]
            mov x2, #0x800000000
            add x2, x2, #0x800000
            str x1, [x2]
            add x2, x2, #0x1000
            str x1, [x2]
            """ + SYSTEM_OFF);
        host.ok(HostDriver.SET_SWITCH, BLOCK_MAPPINGS, blocks);
        host.events.clear();
        assertEquals(0, host.run(1), () -> host.reports().toString());
        assertEquals(512, calls(host, RmiCommand.DATA_CREATE_UNKNOWN));
        assertEquals(1, calls(host, RmiCommand.RTT_FOLD));
        assertEquals(2, host.ofType(MachineEvent.Stage2Fault.class).size());
        host.destroyRealm();
        assertEquals(List.of(), host.reports());
        assertEquals(free, host.freePages());
    }

    @ParameterizedTest
    @CsvSource({"0, 0", "1, -6"})
    void followingUserMappingsOvermapsInitialContents(int blocks, long result) {
        HostDriver host = new HostDriver(2);
        host.ok(HostDriver.SET_SWITCH, BLOCK_MAPPINGS, blocks);
        host.createRealmToPopulate(THP, "b .");
        assertEquals(result, host.call(HostDriver.ENABLE_CAP, 0, HostDriver.CAP_ARM_RME, 3, 0x1000, 0x1000, 1));
        host.destroyRealm();
        assertEquals(0, reports(host, LEAK), () -> host.reports().toString());
    }

    @Test
    void guestMemfdBacksProtectedMemoryWithBlocks() {
        long file = 0x2_0000_0000L;
        HostDriver host = new HostDriver(2);
        host.ok(HostDriver.SET_SWITCH, BLOCK_MAPPINGS, OPPORTUNISTIC);
        host.createRealm(1, ANON, """
            mov x1, #0x4000000
            str x1, [x1]
            add x1, x1, #0x1000
            str x1, [x1]
            orr x2, x1, #0x800000000
            str x1, [x2]
            """ + SYSTEM_OFF, () -> {
            host.ok(HostDriver.MMAP, file, 4L << 20, GUEST_MEMFD);
            host.ok(HostDriver.MMAP, HostDriver.HVA + (64L << 20), 4L << 20, ANON);
            host.ok(HostDriver.SET_REGION2, 0, 1, 0, 64L << 20, 4L << 20, HostDriver.HVA + (64L << 20), file);
            host.ok(HostDriver.ENABLE_CAP, 0, HostDriver.CAP_ARM_RME, 2, 64L << 20, 4L << 20);
        });
        host.events.clear();
        assertEquals(0, host.run(1), () -> host.reports().toString());
        assertEquals(2, host.ofType(MachineEvent.Stage2Fault.class).size());
        assertEquals(512, calls(host, RmiCommand.DATA_CREATE_UNKNOWN));
        host.ok(HostDriver.USER_READ, HostDriver.HVA + (64L << 20) + 0x1000, 8);
        assertEquals(0x400_1000L, host.value(0, 0));
        host.destroyRealm();
        assertEquals(List.of(), host.reports());
    }

    @Test
    void movedSlotGivesItsMemoryBackAndFaultsElsewhere() {
        HostDriver host = new HostDriver(2);
        long free = host.freePages();
        host.createRealm(1, ANON, "mov x1, #0x200000\nstr x1, [x1]\n" + SYSTEM_OFF);
        assertEquals(0, host.run(1));
        host.ok(HostDriver.SET_REGION, 0, 0, 0, 64L << 20, 64L << 20, HostDriver.HVA);
        assertEquals(2, calls(host, RmiCommand.DATA_DESTROY));
        host.ok(HostDriver.SET_REGION, 0, 0, 0, 0, 0, 0);
        assertEquals(-22, host.call(HostDriver.SET_REGION, 0, 0, 0, 0, 0, 0));
        host.destroyRealm();
        assertEquals(List.of(), host.reports());
        assertEquals(free, host.freePages());
    }

    @Test
    void destroyedMemoryMakesNoProgress() {
        HostDriver host = new HostDriver(2);
        host.createRealm(1, ANON, "mov x9, #0x300000\nstr x9, [x9]\n" + HOST_CALL + "str x9, [x9]\n" + SYSTEM_OFF);
        assertEquals(0, host.run(1));
        host.ok(HostDriver.MADVISE, HostDriver.HVA + 0x30_0000, 0x1000, DONTNEED);
        host.events.clear();
        host.post(1, HostDriver.RUN);
        host.machine.run(new Moment(host.machine.now().instructions() + 100_000, 0));
        assertTrue(host.ofType(MachineEvent.Stage2Fault.class).size() > 10);
        assertTrue(host.ofType(MachineEvent.Stage2Fault.class).stream().allMatch(fault -> fault.ipa() == 0x30_0000L));
        assertFalse(host.isDone(1));
    }

    @ParameterizedTest
    @CsvSource({"0, 1", "1, 2"})
    void deletedSlotLeavesTheSharedAliasUnlessBothAreUnmapped(int switchValue, int faults) {
        HostDriver host = new HostDriver(2);
        host.ok(HostDriver.SET_SWITCH, UNMAP_ALIAS, switchValue);
        host.createRealm(1, ANON, """
            mov x5, #0x800000000
            add x5, x5, #0x300000
            str x5, [x5]
            """ + HOST_CALL + """
            str x5, [x5]
            """ + SYSTEM_OFF);
        host.events.clear();
        assertEquals(0, host.run(1), () -> host.reports().toString());
        host.ok(HostDriver.MADVISE, HostDriver.HVA + 0x30_0000, 0x1000, DONTNEED);
        assertEquals(0, host.run(1), () -> host.reports().toString());
        assertEquals(
                faults,
                host.ofType(MachineEvent.Stage2Fault.class).stream()
                        .filter(fault -> fault.ipa() == 0x8_0030_0000L)
                        .count());
    }

    @Test
    void firstFetchTripsTheAssertion() {
        HostDriver host = new HostDriver(2);
        long free = host.freePages();
        host.ok(HostDriver.SET_SWITCH, DEBUG_VM, 1);
        host.createRealm(1, ANON, "mov x1, #0x200000\nbr x1\n");
        host.run(1);
        assertEquals(1, reports(host, BUG), () -> host.reports().toString());
        assertTrue(host.reports().getFirst().text().contains("write_fault && exec_fault"));
        host.destroyRealm();
        assertEquals(free, host.freePages());
    }

    @ParameterizedTest
    @CsvSource({"0, true, 1", "1, false, 0", "2, true, 3"})
    void readThenWriteOfSharedPage(int value, boolean progress, int userFaults) {
        HostDriver host = new HostDriver(2);
        host.ok(HostDriver.SET_SWITCH, READONLY_UNPROTECTED, value);
        host.createRealm(1, ANON, """
            mov x5, #0x800000000
            add x5, x5, #0x300000
            ldr x6, [x5]
            str x5, [x5]
            """ + SYSTEM_OFF);
        host.events.clear();
        host.post(1, HostDriver.RUN);
        host.machine.run(new Moment(host.machine.now().instructions() + 200_000, 0));
        assertEquals(progress, host.isDone(1), () -> host.places() + host.reports());
        if (progress) {
            assertEquals(userFaults, host.ofType(MachineEvent.Stage2Fault.class).size());
        }
    }

    @ParameterizedTest
    @CsvSource({"0, 1", "1, 2"})
    void agingCostsAFault(int value, int faults) {
        HostDriver host = new HostDriver(2);
        host.ok(HostDriver.SET_SWITCH, AGE_UNPROTECTED, value);
        host.createRealm(1, ANON, """
            mov x5, #0x800000000
            add x5, x5, #0x300000
            str x5, [x5]
            """ + HOST_CALL + """
            str x5, [x5]
            """ + SYSTEM_OFF);
        host.events.clear();
        assertEquals(0, host.run(1));
        assertEquals(1, host.call(HostDriver.AGE, HostDriver.HVA + 0x30_0000, 0x1000));
        assertEquals(0, host.run(1));
        assertEquals(
                faults,
                host.ofType(MachineEvent.Stage2Fault.class).stream()
                        .filter(fault -> fault.ipa() == 0x8_0030_0000L)
                        .count());
    }

    @Test
    void userSpaceThatTouchesRealmMemoryGetsSigbus() {
        HostDriver host = new HostDriver(2);
        host.createRealm(1, ANON, "b .");
        assertEquals(-14, host.call(HostDriver.USER_READ, HostDriver.HVA, 8));
        assertEquals(-14, host.call(HostDriver.USER_WRITE, HostDriver.HVA, 1, 5));
        assertEquals(2, reports(host, SIGBUS));
    }

    @Test
    void emptyMemoryNeverReachesTheHost() {
        HostDriver host = new HostDriver(2);
        host.createRealm(1, ANON, "mov x1, #0x8000000\nldr x1, [x1]\n");
        host.events.clear();
        host.post(1, HostDriver.RUN);
        host.machine.run(new Moment(host.machine.now().instructions() + 20_000, 0));
        assertTrue(host.ofType(MachineEvent.Stage2Fault.class).size() >= 1);
        assertEquals(0, host.ofType(MachineEvent.RecExit.class).size());
    }

    /** The page at hand of a failed fault goes back, unless it cannot; then it is leaked and reported. */
    @ParameterizedTest
    @CsvSource({
        "0xc4000154, 1, 0x304, -6, 0", // DATA_CREATE_UNKNOWN
        "0xc4000151, 1, 1, -6, 0", // GRANULE_DELEGATE
        "0xc400015d, 1, 1, -6, 0", // RTT_CREATE
        "0xc4000152, 1, 1, 0, 1", // GRANULE_UNDELEGATE, at destruction
        "0xc4000155, 1, 0x304, 0, 0", // DATA_DESTROY, at destruction: the last look at the tables finds the page
    })
    void injectedFailureIsReported(long command, long nth, long status, long result, int leaks) {
        HostDriver host = new HostDriver(2);
        host.createRealm(1, ANON, "mov x1, #0x200000\nstr x1, [x1]\n" + SYSTEM_OFF);
        host.ok(HostDriver.FAIL_RMI, command, nth, 1, status);
        assertEquals(result, host.run(1), () -> host.reports().toString());
        host.destroyRealm();
        assertEquals(0, reports(host, OOPS), () -> host.reports().toString());
        assertTrue(reports(host, LEAK) >= leaks, () -> host.reports().toString());
        assertTrue(leaks > 0 || reports(host, LEAK) == 0, () -> host.reports().toString());
        assertTrue(reports(host, WARN) >= 1, () -> host.reports().toString());
    }

    @Test
    void twoVcpusRaceOnAPage() {
        int failures = 0;
        for (int seed = 1; seed <= 4; seed++) {
            failures += race(seed, 0, ANON, 200, 0x1000, 700_000);
            assertEquals(0, race(seed, 1, ANON, 200, 0x1000, 700_000), "seed " + seed);
        }
        assertTrue(failures > 0, "no seed shows the race");
    }

    @Test
    void twoVcpusRaceOnABlock() {
        int failures = 0;
        for (int seed = 1; seed <= 3; seed++) {
            failures += race(seed, 0, HUGETLB, 4, 0x200000, 3_000_000);
            assertEquals(0, race(seed, 1, HUGETLB, 4, 0x200000, 3_000_000), "seed " + seed);
        }
        assertTrue(failures > 0, "no seed shows the race");
    }

    @ParameterizedTest
    @CsvSource({"1, -12", "9, -14"})
    void failedAllocationFailsTheRun(int nth, long result) {
        HostDriver host = new HostDriver(2);
        long free = host.freePages();
        host.createRealm(1, ANON, "mov x1, #0x200000\nstr x1, [x1]\n" + SYSTEM_OFF);
        host.ok(HostDriver.FAIL_ALLOCATION, nth);
        assertEquals(result, host.run(1), () -> host.reports().toString());
        host.destroyRealm();
        assertEquals(0, reports(host, LEAK));
        assertEquals(free, host.freePages());
    }

    /* The second vCPU waits less after each page, so that it catches up with the first and overtakes it. */
    private static int race(int seed, int value, int backing, int count, int stride, long instructions) {
        HostDriver host = new HostDriver(3, seed, 50);
        host.ok(HostDriver.SET_SWITCH, RACE, value);
        host.createRealm(2, backing, """
            movz x0, #3
            movk x0, #0xc400, lsl #16
            mov x1, #1
            adr x2, .+16
            mov x3, #15
            smc #0
            nop
            mov x7, #40
            sub x7, x7, x0
            mov x4, #0x400000
            mov x5, #%d
            mov x6, #%d
            str x5, [x4]
            mov x8, x7
            subs x8, x8, #1
            b.ne .-4
            add x4, x4, x6
            subs x5, x5, #1
            b.ne .-24
            b .
            """.formatted(count, stride));
        host.post(1, HostDriver.RUN);
        host.post(2, HostDriver.RUN);
        host.machine.run(new Moment(host.machine.now().instructions() + instructions, 0));
        return host.isDone(1) || host.isDone(2) ? 1 : 0;
    }
}
