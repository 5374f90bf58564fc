package org.realmscope.debug.inspect;

import java.util.List;

/**
 * A register of a PE.
 *
 * @param name Arm's
 * @param value all its bits, of a vector register the low 64
 * @param high bits 127:64 of a vector register, else 0
 * @param fields from the high bits down; empty if the register is one number
 */
public record RegisterValue(String name, long value, long high, List<RegisterField> fields) {
    public RegisterValue {
        fields = List.copyOf(fields);
    }

    RegisterValue(String name, long value) {
        this(name, value, 0, List.of());
    }
}
