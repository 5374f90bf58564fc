package org.realmscope.machine.hostkvm;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.realmscope.machine.time.Moment;

/** KVM's trace events in the host's rings. */
class HostTraceTest {
    private static final int KVM_ENTRY = 1;
    private static final int KVM_EXIT = 2;
    private static final int KVM_GUEST_FAULT = 3;
    private static final int KVM_MMIO = 4;
    private static final int KVM_IRQ_LINE = 6;
    private static final int KVM_VCPU_WAKEUP = 9;
    private static final int KVM_USERSPACE_EXIT = 10;
    private static final int KVM_UNMAP_HVA_RANGE = 11;
    private static final int KVM_AGE_HVA = 12;
    private static final int KVM_TEST_AGE_HVA = 13;
    private static final int REC_EXIT_HANDLED = 32;
    private static final int KVM_REALM_UNMAP_RANGE = 33;

    private static final long EC_DATA_ABORT = 0x24;
    private static final int EXIT_SYNC = 0;
    private static final int EXIT_PSCI = 3;
    private static final int EXIT_SYSTEM_EVENT = 24;
    private static final String SYSTEM_OFF = "\nmovz x0, #8\nmovk x0, #0x8400, lsl #16\nsmc #0\n";

    private static List<Integer> kinds(List<HostDriver.Trace> events) {
        return events.stream().map(HostDriver.Trace::kind).toList();
    }

    private static List<HostDriver.Trace> ofKind(List<HostDriver.Trace> events, int kind) {
        return events.stream().filter(event -> event.kind() == kind).toList();
    }

    @Test
    void faultIsTracedFromExitToEntry() {
        HostDriver host = new HostDriver(2);
        host.createRealm(1, 0, "mov x1, #0x200000\nstr x1, [x1, #8]\n" + SYSTEM_OFF);
        assertEquals(0, host.run(1));
        List<HostDriver.Trace> events = host.trace(1);
        assertEquals(
                List.of(
                        KVM_ENTRY,
                        KVM_EXIT,
                        KVM_GUEST_FAULT,
                        REC_EXIT_HANDLED,
                        KVM_ENTRY,
                        KVM_EXIT,
                        REC_EXIT_HANDLED,
                        KVM_USERSPACE_EXIT),
                kinds(events));
        assertTrue(events.stream().allMatch(event -> event.vcpu() == 0 && event.vm() == 0));
        assertEquals(
                events.stream().map(HostDriver.Trace::count).sorted().toList(),
                events.stream().map(HostDriver.Trace::count).toList());
        assertEquals(
                List.of(0L, EC_DATA_ABORT, 0L, (long) EXIT_SYNC),
                events.get(1).fields().subList(0, 4));
        assertEquals(EC_DATA_ABORT, events.get(2).fields().get(1) >>> 26);
        assertEquals(0x20_0000L, events.get(2).fields().get(3));
        assertEquals(1, events.get(3).fields().get(0));
        assertEquals(0x20_0000L, events.get(3).fields().get(3));
        assertEquals(
                List.of(0L, 0L, 0L, (long) EXIT_PSCI), events.get(5).fields().subList(0, 4));
        assertEquals(0, events.get(6).fields().get(0));
        assertEquals(
                List.of((long) EXIT_SYSTEM_EVENT, 0L), events.get(7).fields().subList(0, 2));
    }

    @Test
    void ringKeepsTheNewestEvents() {
        HostDriver host = new HostDriver(2, 1, 1_000_000);
        host.createRealm(1, 0, """
            mov x1, #0x200000
            mov x2, #100
            str x1, [x1]
            add x1, x1, #0x1000
            subs x2, x2, #1
            b.ne .-12
            """ + SYSTEM_OFF);
        assertEquals(0, host.run(1));
        List<HostDriver.Trace> events = host.trace(1);
        assertEquals(256, events.size());
        assertEquals(KVM_USERSPACE_EXIT, events.getLast().kind());
        assertEquals(
                0x20_0000L + 99 * 0x1000,
                ofKind(events, KVM_GUEST_FAULT).getLast().fields().get(3));
    }

    @Test
    void handlersErrorIsItsReturnCode() {
        HostDriver host = new HostDriver(2);
        host.createRealm(1, 0, "mov x1, #0x200000\nstr x1, [x1]\n");
        host.ok(HostDriver.FAIL_RMI, 0xc4000154L, 1, 1, 1);
        assertEquals(-6, host.run(1));
        List<HostDriver.Trace> events = host.trace(1);
        assertEquals(-6, ofKind(events, REC_EXIT_HANDLED).getLast().fields().get(0));
        assertEquals(-6, ofKind(events, KVM_USERSPACE_EXIT).getLast().fields().get(1));
        assertEquals("realm_map_protected", host.reports().getFirst().function());
    }

    @Test
    void accessesOfDevicesAreTracedAsAskedAndAnswered() {
        HostDriver host = new HostDriver(2);
        host.createRealm(1, 0, """
            mov x3, #0x800000000
            movk x3, #0x900, lsl #16
            mov x1, #0x55
            strb w1, [x3, #8]
            ldrh w2, [x3, #16]
            """ + SYSTEM_OFF);
        assertEquals(0, host.run(1));
        assertEquals(0, host.run(1));
        assertEquals(0, host.run(1, 0x1234));
        assertEquals(
                List.of(
                        List.of(2L, 1L, 0x900_0008L, 0x55L),
                        List.of(0L, 2L, 0x900_0010L, 0L),
                        List.of(1L, 2L, 0x900_0010L, 0x1234L)),
                ofKind(host.trace(1), KVM_MMIO).stream()
                        .map(event -> event.fields().subList(0, 4))
                        .toList());
    }

    @Test
    void notifiersAndInterruptsAreTracedOnTheThreadThatCallsThem() {
        HostDriver host = new HostDriver(3);
        host.createRealm(2, 0, "b .");
        host.post(2, HostDriver.RUN);
        host.machine.run(new Moment(host.machine.now().instructions() + 2_000, 0));
        host.ok(HostDriver.MADVISE, HostDriver.HVA + 0x30_0000, 0x2000, 4);
        host.ok(HostDriver.AGE, HostDriver.HVA + 0x30_0000, 0x1000);
        host.ok(HostDriver.TEST_AGE, HostDriver.HVA + 0x30_0000);
        host.ok(HostDriver.IRQ_LINE, 0, 0, 40);
        host.ok(HostDriver.INTERRUPT_VCPU, 0, 1);
        assertEquals(-4, host.await(2));
        List<HostDriver.Trace> events = host.trace(0);
        assertEquals(
                List.of(KVM_UNMAP_HVA_RANGE, KVM_REALM_UNMAP_RANGE, KVM_AGE_HVA, KVM_TEST_AGE_HVA, KVM_IRQ_LINE),
                kinds(events));
        assertEquals(List.of(0x30_0000L, 0x2000L), events.get(1).fields().subList(0, 2));
        assertEquals(List.of(-1, 0), List.of(events.get(1).vcpu(), events.get(1).vm()));
        assertEquals(List.of(1L, 0L, 40L, 1L), events.get(4).fields().subList(0, 4));
        assertEquals(List.of(KVM_VCPU_WAKEUP, KVM_USERSPACE_EXIT), kinds(host.trace(2)));
    }
}
