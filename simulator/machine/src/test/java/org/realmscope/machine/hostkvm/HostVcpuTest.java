package org.realmscope.machine.hostkvm;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.realmscope.abi.RmiCommand;
import org.realmscope.machine.time.Moment;

/** Interrupts, PSCI, external aborts and the life of several realms. */
class HostVcpuTest {
    private static final int EXIT_MMIO = 6;
    private static final int EXIT_SYSTEM_EVENT = 24;
    private static final int EXIT_ARM_NISV = 28;
    private static final int CAP_ARM_NISV_TO_USER = 177;
    private static final long EBUSY = -16;
    private static final long ENOSYS = -38;

    private static final int INTID_VIRTUAL_TIMER = 27;
    private static final String SYSTEM_OFF = "\nmovz x0, #8\nmovk x0, #0x8400, lsl #16\nsmc #0\n";
    private static final String RESULT_PAGE = "\nmov x5, #0x800000000\nadd x5, x5, #0x300000\n";

    private static final String TAKE_INTERRUPTS = """
        mov x0, #0xff
        msr icc_pmr_el1, x0
        mov x0, #1
        msr icc_igrpen1_el1, x0
        isb
        """;
    private static final String ACKNOWLEDGE = """
        wfi
        mrs x1, icc_iar1_el1
        cmp x1, #1020
        b.hs .-12
        """;
    /** A vector table at 0x800 whose synchronous entry ends the realm, and VBAR for it. */
    private static String withVector(String program) {
        long lines = program.lines().filter(line -> !line.isBlank()).count();
        return "mov x0, #0x800\nmsr vbar_el1, x0\nisb\n" + program + "nop\n".repeat((int) (0xa00 / 4 - 3 - lines))
                + "mrs x1, esr_el1\n" + RESULT_PAGE + "str x1, [x5]\n" + SYSTEM_OFF;
    }

    private static long result(HostDriver host, int index) {
        host.ok(HostDriver.USER_READ, HostDriver.HVA + 0x30_0000 + 8L * index, 8);
        return host.value(0, 0);
    }

    @Test
    void timerInterruptsTheRealmThatSetIt() {
        HostDriver host = new HostDriver(2);
        host.createRealm(1, 0, TAKE_INTERRUPTS + """
            mov x0, #100
            msr cntv_tval_el0, x0
            mov x0, #1
            msr cntv_ctl_el0, x0
            """ + ACKNOWLEDGE + """
            mov x0, #3
            msr cntv_ctl_el0, x0
            msr icc_eoir1_el1, x1
            """ + RESULT_PAGE + "str x1, [x5]" + SYSTEM_OFF);
        assertEquals(0, host.run(1), () -> host.reports().toString());
        assertEquals(EXIT_SYSTEM_EVENT, host.value(1, 0));
        assertEquals(INTID_VIRTUAL_TIMER, result(host, 0));
    }

    @Test
    void injectedInterruptsArriveByPriorityOfTheirNumber() {
        HostDriver host = new HostDriver(2);
        host.createRealm(1, 0, TAKE_INTERRUPTS + RESULT_PAGE + "mov x2, #6\n" + ACKNOWLEDGE + """
            msr icc_eoir1_el1, x1
            str x1, [x5], #8
            subs x2, x2, #1
            b.ne .-28
            """ + SYSTEM_OFF);
        for (int intid : new int[] {33, 40, 5, 63, 48, 35}) {
            host.ok(HostDriver.IRQ_LINE, 0, 0, intid);
        }
        assertEquals(-22, host.call(HostDriver.IRQ_LINE, 0, 0, 64));
        host.post(1, HostDriver.RUN);
        while (!host.isDone(1)) {
            host.machine.run(new Moment(host.machine.now().instructions() + 20_000, 0));
            host.ok(HostDriver.INTERRUPT_VCPU, 0, 0);
            if (host.await(1) == -4) {
                host.post(1, HostDriver.RUN);
            }
        }
        assertEquals(EXIT_SYSTEM_EVENT, host.value(1, 0), () -> host.places());
        long seen = 0;
        for (int i = 0; i < 6; i++) {
            seen |= 1L << result(host, i);
        }
        assertEquals(1L << 33 | 1L << 40 | 1L << 5 | 1L << 63 | 1L << 48 | 1L << 35, seen);
    }

