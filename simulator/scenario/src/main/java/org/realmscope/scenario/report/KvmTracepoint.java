package org.realmscope.scenario.report;

import java.util.Arrays;
import java.util.Locale;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.realmscope.abi.RmiRecExitReason;
import org.realmscope.machine.history.HostTraceEvent;
import org.realmscope.machine.vmm.KvmExit;

/**
 * KVM's trace events, with the text that each prints: {@code TP_printk} of arch/arm64/kvm/trace_arm.h,
 * trace_handle_exit.h, vgic/trace.h and include/trace/events/kvm.h. The numbers are those of {@code docs/vmm-port.md}.
 */
enum KvmTracepoint {
    ENTRY(1, "kvm_entry", e -> "PC: 0x%016x".formatted(field(e, 0))),
    EXIT(2, "kvm_exit", KvmTracepoint::exit),
    GUEST_FAULT(
            3,
            "kvm_guest_fault",
            e -> "ipa %s, hsr %s, hxfar %s, pc %s"
                    .formatted(alt(field(e, 3), 0), alt(field(e, 1), 8), alt(field(e, 2), 8), alt(field(e, 0), 16))),
    MMIO(
            4,
            "kvm_mmio",
            e -> "mmio %s len %d gpa 0x%x val 0x%x"
                    .formatted(mmio((int) field(e, 0)), field(e, 1), field(e, 2), field(e, 3))),
    MMIO_NISV(
            5,
            "kvm_mmio_nisv",
            e -> "ipa %s, esr %s, far %s, pc %s"
                    .formatted(alt(field(e, 3), 16), alt(field(e, 1), 16), alt(field(e, 2), 16), alt(field(e, 0), 16))),
    IRQ_LINE(
            6,
            "kvm_irq_line",
            e -> "Inject %s interrupt (%d), vcpu->idx: %d, num: %d, level: %d"
                    .formatted(irqType((int) field(e, 0)), field(e, 0), field(e, 1), field(e, 2), field(e, 3))),
    TIMER_UPDATE_IRQ(
            7,
            "kvm_timer_update_irq",
            e -> "VCPU: %d, IRQ %d, level %d".formatted(field(e, 0), field(e, 1), field(e, 2))),
    WFX(
            8,
            "kvm_wfx_arm64",
            e -> "guest executed wf%s at: 0x%016x".formatted(field(e, 1) != 0 ? "e" : "i", field(e, 0))),
    VCPU_WAKEUP(
            9,
            "kvm_vcpu_wakeup",
            e -> "%s time %d ns, polling %s"
                    .formatted(
                            field(e, 1) != 0 ? "wait" : "poll", field(e, 0), field(e, 2) != 0 ? "valid" : "invalid")),
    USERSPACE_EXIT(10, "kvm_userspace_exit", KvmTracepoint::userspaceExit),
    UNMAP_HVA_RANGE(
            11,
            "kvm_unmap_hva_range",
            e -> "mmu notifier unmap range: %s -- %s".formatted(alt(field(e, 0), 16), alt(field(e, 1), 16))),
    AGE_HVA(
            12,
            "kvm_age_hva",
            e -> "mmu notifier age hva: %s -- %s".formatted(alt(field(e, 0), 16), alt(field(e, 1), 16))),
    TEST_AGE_HVA(13, "kvm_test_age_hva", e -> "mmu notifier test age hva: %s".formatted(alt(field(e, 0), 16)));

    private static final int EINTR = 4;

    private final int number;
    private final String eventName;

    @SuppressWarnings("ImmutableEnumChecker") // functions without state
    private final Function<HostTraceEvent, String> printer;

    KvmTracepoint(int number, String eventName, Function<HostTraceEvent, String> printer) {
        this.number = number;
        this.eventName = eventName;
        this.printer = printer;
    }

    /** The event with a number of the VMM port; null for those that are not KVM's. */
    static @Nullable KvmTracepoint of(int number) {
        return Arrays.stream(values())
                .filter(point -> point.number == number)
                .findFirst()
                .orElse(null);
    }

    String eventName() {
        return eventName;
    }

    String text(HostTraceEvent event) {
        return printer.apply(event);
    }

    private static long field(HostTraceEvent event, int index) {
        return event.fields().get(index);
    }

    /** As C prints {@code %#0<width>lx}: zero has no prefix. */
    private static String alt(long value, int width) {
        String prefix = value == 0 ? "" : "0x";
        String digits = Long.toHexString(value);
        return prefix + "0".repeat(Math.max(0, width - prefix.length() - digits.length())) + digits;
    }

    /** REC exits have no exception type of KVM's own: SYNC is a trap, interrupts are IRQ. */
    private static String exit(HostTraceEvent event) {
        int ec = (int) field(event, 1);
        RmiRecExitReason reason = RmiRecExitReason.of((int) field(event, 3));
        String type = field(event, 0) != 0 || reason == null
                ? "0x" + Long.toHexString(field(event, 0))
                : switch (reason) {
                    case IRQ, FIQ -> "IRQ";
                    case SERROR -> "SERROR";
                    case SYNC -> "TRAP";
                    case PSCI, RIPAS_CHANGE, HOST_CALL -> reason.name().toUpperCase(Locale.ROOT);
                };
        return "%s: HSR_EC: 0x%04x (%s), PC: 0x%016x".formatted(type, ec, exceptionClass(ec), field(event, 2));
    }

    private static String exceptionClass(int ec) {
        return switch (ec) {
            case 0x00 -> "UNKNOWN";
            case 0x01 -> "WFx";
            case 0x07 -> "FP_ASIMD";
            case 0x16 -> "HVC64";
            case 0x17 -> "SMC64";
            case 0x18 -> "SYS64";
            case 0x19 -> "SVE";
            case 0x20 -> "IABT_LOW";
            case 0x24 -> "DABT_LOW";
            case 0x2f -> "SERROR";
            default -> "0x" + Integer.toHexString(ec);
        };
    }

    private static String mmio(int type) {
        return switch (type) {
            case 0 -> "unsatisfied-read";
            case 1 -> "read";
            case 2 -> "write";
            default -> "0x" + Integer.toHexString(type);
        };
    }

    private static String irqType(int type) {
        return switch (type) {
            case 0 -> "CPU";
            case 1 -> "VGIC SPI";
            case 2 -> "VGIC PPI";
            default -> "UNKNOWN";
        };
    }

    private static String userspaceExit(HostTraceEvent event) {
        long error = field(event, 1);
        long reason = field(event, 0);
        String text = error >= 0 ? KvmExit.describe((int) reason) : error == -EINTR ? "restart" : "error";
        return "reason %s (%d)".formatted(text, error < 0 ? -error : reason);
    }
}
