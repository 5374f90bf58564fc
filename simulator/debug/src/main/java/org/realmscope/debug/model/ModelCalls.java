package org.realmscope.debug.model;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.realmscope.abi.Psci;
import org.realmscope.abi.RmiCommand;
import org.realmscope.abi.RsiCommand;
import org.realmscope.abi.Smccc;
import org.realmscope.debug.control.CallFields;
import org.realmscope.debug.control.CallPhase;
import org.realmscope.debug.inspect.CheckedCondition;
import org.realmscope.debug.inspect.CommandConditions;
import org.realmscope.debug.inspect.SavedRegisters;
import org.realmscope.machine.Machine;
import org.realmscope.machine.event.MachineEvent;
import org.realmscope.platform.SecurityState;
import org.realmscope.platform.pe.Pe;
import org.realmscope.platform.sysreg.SystemRegister;

/** Finds the calls of the built-in RMM that are going on where a machine stands. */
public final class ModelCalls {
    private static final int EC_SMC = 0x17;
    private static final int EC_SHIFT = 26;
    private static final int EC_MASK = 0x3f;
    private static final int ARGUMENTS = 17;
    private static final List<String> PSCI_INPUTS = List.of("x1", "x2", "x3");

    private final Machine machine;
    private final ModelSources sources;
    private final @Nullable CommandConditions conditions;

    /** @param sources of this machine, or of one that it is a fork of */
    public ModelCalls(Machine machine, ModelSources sources) {
        this.machine = machine;
        this.sources = sources;
        this.conditions = CommandConditions.of(machine);
    }

    /** The command that the host of a PE has called, and which has had no effect yet; null if there is none. */
    public @Nullable ModelCall calledByHost(int pe) {
        CommandConditions checks = conditions;
        if (checks == null || !machine.isRmiCallPending(pe)) {
            return null;
        }
        long[] x = machine.pe(pe).x;
        RmiCommand command = RmiCommand.of(x[0]);
        ModelSource source = command == null ? null : sources.of(command.specificationName());
        if (command == null || source == null) {
            return null;
        }
        List<Long> arguments = arguments(x);
        CallFields fields = fields(source, false, command.inputs(), arguments);
        return ModelCall.entered(source, fields, checks.check(pe, command.functionId(), arguments));
    }

    /** RMI_REC_ENTER as long as a PE runs a realm; null if it runs none. */
    public @Nullable ModelCall entry(int pe, SavedRegisters host) {
        ModelSource source = sources.of(RmiCommand.REC_ENTER.specificationName());
        if (source == null || machine.pe(pe).securityState != SecurityState.REALM) {
            return null;
        }
        List<Long> arguments = host.x().subList(1, 1 + ARGUMENTS);
        return ModelCall.committed(source, fields(source, false, RmiCommand.REC_ENTER.inputs(), arguments));
    }

    /** The RSI or PSCI call that the realm of a PE has made, and which has had no effect yet; null if there is none. */
    public @Nullable ModelCall calledByRealm(int pe) {
        Pe caller = machine.pe(pe);
        boolean isAtEl2 = caller.securityState == SecurityState.REALM && caller.el == 2;
        int exceptionClass = (int) (caller.sys.get(SystemRegister.ESR_EL2) >>> EC_SHIFT) & EC_MASK;
        CommandConditions checks = conditions;
        if (checks == null || !isAtEl2 || exceptionClass != EC_SMC) {
            return null;
        }
        long functionId = Smccc.functionId(caller.x[0]);
        List<Long> arguments = arguments(caller.x);
        List<CheckedCondition> checked = checks.checkOfRealm(pe, functionId, arguments);
        RsiCommand command = RsiCommand.of(functionId);
        Psci function = Psci.of(functionId);
        String name = command != null ? command.specificationName() : "PSCI_" + function;
        ModelSource source = sources.of(name);
        if (source == null) {
            return null;
        }
        List<String> inputs = command == null ? PSCI_INPUTS : command.inputs();
        return ModelCall.entered(source, fields(source, true, inputs, arguments), checked);
    }

    /** The call whose outcome an event is at which the machine stands; null if the event is none. */
    public @Nullable ModelCall outcome(MachineEvent event) {
        if (event instanceof MachineEvent.RecExit exit) {
            ModelSource entry = sources.of(RmiCommand.REC_ENTER.specificationName());
            List<Long> arguments = List.of(exit.rec(), exit.run());
            return entry == null
                    ? null
                    : ModelCall.committed(entry, fields(entry, false, RmiCommand.REC_ENTER.inputs(), arguments));
        }
        CallFields fields = CallFields.of(event, machine);
        ModelSource source = fields == null ? null : sources.of(fields.function());
        CommandConditions checks = conditions;
        if (fields == null || source == null || checks == null || fields.phase() != CallPhase.OUTCOME) {
            return null;
        }
        return switch (event) {
            case MachineEvent.RmiReturn result ->
                isSuccess(fields)
                        ? ModelCall.committed(source, fields)
                        : ModelCall.failed(
                                source, fields, checks.check(result.pe(), result.functionId(), result.arguments()));
            case MachineEvent.RealmResumed resumed ->
                isSuccess(fields)
                        ? ModelCall.committed(source, fields)
                        : ModelCall.failed(
                                source,
                                fields,
                                checks.checkOfRealm(resumed.pe(), resumed.functionId(), resumed.arguments()));
            default -> null;
        };
    }

    /** A command that has failed has changed nothing, so that its conditions still are what they were. */
    private static boolean isSuccess(CallFields fields) {
        Long code = fields.returnCode();
        boolean isPsci = fields.function().startsWith("PSCI_");
        return code != null && (isPsci ? code >= 0 : code == 0);
    }

    private static List<Long> arguments(long[] x) {
        List<Long> arguments = new ArrayList<>();
        for (int i = 1; i <= ARGUMENTS; i++) {
            arguments.add(x[i]);
        }
        return arguments;
    }

    private static CallFields fields(ModelSource source, boolean byRealm, List<String> names, List<Long> values) {
        List<CallFields.Field> inputs = new ArrayList<>();
        for (int i = 0; i < names.size(); i++) {
            inputs.add(new CallFields.Field(names.get(i), values.get(i)));
        }
        return new CallFields(source.name(), CallPhase.ENTRY, byRealm, inputs, List.of(), null);
    }
}
