package org.realmscope.rmm.command;

/**
 * An input or output of a command.
 *
 * @param name as the specification names it
 */
public record NamedValue(String name, long value) {
    @Override
    public String toString() {
        return name + " = 0x" + Long.toHexString(value);
    }
}
