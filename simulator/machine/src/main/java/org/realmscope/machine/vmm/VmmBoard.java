package org.realmscope.machine.vmm;

import org.realmscope.platform.pe.Pe;

/**
 * The machine as a VMM sees it. The methods that change something, or take notice of something, are events of the
 * run; a turn of the VMM calls exactly one of them.
 */
public interface VmmBoard {
    /** Offset in a mailbox of the number of the command, 8 bytes; writing it makes the command complete. */
    int REQUEST = 0x000;
    /** Offset in a mailbox of the command, 8 bytes. */
    int COMMAND = 0x008;
    /** Offset in a mailbox of the first argument of a command; 8 bytes each. */
    int ARGUMENTS = 0x10;
    /** Offset in a mailbox of the result of the last command. */
    int RESULT = 0x108;
    /** Offset in a mailbox of the first further result; 8 bytes each. */
    int VALUES = 0x110;
    /** Interrupt that tells a thread of its new command. */
    int INTERRUPT = 1;

    // --- looking

    /** Instruction count. */
    long instructions();

    /** A double word of a PE's mailbox. */
    long mailbox(int pe, int offset);

    /** A PE; to be read only. */
    Pe pe(int index);

    /** Whether the host may access all of these physical addresses. */
    boolean isNonSecure(long pa, long length);

    // --- events

    /**
     * Takes notice of a doorbell.
     *
     * @param pe index of the mailbox
     * @param value what was stored: bits 7:0 kind, bits 63:8 value
     */
    void acknowledge(int pe, long value);

    /**
     * Gives a command to the thread of a PE.
     *
     * @param request its number
     * @param command what to do
     * @param arguments of which the first {@code count} are written
     */
    void command(int pe, long request, long command, long[] arguments, int count);

    /** Fills memory; {@code length} bytes from {@code bytes[offset]} go to {@code pa}. */
    void write(long pa, byte[] bytes, int offset, int length);

    /** Does something that concerns the VMM alone. */
    void note(String what);

    /** A phase begins. {@link VmmPhase#FINISHED} ends the run. */
    void enter(VmmPhase phase);
}
