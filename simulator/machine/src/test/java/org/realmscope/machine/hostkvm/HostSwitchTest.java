package org.realmscope.machine.hostkvm;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.realmscope.abi.RmiCommand;
import org.realmscope.machine.event.MachineEvent;
import org.realmscope.machine.time.Moment;

/** What each value of a switch shows, and what today's series does differently. */
class HostSwitchTest {
    private static final int BEHAVIOUR = 0;
    private static final int READONLY_UNPROTECTED = 1;
    private static final int AGE_UNPROTECTED = 3;
    private static final int DEBUG_VM = 5;

    private static final int READ_ONLY = 2;
    private static final long PRIVATE = 8;
    private static final long DONTNEED = 4;
    private static final long MIB = 1L << 20;
    private static final long SHARED_PAGE = 0x8_0030_0000L;

    private static final int EXIT_MMIO = 6;
    private static final int EXIT_SHUTDOWN = 8;
    private static final int EXIT_SYSTEM_EVENT = 24;
    private static final int EXIT_ARM_NISV = 28;
    private static final int EXIT_MEMORY_FAULT = 39;
    private static final long ENXIO = -6;
    private static final long EFAULT = -14;
    private static final long EINVAL = -22;
    private static final long NO_REPLY = 1;

    private static final String SHARED = "mov x5, #0x800000000\nadd x5, x5, #0x300000\n";
    private static final String SYSTEM_OFF = "\nmovz x0, #8\nmovk x0, #0x8400, lsl #16\nsmc #0\n";
    private static final String HOST_CALL = "\nmov x1, #0x200000\nmovz x0, #0x199\nmovk x0, #0xc400, lsl #16\nsmc #0\n";

    private static long calls(HostDriver host, RmiCommand command) {
        return host.ofType(MachineEvent.RmiReturn.class).stream()
                .filter(call -> call.command() == command && call.results().getFirst() == 0)
                .count();
    }

    private static long faultsAt(HostDriver host, long ipa) {
        return host.ofType(MachineEvent.Stage2Fault.class).stream()
                .filter(fault -> fault.ipa() == ipa)
                .count();
    }

    /** The result of KVM_RUN, or NO_REPLY if the realm is still at it after a while. */
    private static long runForAWhile(HostDriver host) {
        host.post(1, HostDriver.RUN);
        host.machine.run(new Moment(host.machine.now().instructions() + 200_000, 0));
        return host.isDone(1) ? host.await(1) : NO_REPLY;
    }

    /** A pair store does not say that it is a write: whoever goes by what it says maps read-only for ever. */
    @ParameterizedTest
    @CsvSource({
        "0, stp, 0",
        "0, ldr, 0",
        "1, stp, 1",
        "1, ldr, 1",
        "2, stp, 0",
        "2, ldr, 0",
        "3, stp, 0",
        "3, ldr, 0",
    })
    void pairStoreToSharedPage(int value, String first, long result) {
        HostDriver host = new HostDriver(2);
        host.ok(HostDriver.SET_SWITCH, READONLY_UNPROTECTED, value);
        host.createRealm(
                1, 0, SHARED + (first.equals("ldr") ? "ldr x6, [x5]\n" : "") + "stp x5, x5, [x5]\n" + SYSTEM_OFF);
        host.events.clear();
        assertEquals(result, runForAWhile(host), () -> host.places() + host.reports());
        if (result == 0) {
            assertEquals(List.of(), host.reports());
            host.ok(HostDriver.USER_READ, HostDriver.HVA + 0x30_0008, 8);
            assertEquals(SHARED_PAGE, host.value(0, 0));
        } else {
            assertTrue(faultsAt(host, SHARED_PAGE) > 16);
        }
    }

