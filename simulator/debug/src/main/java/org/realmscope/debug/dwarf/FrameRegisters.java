package org.realmscope.debug.dwarf;

import java.util.Arrays;
import java.util.OptionalLong;

/** The general registers of a frame, each known or not; what else there is comes from the innermost frame. */
final class FrameRegisters implements RegisterReader {
    private static final int COUNT = PC + 1;

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
        for (int i = 0; i < COUNT; i++) {
            OptionalLong value = reader.read(i);
            if (value.isPresent()) {
                copy.set(i, value.getAsLong());
            }
        }
        copy.derived = 0;
        return copy;
    }

    FrameRegisters copy() {
        FrameRegisters copy = new FrameRegisters(Arrays.copyOf(values, COUNT), Arrays.copyOf(addresses, COUNT), others);
        copy.known = known;
        copy.saved = saved;
        copy.derived = derived;
        return copy;
    }

    @Override
    public OptionalLong read(int number) {
        if (number < 0 || number >= COUNT) {
            return others.read(number);
        }
        return (known >> number & 1) != 0 ? OptionalLong.of(values[number]) : OptionalLong.empty();
    }

    /** Address where a function that was called has saved a register; empty if none has. */
    OptionalLong savedAt(int number) {
        boolean isSaved = number >= 0 && number < COUNT && (saved >> number & 1) != 0;
        return isSaved ? OptionalLong.of(addresses[number]) : OptionalLong.empty();
    }

    /** Whether a register still has what it has in the innermost frame. */
    boolean isUntouched(int number) {
        return number >= 0 && number < COUNT && ((known & ~(saved | derived)) >> number & 1) != 0;
    }

    /** A register has a value that follows from others. */
    void set(int number, long value) {
        if (number >= 0 && number < COUNT) {
            values[number] = value;
            known |= 1L << number;
            derived |= 1L << number;
            saved &= ~(1L << number);
        }
    }

    /** A register has a value that is saved at an address. */
    void setSaved(int number, long value, long address) {
        if (number >= 0 && number < COUNT) {
            values[number] = value;
            addresses[number] = address;
            known |= 1L << number;
            saved |= 1L << number;
            derived &= ~(1L << number);
        }
    }

    void forget(int number) {
        if (number >= 0 && number < COUNT) {
            known &= ~(1L << number);
        }
    }
}
