package org.realmscope.debug.control;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import org.realmscope.abi.Psci;
import org.realmscope.abi.RmiCommand;
import org.realmscope.abi.RsiCommand;

/** Names of RMI, RSI and PSCI functions in which {@code *} stands for anything and {@code ?} for one character. */
final class FunctionGlob {
    private final Pattern pattern;

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