    /**
     * Reads of a read-only slot work once unprotected faults may be reads; writes go to the VMM as far as KVM sees
     * them.
     */
    @ParameterizedTest
    @CsvSource({
        "0, ldr, -14, 0", "1, ldr, 0, 24", "2, ldr, 0, 24", "3, ldr, -14, 0",
        "0, str, 0, 6", "1, str, 0, 6", "2, str, 0, 6", "3, str, 0, 6",
        "0, stp, -14, 0", "1, stp, 1, 0", "2, stp, -38, 28", "3, stp, -14, 0",
    })
    void readOnlySlot(int value, String access, long result, int exit) {
        HostDriver host = new HostDriver(2);
        host.ok(HostDriver.SET_SWITCH, READONLY_UNPROTECTED, value);
        String operands = access.equals("stp") ? " x5, x5, [x5]\n" : " x6, [x5]\n";
        host.createRealm(1, 0, "mov x5, #0x800000000\norr x5, x5, #0x4000000\n" + access + operands + SYSTEM_OFF);
        host.ok(HostDriver.MMAP, HostDriver.HVA + HostDriver.RAM, MIB, 0);
        host.ok(HostDriver.SET_REGION, 0, 1, READ_ONLY, HostDriver.RAM, MIB, HostDriver.HVA + HostDriver.RAM);
        assertEquals(result, runForAWhile(host), () -> host.places() + host.reports());
        if (result != NO_REPLY && result != EFAULT) {
            assertEquals(exit, host.value(1, 0));
        }
        assertTrue(exit != EXIT_MMIO || host.value(1, 1) == HostDriver.RAM);
        assertTrue(exit != EXIT_ARM_NISV || host.value(1, 2) >>> 12 == HostDriver.RAM >>> 12);
    }

    /** Each page that is aged costs a call that unmaps it, and a fault that maps it again. */
    @ParameterizedTest
    @CsvSource({"0, 0", "1, 40"})
    void agingCostsTwoCallsAndAFaultPerPage(int value, int pages) {
        HostDriver host = new HostDriver(2, 1, 100_000);
        host.ok(HostDriver.SET_SWITCH, AGE_UNPROTECTED, value);
        String touch = SHARED + "mov x6, #40\nstr x5, [x5]\nadd x5, x5, #0x1000\nsubs x6, x6, #1\nb.ne .-12\n";
        host.createRealm(1, 0, touch + HOST_CALL + touch + SYSTEM_OFF);
        assertEquals(0, host.run(1));
        host.events.clear();
        assertEquals(1, host.call(HostDriver.AGE, HostDriver.HVA + 0x30_0000, 40 * 0x1000));
        assertEquals(1, host.call(HostDriver.TEST_AGE, HostDriver.HVA + 0x30_0000));
        assertEquals(0, host.run(1));
        assertEquals(pages, calls(host, RmiCommand.RTT_UNMAP_UNPROTECTED));
        assertEquals(pages, calls(host, RmiCommand.RTT_MAP_UNPROTECTED));
        assertEquals(pages, host.ofType(MachineEvent.Stage2Fault.class).size());
        assertEquals(
                value == 1 ? 1 : 0, value == 0 ? 0 : host.call(HostDriver.AGE, HostDriver.HVA + 0x30_0000, 0x1000));
    }

    @ParameterizedTest
    @CsvSource({"0, 2", "1, 0"})
    void flushOfASlotTakesProtectedMemoryOnlyInTheRfc(int behaviour, int destroyed) {
        HostDriver host = new HostDriver(2);
        host.createRealm(1, 0, "mov x1, #0x200000\nstr x1, [x1]\n" + SHARED + "str x1, [x5]\n" + SYSTEM_OFF);
        assertEquals(0, host.run(1));
        host.ok(HostDriver.SET_SWITCH, BEHAVIOUR, behaviour);
        host.events.clear();
        host.ok(HostDriver.FLUSH, 0, 0);
        assertEquals(EINVAL, host.call(HostDriver.FLUSH, 0, 1));
        assertEquals(destroyed, calls(host, RmiCommand.DATA_DESTROY));
        assertEquals(behaviour, calls(host, RmiCommand.RTT_UNMAP_UNPROTECTED));
        host.destroyRealm();
        assertEquals(List.of(), host.reports());
    }