    @Test
    void vcpuIsOffUntilItIsTurnedOnAgain() {
        HostDriver host = new HostDriver(3);
        host.createRealm(2, 0, """
            mov x20, #0x800000000
            add x20, x20, #0x300000
            mov x21, #2
            movz x0, #3
            movk x0, #0xc400, lsl #16
            mov x1, #1
            adr x2, .+80
            mov x3, x21
            smc #0
            str x0, [x20, #8]
            movz x0, #3
            movk x0, #0xc400, lsl #16
            mov x1, #0
            smc #0
            str x0, [x20, #16]
            movz x0, #4
            movk x0, #0xc400, lsl #16
            mov x1, #1
            mov x2, #0
            smc #0
            cbz x0, .-20
            str x0, [x20, #24]
            subs x21, x21, #1
            b.ne .-80
            b .+36
            nop
            mov x20, #0x800000000
            add x20, x20, #0x300000
            ldr x1, [x20]
            add x1, x1, x0
            str x1, [x20]
            movz x0, #2
            movk x0, #0x8400, lsl #16
            smc #0
            movz x0, #9
            movk x0, #0x8400, lsl #16
            smc #0
            """);
        host.post(2, HostDriver.RUN);
        assertEquals(0, host.run(1), () -> host.reports().toString());
        assertEquals(List.of((long) EXIT_SYSTEM_EVENT, 2L), host.values(1, 2));
        assertEquals(2 + 1, result(host, 0));
        assertEquals(0, result(host, 1));
        assertEquals(-4, result(host, 2));
        assertEquals(1, result(host, 3));
        host.ok(HostDriver.INTERRUPT_VCPU, 0, 1);
        assertEquals(-4, host.await(2));
        host.destroyRealm();
        assertEquals(List.of(), host.reports());
    }

    @Test
    void cpuOnThatCannotBeCompletedEndsTheRun() {
        HostDriver host = new HostDriver(3);
        host.createRealm(2, 0, "movz x0, #3\nmovk x0, #0xc400, lsl #16\nmov x1, #1\nadr x2, .\nsmc #0\n");
        host.ok(HostDriver.FAIL_RMI, RmiCommand.PSCI_COMPLETE.functionId(), 1, 1, 1);
        assertEquals(-22, host.run(1));
        assertEquals("kvm_psci_vcpu_on", host.reports().getFirst().function());
        host.destroyRealm();
        assertEquals(1, host.reports().size());
    }

    @Test
    void runningVcpuKeepsItsVirtualMachineOpen() {
        HostDriver host = new HostDriver(2);
        long free = host.freePages();
        host.createRealm(1, 0, "b .");
        host.post(1, HostDriver.RUN);
        host.machine.run(new Moment(host.machine.now().instructions() + 2_000, 0));
        assertEquals(EBUSY, host.call(HostDriver.CLOSE, 0));
        assertEquals(EBUSY, host.call(HostDriver.SET_VCPU_EVENTS, 0, 0, 1));
        assertFalse(host.isDone(1));
        host.ok(HostDriver.INTERRUPT_VCPU, 0, 0);
        assertEquals(-4, host.await(1));
        host.destroyRealm();
        assertEquals(-22, host.run(1));
        assertEquals(free, host.freePages());
    }

