package org.realmscope.debug.control;

import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.realmscope.abi.Psci;
import org.realmscope.abi.RmiCommand;
import org.realmscope.abi.RsiCommand;
import org.realmscope.machine.event.MachineEvent;

/** Names of RMI, RSI and PSCI functions in which {@code *} stands for anything and {@code ?} for one character. */
final class FunctionGlob {
    private final Pattern pattern;
    /** The RMI commands that match, so that events need not be compared as text. */
    private final Set<RmiCommand> commands = EnumSet.noneOf(RmiCommand.class);

    private final boolean hasRealmCalls;

    FunctionGlob(String glob) {
        StringBuilder regex = new StringBuilder();
        for (int i = 0; i < glob.length(); i++) {
            char c = glob.charAt(i);
            switch (c) {
                case '*' -> regex.append(".*");
                case '?' -> regex.append('.');
                default -> regex.append(Pattern.quote(String.valueOf(c)));
            }
        }
        this.pattern = Pattern.compile(regex.toString());
        for (RmiCommand command : RmiCommand.values()) {
            if (matches(command.specificationName())) {
                commands.add(command);
            }
        }
        hasRealmCalls = functions().size() > commands.size();
    }

    /** Whether an event may be the entry or the outcome of a function that matches; a look that costs little. */
    boolean mayConcern(MachineEvent event, CallPhase phase) {
        return switch (event) {
            case MachineEvent.RmiCall call -> phase == CallPhase.ENTRY && hasCommand(call.command());
            case MachineEvent.RmiReturn result -> phase == CallPhase.OUTCOME && hasCommand(result.command());
            case MachineEvent.ExceptionTaken taken -> phase == CallPhase.ENTRY && hasRealmCalls;
            case MachineEvent.RealmResumed resumed -> phase == CallPhase.OUTCOME && hasRealmCalls;
            case MachineEvent.RecExit exit -> phase == CallPhase.OUTCOME && hasRealmCalls;
            case MachineEvent.PsciCall call -> phase == CallPhase.OUTCOME && hasRealmCalls;
            default -> false;
        };
    }

    private boolean hasCommand(@Nullable RmiCommand command) {
        return command == null || commands.contains(command);
    }

    boolean matches(String function) {
        return pattern.matcher(function).matches();
    }

    /** The functions that match. */
    List<String> functions() {
        List<String> names = new ArrayList<>();
        for (RmiCommand command : RmiCommand.values()) {
            names.add(command.specificationName());
        }
        for (RsiCommand command : RsiCommand.values()) {
            names.add(command.specificationName());
        }
        for (Psci function : Psci.values()) {
            names.add("PSCI_" + function);
        }
        return names.stream().filter(this::matches).toList();
    }
}