    @Test
    void fetchIsNotHandledToday() {
        HostDriver host = new HostDriver(2);
        host.ok(HostDriver.SET_SWITCH, BEHAVIOUR, 1);
        host.ok(HostDriver.SET_SWITCH, DEBUG_VM, 1);
        host.createRealm(1, 0, "mov x1, #0x4000000\nbr x1\n", () -> HostTablesTest.addFile(host, 64 * MIB, 2 * MIB));
        assertEquals(ENXIO, host.run(1));
        assertEquals(
                List.of("rec_exit_sync_iabt"),
                host.reports().stream().map(HostDriver.Report::function).toList());
    }

    /** What the assertion of the RFC stops, today's only warns of, should a fetch come as far. */
    @Test
    void assertionOfTodayWarns() {
        HostDriver host = new HostDriver(2);
        host.ok(HostDriver.SET_SWITCH, READONLY_UNPROTECTED, 3);
        host.ok(HostDriver.SET_SWITCH, DEBUG_VM, 1);
        host.createRealm(1, 0, "mov x1, #0x200000\nbr x1\n");
        host.post(1, HostDriver.RUN);
        host.machine.run(new Moment(host.machine.now().instructions() + 100_000, 0));
        List<HostDriver.Report> reports = host.reports();
        assertEquals(1, reports.size());
        assertEquals(
                List.of(1L, "check_fault_kind"),
                List.of(reports.getFirst().kind(), reports.getFirst().function()));
    }

    @Test
    void protectedMemoryWithoutFileIsRefusedToday() {
        HostDriver host = new HostDriver(2);
        host.ok(HostDriver.SET_SWITCH, BEHAVIOUR, 1);
        host.createRealm(1, 0, "mov x1, #0x200000\nstr x1, [x1]\n" + SYSTEM_OFF);
        assertEquals(EINVAL, host.run(1));
        host.destroyRealm();
        assertEquals(List.of(), host.reports());
    }

    /** Freed user memory leaves the file's alone; a hole in the file takes both halves. */
    @Test
    void notifierOfUserSpaceKeepsPrivateMemoryToday() {
        HostDriver host = new HostDriver(2);
        host.ok(HostDriver.SET_SWITCH, BEHAVIOUR, 1);
        host.createRealm(1, 0, """
            mov x1, #0x4000000
            str x1, [x1]
            orr x2, x1, #0x800000000
            str x1, [x2]
            """ + SYSTEM_OFF, () -> HostTablesTest.addFile(host, 64 * MIB, 2 * MIB));
        assertEquals(0, host.run(1), () -> host.reports().toString());
        host.events.clear();
        host.ok(HostDriver.MADVISE, HostDriver.HVA + HostDriver.RAM, 0x1000, DONTNEED);
        assertEquals(0, calls(host, RmiCommand.DATA_DESTROY));
        assertEquals(1, calls(host, RmiCommand.RTT_UNMAP_UNPROTECTED));
        host.ok(HostDriver.MADVISE, 2 * HostDriver.HVA, 0x1000, DONTNEED);
        assertEquals(1, calls(host, RmiCommand.DATA_DESTROY));
        host.destroyRealm();
        assertEquals(List.of(), host.reports());
    }

