package org.realmscope.debug.control;

import java.util.ArrayList;
import java.util.List;
import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;
import org.realmscope.abi.Psci;
import org.realmscope.abi.RmiCommand;
import org.realmscope.abi.RmiRecExitReason;
import org.realmscope.abi.RmiRecRun;
import org.realmscope.abi.RmiStatus;
import org.realmscope.abi.RsiCommand;
import org.realmscope.abi.Smccc;
import org.realmscope.machine.Machine;
import org.realmscope.machine.event.MachineEvent;
import org.realmscope.platform.SecurityState;
import org.realmscope.platform.memory.PhysicalMemory;

/**
 * What an event says of an RMI, RSI or PSCI call.
 *
 * @param function the specification's name, for example {@code RMI_RTT_CREATE}
 * @param byRealm whether a realm calls
 * @param inputs by name, as far as they are known at the event
 * @param outputs by name; empty at the entry
 * @param returnCode X0 at the outcome; null at the entry, and if the call made the realm leave
 */
public record CallFields(
        String function,
        CallPhase phase,
        boolean byRealm,
        List<Field> inputs,
        List<Field> outputs,
        @Nullable Long returnCode) {
    private static final int EC_SMC = 0x17;
    private static final int EC_SHIFT = 26;
    static final List<String> PSCI_INPUTS = List.of("x1", "x2", "x3");

    /** A value by the specification's name. */
    public record Field(String name, long value) {}

    public CallFields {
        inputs = List.copyOf(inputs);
        outputs = List.copyOf(outputs);
    }

    /** The value of an input, or of an output if no input has the name. */
    public OptionalLong value(String name) {
        for (List<Field> fields : List.of(inputs, outputs)) {
            for (Field field : fields) {
                if (field.name().equals(name)) {
                    return OptionalLong.of(field.value());
                }
            }
        }
        return OptionalLong.empty();
    }

    /** The call in one line, for example {@code RMI_RTT_CREATE(rd = 0x1000, ...) returns RMI_SUCCESS}. */
    public String text() {
        StringBuilder text = new StringBuilder(function).append('(');
        for (int i = 0; i < inputs.size(); i++) {
            Field field = inputs.get(i);
            text.append(i == 0 ? "" : ", ").append(field.name()).append(" = 0x");
            text.append(Long.toHexString(field.value()));
        }
        text.append(')');
        String result = result();
        return result.isEmpty() ? text.toString() : text + " returns " + result;
    }

    /** The return code in words, for example {@code RMI_ERROR_RTT(2)}; empty if there is none yet. */
    public String result() {
        if (returnCode == null) {
            return "";
        }
        return function.startsWith("RMI_") ? RmiStatus.describe(returnCode) : Long.toString(returnCode);
    }

    /** The call that {@code event} is about, null if it is about none. */
    public static @Nullable CallFields of(MachineEvent event, Machine machine) {
        return switch (event) {
            case MachineEvent.RmiCall call ->
                new CallFields(
                        name(call.command(), call.functionId()),
                        CallPhase.ENTRY,
                        false,
                        named(inputs(call.command()), call.arguments(), 0),
                        List.of(),
                        null);
            case MachineEvent.RmiReturn result ->
                new CallFields(
                        name(result.command(), result.functionId()),
                        CallPhase.OUTCOME,
                        false,
                        named(inputs(result.command()), result.arguments(), 0),
                        named(outputs(result.command()), result.results(), 1),
                        result.results().getFirst());
            case MachineEvent.ExceptionTaken taken -> entryOfRealm(taken, machine);
            case MachineEvent.RealmResumed resumed -> outcomeInRealm(resumed);
            case MachineEvent.RecExit exit -> outcomeByExit(exit, machine.platform().memory);
            case MachineEvent.PsciCall call ->
                new CallFields(
                        "PSCI_" + call.function(),
                        CallPhase.OUTCOME,
                        false,
                        List.of(new Field("x1", call.argument())),
                        List.of(),
                        call.result());
            default -> null;
        };
    }

    private static @Nullable CallFields entryOfRealm(MachineEvent.ExceptionTaken taken, Machine machine) {
        boolean isCall = taken.world() == SecurityState.REALM
                && taken.targetEl() == 2
                && taken.fromEl() < 2
                && taken.syndrome().exceptionClass() == EC_SMC;
        if (!isCall) {
            return null;
        }
        List<Long> arguments = new ArrayList<>();
        long[] x = machine.pe(taken.pe()).x;
        for (int i = 1; i < 18; i++) {
            arguments.add(x[i]);
        }
        return ofRealm(Smccc.functionId(x[0]), CallPhase.ENTRY, arguments, List.of());
    }

    private static @Nullable CallFields outcomeInRealm(MachineEvent.RealmResumed resumed) {
        boolean isCall = ((int) (resumed.esr() >>> EC_SHIFT) & 0x3f) == EC_SMC;
        return isCall ? ofRealm(resumed.functionId(), CallPhase.OUTCOME, resumed.arguments(), resumed.results()) : null;
    }

    private static @Nullable CallFields ofRealm(
            long functionId, CallPhase phase, List<Long> arguments, List<Long> results) {
        Long returnCode = results.isEmpty() ? null : results.getFirst();
        RsiCommand rsi = RsiCommand.of(functionId);
        if (rsi != null) {
            return new CallFields(
                    rsi.specificationName(),
                    phase,
                    true,
                    named(rsi.inputs(), arguments, 0),
                    named(rsi.outputs(), results, 1),
                    returnCode);
        }
        Psci psci = Psci.of(functionId);
        return psci == null
                ? null
                : new CallFields("PSCI_" + psci, phase, true, named(PSCI_INPUTS, arguments, 0), List.of(), returnCode);
    }

    /** A call that makes the realm leave is complete, as far as the realm's world is concerned, at the REC exit. */
    private static @Nullable CallFields outcomeByExit(MachineEvent.RecExit exit, PhysicalMemory memory) {
        RmiRecExitReason reason = exit.reason();
        if (reason == RmiRecExitReason.HOST_CALL) {
            List<Field> imm = List.of(new Field("imm", memory.read16(exit.run() + RmiRecRun.EXIT_IMM)));
            return new CallFields(
                    RsiCommand.HOST_CALL.specificationName(), CallPhase.OUTCOME, true, imm, List.of(), null);
        }
        if (reason == RmiRecExitReason.RIPAS_CHANGE) {
            List<Field> range = List.of(
                    new Field("base", memory.read64(exit.run() + RmiRecRun.EXIT_RIPAS_BASE)),
                    new Field("top", memory.read64(exit.run() + RmiRecRun.EXIT_RIPAS_TOP)),
                    new Field("ripas", memory.read8(exit.run() + RmiRecRun.EXIT_RIPAS_VALUE)));
            return new CallFields(
                    RsiCommand.IPA_STATE_SET.specificationName(), CallPhase.OUTCOME, true, range, List.of(), null);
        }
        if (reason != RmiRecExitReason.PSCI) {
            return null;
        }
        List<Long> arguments = new ArrayList<>();
        for (int i = 1; i <= PSCI_INPUTS.size(); i++) {
            arguments.add(memory.read64(exit.run() + RmiRecRun.EXIT_GPRS + 8L * i));
        }
        long functionId = Smccc.functionId(memory.read64(exit.run() + RmiRecRun.EXIT_GPRS));
        return ofRealm(functionId, CallPhase.OUTCOME, arguments, List.of());
    }

    private static String name(@Nullable RmiCommand command, long functionId) {
        return command == null ? "RMI_0x" + Long.toHexString(functionId) : command.specificationName();
    }

    private static List<String> inputs(@Nullable RmiCommand command) {
        return command == null ? List.of() : command.inputs();
    }

    private static List<String> outputs(@Nullable RmiCommand command) {
        return command == null ? List.of() : command.outputs();
    }

    private static List<Field> named(List<String> names, List<Long> values, int first) {
        List<Field> fields = new ArrayList<>();
        for (int i = 0; i < names.size() && first + i < values.size(); i++) {
            fields.add(new Field(names.get(i), values.get(first + i)));
        }
        return fields;
    }
}
