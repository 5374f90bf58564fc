package org.realmscope.debug.dwarf;

import java.util.Arrays;
import java.util.OptionalLong;

/**
 * The registers of a frame, each known or not: the general ones, and of the vector registers the halves that functions
 * preserve (AAPCS64, section 6.1.2: bits 63:0 of V8 to V15). The innermost frame has the other ones as well.
 */
final class FrameRegisters implements RegisterReader {
    private static final int GENERAL = PC + 1;
    private static final int V8 = V0 + 8;
    private static final int V15 = V0 + 15;
    private static final int COUNT = GENERAL + V15 - V8 + 1;
    private static final int NOT_KEPT = -1;

    private final long[] values;
    private final RegisterReader others;
    /** Addresses where registers are saved. */
    private final long[] addresses;

    private long known;
    private long saved;
    /** Those that follow from others: no place is theirs. */
    private long derived;

    private FrameRegisters(long[] values, long[] addresses, RegisterReader others) {
        this.values = values;
        this.addresses = addresses;
        this.others = others;
    }

    static FrameRegisters copyOf(RegisterReader reader) {
        FrameRegisters copy = new FrameRegisters(new long[COUNT], new long[COUNT], reader);
        for (int i = 0; i <= V15; i = i == PC ? V8 : i + 1) {
            OptionalLong value = reader.read(i);
            if (value.isPresent()) {
                copy.set(i, value.getAsLong());
            }
        }
        copy.derived = 0;
        return copy;
    }

    /** Where a register is in the arrays, {@link #NOT_KEPT} if it is not. */
    private static int slot(int number) {
        if (number >= 0 && number < GENERAL) {
            return number;
        }
        return number >= V8 && number <= V15 ? GENERAL + number - V8 : NOT_KEPT;
    }

    /** Those of the caller before anything is known of what has been saved. */
    FrameRegisters copy() {
        FrameRegisters copy = new FrameRegisters(
                Arrays.copyOf(values, COUNT), Arrays.copyOf(addresses, COUNT), number -> OptionalLong.empty());
        copy.known = known;
        copy.saved = saved;
        copy.derived = derived;
        return copy;
    }

    @Override
    public OptionalLong read(int number) {
        int slot = slot(number);
        if (slot == NOT_KEPT) {
            return others.read(number);
        }
        return isIn(known, slot) ? OptionalLong.of(values[slot]) : OptionalLong.empty();
    }

    private static boolean isIn(long set, int slot) {
        return (set >>> slot & 1) != 0;
    }

    /** Address where a function that was called has saved a register; empty if none has. */
    OptionalLong savedAt(int number) {
        int slot = slot(number);
        return slot != NOT_KEPT && isIn(saved, slot) ? OptionalLong.of(addresses[slot]) : OptionalLong.empty();
    }

    /** Whether a register still has what it has in the innermost frame. */
    boolean isUntouched(int number) {
        int slot = slot(number);
        return slot != NOT_KEPT && isIn(known & ~(saved | derived), slot);
    }

    /** A register has a value that follows from others. */
    void set(int number, long value) {
        int slot = slot(number);
        if (slot != NOT_KEPT) {
            values[slot] = value;
            known |= 1L << slot;
            derived |= 1L << slot;
            saved &= ~(1L << slot);
        }
    }

    /** A register has a value that is saved at an address. */
    void setSaved(int number, long value, long address) {
        int slot = slot(number);
        if (slot != NOT_KEPT) {
            values[slot] = value;
            addresses[slot] = address;
            known |= 1L << slot;
            saved |= 1L << slot;
            derived &= ~(1L << slot);
        }
    }

    void forget(int number) {
        int slot = slot(number);
        if (slot != NOT_KEPT) {
            known &= ~(1L << slot);
            saved &= ~(1L << slot);
        }
    }
}
