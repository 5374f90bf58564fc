package org.realmscope.machine.hostkvm;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestReporter;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.realmscope.abi.RmiCommand;
import org.realmscope.machine.event.MachineEvent;

/** The host image runs realms on the built-in RMM: the ways out of a realm that are no fault of anybody. */
class HostImageTest {
    private static final int EXIT_HYPERCALL = 3;
    private static final int EXIT_MMIO = 6;
    private static final int EXIT_INTR = 10;
    private static final int EXIT_SYSTEM_EVENT = 24;
    private static final String SYSTEM_OFF = "\nmovz x0, #8\nmovk x0, #0x8400, lsl #16\nsmc #0\n";

    @Test
    void protectedAndUnprotectedFaultsAreResolved() {
        HostDriver host = new HostDriver(2);
        long free = host.freePages();
        host.createRealm(1, 0, """
            mov x1, #0x200000
            str x1, [x1]
            ldr x2, [x1]
            mov x3, #0x800000000
            add x4, x3, #0x300000
            str x2, [x4]
            """ + SYSTEM_OFF);
        host.events.clear();
        assertEquals(0, host.run(1), () -> host.reports().toString());
        assertEquals(EXIT_SYSTEM_EVENT, host.value(1, 0));
        assertEquals(
                List.of(0x20_0000L, 0x8_0030_0000L),
                host.ofType(MachineEvent.Stage2Fault.class).stream()
                        .map(MachineEvent.Stage2Fault::ipa)
                        .toList());
        host.ok(HostDriver.USER_READ, HostDriver.HVA + 0x30_0000, 8);
        assertEquals(0x20_0000L, host.value(0, 0));
        host.destroyRealm();
        assertEquals(List.of(), host.reports());
        assertEquals(free, host.freePages());
    }

    @ParameterizedTest
    @CsvSource({"0, 3", "0x800000000, 2"})
    void faultCostsAFewCallsAndFewInstructions(String base, int callsPerFault, TestReporter reporter) {
        int pages = 1024;
        HostDriver host = new HostDriver(2, 1, 1_000_000);
        host.createRealm(1, 0, """
            mov x1, #%s
            add x1, x1, #0x200000
            mov x2, #%d
            str x1, [x1]
            add x1, x1, #0x1000
            subs x2, x2, #1
            b.ne .-12
            """.formatted(base, pages) + SYSTEM_OFF);
        host.events.clear();
        long before = host.machine.pe(1).instructions;
        assertEquals(0, host.run(1), () -> host.reports().toString());
        long perFault = (host.machine.pe(1).instructions - before) / pages;
        reporter.publishEntry("host instructions per fault at " + base, Long.toString(perFault));
        assertTrue(perFault <= 1_800, () -> perFault + " instructions per fault");
        int tables = pages / 512;
        int calls = host.ofType(MachineEvent.RmiCall.class).size();
        assertTrue(calls >= callsPerFault * pages && calls <= callsPerFault * pages + 4 * tables + 4, "calls " + calls);
    }

    @Test
    void deviceAccessesGoToTheVmm() {
        HostDriver host = new HostDriver(2);
        host.createRealm(1, 0, """
            mov x3, #0x800000000
            movk x3, #0x900, lsl #16
            mov x1, #0x55
            strb w1, [x3, #8]
            ldrsh x2, [x3, #16]
            str x2, [x3, #24]
            """ + SYSTEM_OFF);
        assertEquals(0, host.run(1));
        assertEquals(List.of((long) EXIT_MMIO, 0x900_0008L, 0x55L, 1L, 1L), host.values(1, 5));
        assertEquals(0, host.run(1));
        assertEquals(List.of((long) EXIT_MMIO, 0x900_0010L, 0L, 2L, 0L), host.values(1, 5));
        assertEquals(0, host.run(1, 0x8001));
        assertEquals(List.of((long) EXIT_MMIO, 0x900_0018L, 0xffff_ffff_ffff_8001L, 8L, 1L), host.values(1, 5));
        assertEquals(0, host.run(1));
        assertEquals(EXIT_SYSTEM_EVENT, host.value(1, 0));
    }

