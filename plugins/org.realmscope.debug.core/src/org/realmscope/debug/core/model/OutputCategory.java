package org.realmscope.debug.core.model;

import org.eclipse.lsp4j.debug.OutputEventArgumentsCategory;

/** Where output of a session comes from. */
public enum OutputCategory {
    /** The debug adapter: what it says of the run. */
    ADAPTER,
    /** The machine's serial port. */
    UART,
    /** Warnings and other reports of the host on the machine, and what the adapter's JVM writes. */
    WARNINGS;

    static OutputCategory of(String category) {
        return switch (category) {
            case OutputEventArgumentsCategory.STDOUT -> UART;
            case OutputEventArgumentsCategory.STDERR -> WARNINGS;
            default -> ADAPTER;
        };
    }
}
