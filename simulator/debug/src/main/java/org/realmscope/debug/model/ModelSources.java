package org.realmscope.debug.model;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.realmscope.abi.Psci;
import org.realmscope.abi.RmiCommand;
import org.realmscope.abi.RsiCommand;
import org.realmscope.debug.inspect.CommandConditions;
import org.realmscope.machine.Machine;

/** The texts of all commands of the built-in RMM. */
public final class ModelSources {
    private static final List<String> PSCI_INPUTS = List.of("x1", "x2", "x3");

    private final Map<String, ModelSource> byName = new LinkedHashMap<>();

    /** Those of a machine's RMM; none if it is an image. */
    public ModelSources(Machine machine) {
        CommandConditions conditions = CommandConditions.of(machine);
        if (conditions != null) {
            for (RmiCommand command : RmiCommand.values()) {
                add(new ModelSource(
                        command.specificationName(),
                        command.inputs(),
                        CommandSheet.of(command),
                        conditions.of(command)));
            }
            for (RsiCommand command : RsiCommand.values()) {
                add(new ModelSource(
                        command.specificationName(),
                        command.inputs(),
                        CommandSheet.of(command),
                        conditions.of(command)));
            }
            for (Psci function : Psci.values()) {
                add(new ModelSource(
                        "PSCI_" + function, PSCI_INPUTS, CommandSheet.of(function), conditions.of(function)));
            }
        }
    }

    private void add(ModelSource source) {
        byName.put(source.name(), source);
    }

    /** Every text, in the order of function identifiers. */
    public List<ModelSource> all() {
        return List.copyOf(byName.values());
    }

    /** The text of a command; null if there is none. */
    public @Nullable ModelSource of(String name) {
        return byName.get(name);
    }

    /** The text that {@link ModelSource#path} names; null if it names none. */
    public @Nullable ModelSource at(String path) {
        return all().stream()
                .filter(source -> source.path().equals(path))
                .findFirst()
                .orElse(null);
    }
}
