package org.realmscope.debug.dwarf;

import java.util.Arrays;
import java.util.OptionalLong;

/** The general registers of a frame, each known or not; what else there is comes from the innermost frame. */
final class FrameRegisters implements RegisterReader {
    private static final int COUNT = PC + 1;

    private final long[] values;
    private final RegisterReader others;
    private long known;

    private FrameRegisters(long[] values, long known, RegisterReader others) {
        this.values = values;
        this.known = known;
        this.others = others;
    }

    static FrameRegisters copyOf(RegisterReader reader) {
        FrameRegisters copy = new FrameRegisters(new long[COUNT], 0, reader);
        for (int i = 0; i < COUNT; i++) {
            OptionalLong value = reader.read(i);
            if (value.isPresent()) {
                copy.set(i, value.getAsLong());
            }
        }
        return copy;
    }

    FrameRegisters copy() {
        return new FrameRegisters(Arrays.copyOf(values, COUNT), known, others);
    }

    @Override
    public OptionalLong read(int number) {
        if (number < 0 || number >= COUNT) {
            return others.read(number);
        }
        return (known >> number & 1) != 0 ? OptionalLong.of(values[number]) : OptionalLong.empty();
    }

    void set(int number, long value) {
        if (number >= 0 && number < COUNT) {
            values[number] = value;
            known |= 1L << number;
        }
    }

    void forget(int number) {
        if (number >= 0 && number < COUNT) {
            known &= ~(1L << number);
        }
    }
}
