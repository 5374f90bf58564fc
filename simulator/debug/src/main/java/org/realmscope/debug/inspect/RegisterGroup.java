package org.realmscope.debug.inspect;

import java.util.List;

/**
 * Registers that people look at together.
 *
 * @param name of the group, for example {@code general}
 */
public record RegisterGroup(String name, List<RegisterValue> registers) {
    public RegisterGroup {
        registers = List.copyOf(registers);
    }
}
