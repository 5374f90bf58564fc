package org.realmscope.machine.event;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.realmscope.abi.RmiCommand;
import org.realmscope.abi.RmiStatus;
import org.realmscope.abi.RmmEl3Call;
import org.realmscope.platform.SecurityState;

/** Events in one line of text for people. */
public final class EventText {
    private static final int EC_BRANCH_TARGET = 0x0d;

    private EventText() {}

    /** What happened, without its moment and PE. */
    public static String of(MachineEvent event) {
        return switch (event) {
            case MachineEvent.ExceptionTaken taken -> exception(taken);
            case MachineEvent.Stage2Fault fault ->
                "stage 2 %s, level %d: %s at ipa 0x%x, from 0x%x in %s to EL2, %s"
                        .formatted(
                                name(fault.kind()),
                                fault.level(),
                                access(fault.syndrome()),
                                fault.ipa(),
                                fault.syndrome().elr(),
                                place(fault.world(), 1),
                                esr(fault.syndrome()));
            case MachineEvent.SecureMonitorCall call ->
                "SMC %s from %s to EL3".formatted(function(call), place(call.world(), call.fromEl()));
            case MachineEvent.RmiCall call ->
                call.command() == null
                        ? "call of unknown RMI function 0x%x".formatted(call.functionId())
                        : call.command().specificationName()
                                + list(call.command().inputs(), call.arguments(), 0);
            case MachineEvent.RmiReturn result ->
                result.command() == null
                        ? "return of unknown RMI function 0x%x: %s"
                                .formatted(
                                        result.functionId(),
                                        RmiStatus.describe(result.results().getFirst()))
                        : "%s returns %s".formatted(result.command().specificationName(), results(result));
            case MachineEvent.RecExit exit ->
                "REC 0x%x exits: %s, esr 0x%x, hpfar 0x%x"
                        .formatted(exit.rec(), String.valueOf(exit.reason()), exit.esr(), exit.hpfar());
            case MachineEvent.RealmResumed resumed ->
                resumed.injected()
                        ? "realm goes on at its vector, esr 0x%x".formatted(resumed.esr())
                        : "realm goes on, esr 0x%x".formatted(resumed.esr());
            case MachineEvent.WorldSwitch change ->
                "world switch from %s to %s".formatted(label(change.from()), label(change.to()));
            case MachineEvent.GranuleChange change ->
                "granule 0x%x goes from pa(%s) to pa(%s)"
                        .formatted(
                                change.pa(), change.from().label(), change.to().label());
            case MachineEvent.PsciCall call ->
                "PSCI_%s(0x%x) returns %d".formatted(call.function(), call.argument(), call.result());
            case MachineEvent.Input input -> "input: " + input.action();
            case MachineEvent.Doorbell bell -> "doorbell of kind %d: %d".formatted(bell.kind(), bell.value());
            case MachineEvent.VmmCommand command ->
                "VMM command %d: 0x%x%s".formatted(command.request(), command.command(), hex(command.arguments()));
            case MachineEvent.VmmWrite write -> "VMM writes %d bytes at pa 0x%x".formatted(write.length(), write.pa());
            case MachineEvent.VmmNote note -> "VMM: " + note.text();
            case MachineEvent.VmmPhaseChange change -> "VMM phase " + change.phase();
        };
    }

    private static String function(MachineEvent.SecureMonitorCall call) {
        RmmEl3Call known = call.world() == SecurityState.REALM ? RmmEl3Call.of(call.functionId()) : null;
        return known == null ? "0x" + Long.toHexString(call.functionId()) : known.name();
    }

    private static String hex(List<Long> values) {
        return "("
                + String.join(
                        ", ",
                        values.stream().map(value -> "0x%x".formatted(value)).toList()) + ")";
    }

    private static String results(MachineEvent.RmiReturn result) {
        String status = RmiStatus.describe(result.results().getFirst());
        RmiCommand command = result.command();
        return command == null || command.outputs().isEmpty()
                ? status
                : status + " " + list(command.outputs(), result.results(), 1);
    }

    private static String list(List<String> names, List<Long> values, int first) {
        List<String> parts = new ArrayList<>();
        for (int i = 0; i < names.size() && first + i < values.size(); i++) {
            parts.add(names.get(i) + "=0x" + Long.toHexString(values.get(first + i)));
        }
        return "(" + String.join(", ", parts) + ")";
    }

    private static String exception(MachineEvent.ExceptionTaken taken) {
        String from = "from 0x%x in %s to EL%d"
                .formatted(taken.syndrome().elr(), place(taken.world(), taken.fromEl()), taken.targetEl());
        return switch (taken.vectorOffset() & 0x180) {
            case 0x080 -> "IRQ " + from;
            case 0x100 -> "FIQ " + from;
            case 0x180 -> "SError " + from + ", " + esr(taken.syndrome());
            default -> exceptionClass(taken.syndrome()) + " " + from + ", " + esr(taken.syndrome());
        };
    }

    private static String exceptionClass(Syndrome syndrome) {
        return switch (syndrome.exceptionClass()) {
            case 0x00 -> "undefined instruction";
            case 0x01 -> "trapped WFI or WFE";
            case 0x07 -> "trapped SIMD or floating point";
            case EC_BRANCH_TARGET -> "branch target exception";
            case 0x0e -> "illegal execution state";
            case 0x15 -> "SVC";
            case 0x16 -> "HVC";
            case 0x17 -> "trapped SMC";
            case 0x18 -> "trapped system register";
            case 0x1a -> "trapped ERET";
            case 0x20, 0x21 -> fault(syndrome, "instruction abort");
            case 0x22 -> "PC alignment fault";
            case 0x24, 0x25 -> fault(syndrome, "data abort");
            case 0x26 -> "SP alignment fault";
            case 0x3c -> "BRK";
            default -> "exception class 0x%02x".formatted(syndrome.exceptionClass());
        };
    }

    private static String fault(Syndrome syndrome, String abort) {
        int code = syndrome.faultStatusCode();
        return "%s (%s, level %d, far 0x%x)"
                .formatted(abort, name(FaultKind.of(code)), FaultKind.level(code), syndrome.far());
    }

    private static String access(Syndrome syndrome) {
        if ((syndrome.exceptionClass() & ~1) == 0x20) {
            return "fetch";
        }
        return (syndrome.esr() >>> 6 & 1) != 0 ? "write" : "read";
    }

    private static String name(FaultKind kind) {
        return kind.name().toLowerCase(Locale.ROOT).replace('_', ' ') + " fault";
    }

    private static String esr(Syndrome syndrome) {
        return "ESR 0x%x".formatted(syndrome.esr());
    }

    private static String place(SecurityState world, int el) {
        return switch (world) {
            case REALM -> "R-EL" + el;
            case NON_SECURE -> "NS-EL" + el;
            case SECURE -> "S-EL" + el;
            case ROOT -> "EL3";
        };
    }

    private static String label(SecurityState world) {
        return switch (world) {
            case REALM -> "Realm";
            case NON_SECURE -> "Non-secure";
            case SECURE -> "Secure";
            case ROOT -> "Root";
        };
    }
}