    /** The VMM is asked before memory changes sides; the change gives the private pages back. */
    @Test
    void ripasChangeAsksTheVmmToday() {
        HostDriver host = new HostDriver(2);
        host.ok(HostDriver.SET_SWITCH, BEHAVIOUR, 1);
        host.createRealm(1, 0, """
            mov x9, #0x4000000
            str x9, [x9]
            movz x0, #0x197
            movk x0, #0xc400, lsl #16
            mov x1, x9
            add x2, x9, #0x1000
            mov x3, #0
            mov x4, #1
            smc #0
            orr x10, x9, #0x800000000
            str x1, [x10]
            """ + SYSTEM_OFF, () -> HostTablesTest.addFile(host, 64 * MIB, 2 * MIB));
        assertEquals(EFAULT, host.run(1), () -> host.reports().toString());
        assertEquals(List.of((long) EXIT_MEMORY_FAULT, 0L, 0x400_0000L, 0x1000L), host.values(1, 4));
        host.events.clear();
        host.ok(HostDriver.SET_MEMORY_ATTRIBUTES, 0, 0x400_0000L, 0x1000, 0);
        assertEquals(1, calls(host, RmiCommand.DATA_DESTROY));
        assertEquals(0, host.run(1), () -> host.reports().toString());
        assertEquals(EXIT_SYSTEM_EVENT, host.value(1, 0));
        assertEquals(1, calls(host, RmiCommand.RTT_SET_RIPAS));
        host.ok(HostDriver.USER_READ, HostDriver.HVA + HostDriver.RAM, 8);
        assertEquals(0x400_1000L, host.value(0, 0));
        host.destroyRealm();
        assertEquals(List.of(), host.reports());
    }

    @Test
    void accessAgainstTheAttributeAsksTheVmm() {
        HostDriver host = new HostDriver(2);
        host.ok(HostDriver.SET_SWITCH, BEHAVIOUR, 1);
        host.createRealm(
                1,
                0,
                "mov x9, #0x4000000\nstr x9, [x9]\n" + SYSTEM_OFF,
                () -> HostTablesTest.addFile(host, 64 * MIB, 2 * MIB));
        host.ok(HostDriver.SET_MEMORY_ATTRIBUTES, 0, 0x400_0000L, 2 * MIB, 0);
        host.ok(HostDriver.SET_MEMORY_ATTRIBUTES, 0, 0x408_0000L, 0x1000, PRIVATE);
        assertEquals(EINVAL, host.call(HostDriver.SET_MEMORY_ATTRIBUTES, 0, 0x400_0000L, 2 * MIB, 1));
        assertEquals(EFAULT, host.run(1));
        assertEquals(List.of((long) EXIT_MEMORY_FAULT, PRIVATE, 0x400_0000L, 0x1000L), host.values(1, 4));
        assertEquals(EFAULT, host.run(1));
        host.ok(HostDriver.SET_MEMORY_ATTRIBUTES, 0, 0x400_0000L, 0x1000, PRIVATE);
        assertEquals(0, host.run(1), () -> host.reports().toString());
        assertEquals(EXIT_SYSTEM_EVENT, host.value(1, 0));
    }

    @ParameterizedTest
    @CsvSource({"0, 24", "1, 8"})
    void vcpuOfARealmThatIsOffSaysSo(int behaviour, int exit) {
        HostDriver host = new HostDriver(2);
        host.ok(HostDriver.SET_SWITCH, BEHAVIOUR, behaviour);
        host.createRealm(1, 0, SYSTEM_OFF);
        assertEquals(0, host.run(1));
        assertEquals(EXIT_SYSTEM_EVENT, host.value(1, 0));
        assertEquals(0, host.run(1));
        assertEquals(exit, host.value(1, 0));
        assertTrue(exit == EXIT_SYSTEM_EVENT || exit == EXIT_SHUTDOWN);
    }

    @Test
    void switchesRefuseWhatTheyDoNotHave() {
        HostDriver host = new HostDriver(2);
        assertEquals(EINVAL, host.call(HostDriver.SET_SWITCH, 7, 0));
        assertEquals(EINVAL, host.call(HostDriver.SET_SWITCH, BEHAVIOUR, 2));
        assertEquals(EINVAL, host.call(HostDriver.SET_SWITCH, READONLY_UNPROTECTED, 4));
    }
}