    @Test
    void secondaryStartsByPsci() {
        HostDriver host = new HostDriver(3);
        host.createRealm(2, 0, """
            movz x0, #3
            movk x0, #0xc400, lsl #16
            mov x1, #1
            adr x2, .+32
            mov x3, #0x77
            smc #0
            mov x4, #0x100000
            ldr x5, [x4]
            cbz x5, .-4
            b .+24
            nop
            mov x4, #0x100000
            str x0, [x4]
            movz x0, #2
            movk x0, #0x8400, lsl #16
            smc #0
            """ + SYSTEM_OFF);
        host.post(2, HostDriver.RUN);
        assertEquals(0, host.run(1), () -> host.reports().toString());
        assertEquals(EXIT_SYSTEM_EVENT, host.value(1, 0));
        host.ok(HostDriver.INTERRUPT_VCPU, 0, 1);
        assertEquals(-4, host.await(2));
        assertEquals(EXIT_INTR, host.value(2, 0));
        assertEquals(List.of(), host.reports());
        host.destroyRealm();
        assertEquals(List.of(), host.reports());
    }

    @Test
    void ripasChangeIsApplied() {
        HostDriver host = new HostDriver(2);
        host.createRealm(1, 0, """
            movz x0, #0x197
            movk x0, #0xc400, lsl #16
            mov x1, #0x4000000
            mov x2, #0x4010000
            mov x3, #1
            mov x4, #0
            smc #0
            mov x5, #0x800000000
            add x5, x5, #0x300000
            stp x0, x1, [x5]
            """ + SYSTEM_OFF);
        assertEquals(0, host.run(1), () -> host.reports().toString());
        host.ok(HostDriver.USER_READ, HostDriver.HVA + 0x30_0000, 8);
        assertEquals(0, host.value(0, 0));
        host.ok(HostDriver.USER_READ, HostDriver.HVA + 0x30_0008, 8);
        assertEquals(0x401_0000L, host.value(0, 0));
        assertTrue(host.ofType(MachineEvent.RmiCall.class).stream()
                .anyMatch(call -> call.command() == RmiCommand.RTT_SET_RIPAS));
        host.destroyRealm();
        assertEquals(List.of(), host.reports());
    }

    @Test
    void hostCallGoesToTheVmmAndBack() {
        HostDriver host = new HostDriver(2);
        host.createRealm(1, 0, """
            mov x1, #0x100000
            mov w2, #0x1234
            strh w2, [x1]
            mov x2, #7
            str x2, [x1, #8]
            movz x0, #0x199
            movk x0, #0xc400, lsl #16
            smc #0
            ldr x2, [x1, #8]
            mov x5, #0x800000000
            add x5, x5, #0x300000
            str x2, [x5]
            """ + SYSTEM_OFF);
        assertEquals(0, host.run(1), () -> host.reports().toString());
        assertEquals(List.of((long) EXIT_HYPERCALL, 0x1234L, 7L), host.values(1, 3));
        assertEquals(0, host.run(1, 99));
        host.ok(HostDriver.USER_READ, HostDriver.HVA + 0x30_0000, 8);
        assertEquals(99, host.value(0, 0));
    }

    @Test
    void interruptReachesTheGuest() {
        HostDriver host = new HostDriver(2);
        host.createRealm(1, 0, """
            wfi
            """ + SYSTEM_OFF);
        host.post(1, HostDriver.RUN);
        host.ok(HostDriver.IRQ_LINE, 0, 0, 40);
        assertEquals(0, host.await(1), () -> host.reports().toString());
        assertEquals(EXIT_SYSTEM_EVENT, host.value(1, 0));
    }

    @Test
    void endlessGuestIsInterrupted() {
        HostDriver host = new HostDriver(2);
        host.createRealm(1, 0, "b .");
        host.post(1, HostDriver.RUN);
        host.ok(HostDriver.INTERRUPT_VCPU, 0, 0);
        assertEquals(-4, host.await(1));
        assertEquals(EXIT_INTR, host.value(1, 0));
        host.destroyRealm();
        assertEquals(List.of(), host.reports());
    }
}