    /** Without syndrome and memory slot KVM gives up, or asks a VMM that has said it will decide. */
    @ParameterizedTest
    @CsvSource({"false, -38", "true, 0"})
    void accessThatCannotBeEmulatedIsAnsweredWithAnExternalAbort(boolean asked, long expected) {
        HostDriver host = new HostDriver(2);
        host.createRealm(1, 0, withVector("""
            mov x3, #0x800000000
            movk x3, #0x900, lsl #16
            stp x1, x2, [x3, #16]
            b .
            """));
        if (asked) {
            host.ok(HostDriver.ENABLE_CAP, 0, CAP_ARM_NISV_TO_USER);
        }
        assertEquals(expected, host.run(1));
        assertEquals(EXIT_ARM_NISV, host.value(1, 0));
        assertEquals(0x900_0000L, host.value(1, 2) & ~0xfff);
        host.ok(HostDriver.SET_VCPU_EVENTS, 0, 0, 1);
        assertEquals(0, host.run(1), () -> host.reports().toString());
        assertEquals(EXIT_SYSTEM_EVENT, host.value(1, 0));
        assertEquals(0x25L << 26, result(host, 0) & 0xffL << 26);
        assertEquals(0x10, result(host, 0) & 0x3f);
        host.destroyRealm();
        assertEquals(List.of(), host.reports());
    }

    @Test
    void deviceAccessCanEndInAnExternalAbort() {
        HostDriver host = new HostDriver(2);
        host.createRealm(1, 0, withVector("""
            mov x3, #0x800000000
            movk x3, #0x900, lsl #16
            ldr x1, [x3, #16]
            b .
            """));
        assertEquals(0, host.run(1));
        assertEquals(EXIT_MMIO, host.value(1, 0));
        host.ok(HostDriver.SET_VCPU_EVENTS, 0, 0, 1);
        assertEquals(0, host.run(1), () -> host.reports().toString());
        assertEquals(EXIT_SYSTEM_EVENT, host.value(1, 0));
        assertEquals(0x25L << 26, result(host, 0) & 0xffL << 26);
    }

    /** KVM's own injection changes registers that a REC does not have: the realm fetches for ever. */
    @Test
    void fetchOutsideTheSlotsMakesNoProgress() {
        HostDriver host = new HostDriver(2);
        host.createRealm(
                1,
                0,
                withVector("mov x1, #0x4000000\nbr x1\n"),
                () -> host.ok(HostDriver.ENABLE_CAP, 0, HostDriver.CAP_ARM_RME, 2, 64L << 20, 0x20_0000));
        host.post(1, HostDriver.RUN);
        host.machine.run(new Moment(host.machine.now().instructions() + 50_000, 0));
        assertFalse(host.isDone(1));
        List<HostDriver.Trace> faults =
                host.trace(1).stream().filter(event -> event.kind() == 3).toList();
        assertEquals(
                true,
                faults.size() > 10
                        && faults.stream().allMatch(event -> event.fields().get(3) == 0x400_0000L));
    }

    @Test
    void realmsRunSideBySideAndGoOneByOne() {
        HostDriver host = new HostDriver(4, 1, 500);
        long free = host.freePages();
        long[] vms = new long[3];
        for (int i = 0; i < 3; i++) {
            String program = "mov x1, #0x200000\nmov x2, #32\nstr x1, [x1]\nadd x1, x1, #0x1000\nsubs x2, x2, #1\n"
                    + "b.ne .-12\n" + RESULT_PAGE + "mov x1, #" + (i + 1) + "\nstr x1, [x5]\n" + SYSTEM_OFF;
            vms[i] = host.createRealmBeside(HostDriver.HVA * (i + 1), i + 1, program);
        }
        for (int i = 0; i < 3; i++) {
            host.post(i + 1, HostDriver.RUN);
        }
        for (int i = 0; i < 3; i++) {
            assertEquals(0, host.await(i + 1), () -> host.reports().toString());
            assertEquals(EXIT_SYSTEM_EVENT, host.value(i + 1, 0));
        }
        for (int i = 2; i >= 0; i--) {
            host.ok(HostDriver.USER_READ, HostDriver.HVA * (i + 1) + 0x30_0000, 8);
            assertEquals(i + 1, host.value(0, 0));
            host.ok(HostDriver.CLOSE, vms[i]);
            host.ok(HostDriver.MUNMAP, HostDriver.HVA * (i + 1));
        }
        assertEquals(List.of(), host.reports());
        assertEquals(free, host.freePages());
        assertEquals(ENOSYS, host.call(0x9999));
    }
}
