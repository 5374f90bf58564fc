package org.realmscope.machine.vmm;

/** What a thread of the host image rings its doorbell for: bits 7:0 of what it stores (docs/vmm-port.md). */
public final class DoorbellKind {
    /** The thread waits for its first command. */
    public static final int READY = 1;
    /** A command is done. */
    public static final int REPLY = 2;
    /** There is a report. */
    public static final int REPORT = 3;
    /** The thread has ended. */
    public static final int GONE = 4;

    private static final int MASK = 0xff;
    private static final int SHIFT = 8;

    private DoorbellKind() {}

    /** The kind of what was stored. */
    public static int of(long stored) {
        return (int) stored & MASK;
    }

    /** The value of what was stored: number of a command, or index of a report. */
    public static long value(long stored) {
        return stored >>> SHIFT;
    }
}
