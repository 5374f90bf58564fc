package org.realmscope.scenario.lang.vocabulary;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.realmscope.abi.Psci;
import org.realmscope.abi.RmiCommand;
import org.realmscope.abi.RsiCommand;

/** Commands by the names that the specifications give them. */
public final class CallNames {
    private static final String PSCI_PREFIX = "PSCI_";

    private CallNames() {}

    /** A PSCI function, for which {@code abi} has no parameter names. */
    public record PsciFunction(Psci function, List<String> inputs) {
        public String specificationName() {
            return PSCI_PREFIX + function.name();
        }

        /** X0 of the call: SMC64 where the function has it. */
        public long functionId() {
            return Psci.of(function.smc64()) == function ? function.smc64() : function.smc32();
        }
    }

    public static Optional<RmiCommand> rmi(String name) {
        return Arrays.stream(RmiCommand.values())
                .filter(command -> command.specificationName().equals(name))
                .findFirst();
    }

    public static Optional<RsiCommand> rsi(String name) {
        return Arrays.stream(RsiCommand.values())
                .filter(command -> command.specificationName().equals(name))
                .findFirst();
    }

    public static Optional<PsciFunction> psci(String name) {
        return Arrays.stream(Psci.values())
                .filter(function -> name.equals(PSCI_PREFIX + function.name()))
                .map(function -> new PsciFunction(function, inputs(function)))
                .findFirst();
    }

    public static List<String> rmiNames() {
        return Arrays.stream(RmiCommand.values())
                .map(RmiCommand::specificationName)
                .toList();
    }

    public static List<String> rsiNames() {
        return Arrays.stream(RsiCommand.values())
                .map(RsiCommand::specificationName)
                .toList();
    }

    public static List<String> psciNames() {
        return Arrays.stream(Psci.values())
                .map(function -> PSCI_PREFIX + function.name())
                .toList();
    }

    private static List<String> inputs(Psci function) {
        return switch (function) {
            case VERSION, CPU_OFF, SYSTEM_OFF, SYSTEM_RESET -> List.of();
            case CPU_SUSPEND -> List.of("power_state", "entry_point_address", "context_id");
            case CPU_ON -> List.of("target_cpu", "entry_point_address", "context_id");
            case AFFINITY_INFO -> List.of("target_affinity", "lowest_affinity_level");
            case FEATURES -> List.of("psci_func_id");
        };
    }
}
