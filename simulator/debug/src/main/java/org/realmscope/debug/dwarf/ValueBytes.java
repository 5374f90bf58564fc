package org.realmscope.debug.dwarf;

import java.util.Arrays;
import java.util.OptionalLong;
import org.realmscope.debug.dwarf.ValueLocation.Piece;

/** Collects the bits of a value from where they are kept. */
final class ValueBytes {
    /** Larger values are shown by their parts. */
    static final int LARGEST = 1 << 16;

    private final FrameContext frame;

    ValueBytes(FrameContext frame) {
        this.frame = frame;
    }

    /** Reads a part of what is at a location; bit 0 of the result is the first bit of the part. */
    byte[] read(ValueLocation location, long bitOffset, long bitSize) throws UnavailableException {
        if (bitOffset < 0 || bitSize < 0 || bitSize > 8L * LARGEST) {
            throw new UnavailableException("too large");
        }
        byte[] result = new byte[(int) (bitSize + 7 >> 3)];
        switch (location) {
            case ValueLocation.Memory memory -> fromMemory(memory.va(), bitOffset, bitSize, result);
            case ValueLocation.Register register -> fromRegister(register.number(), bitOffset, bitSize, result);
            case ValueLocation.Implicit implicit -> fromBytes(implicit.bytes(), bitOffset, bitSize, result);
            case ValueLocation.Composite composite -> fromPieces(composite, bitOffset, bitSize, result);
            case ValueLocation.Unavailable unavailable -> throw new UnavailableException(unavailable.reason());
        }
        return result;
    }

    private void fromMemory(long va, long bitOffset, long bitSize, byte[] into) throws UnavailableException {
        long first = va + (bitOffset >> 3);
        long shift = bitOffset & 7;
        byte[] bytes = new byte[(int) (shift + bitSize + 7 >> 3)];
        if (!frame.memory().read(first, bytes)) {
            throw new UnavailableException("memory at 0x%x cannot be read".formatted(first));
        }
        Bits.copy(bytes, shift, into, 0, bitSize);
    }

    private void fromRegister(int number, long bitOffset, long bitSize, byte[] into) throws UnavailableException {
        OptionalLong value = frame.registers().read(number);
        if (value.isEmpty()) {
            throw new UnavailableException("register %d is not known".formatted(number));
        }
        OptionalLong high = RegisterReader.isVector(number)
                ? frame.registers().read(RegisterReader.V0_HIGH + number - RegisterReader.V0)
                : OptionalLong.empty();
        byte[] bytes = Bits.bytes(value.getAsLong(), Long.BYTES);
        if (high.isPresent()) {
            bytes = Arrays.copyOf(bytes, 2 * Long.BYTES);
            System.arraycopy(Bits.bytes(high.getAsLong(), Long.BYTES), 0, bytes, Long.BYTES, Long.BYTES);
        }
        fromBytes(bytes, bitOffset, bitSize, into);
    }

    private static void fromBytes(byte[] bytes, long bitOffset, long bitSize, byte[] into) throws UnavailableException {
        if (bitOffset > 8L * bytes.length || bitSize > 8L * bytes.length - bitOffset) {
            throw new UnavailableException("only a part of the value is known");
        }
        Bits.copy(bytes, bitOffset, into, 0, bitSize);
    }

    private void fromPieces(ValueLocation.Composite composite, long bitOffset, long bitSize, byte[] into)
            throws UnavailableException {
        long start = 0;
        long done = 0;
        for (Piece piece : composite.pieces()) {
            long end = start + piece.bitSize();
            long from = Math.max(start, bitOffset);
            long to = Math.min(end, bitOffset + bitSize);
            if (from < to) {
                byte[] part = read(piece.location(), piece.bitOffset() + from - start, to - from);
                Bits.copy(part, 0, into, from - bitOffset, to - from);
                done += to - from;
            }
            start = end;
        }
        if (done < bitSize) {
            throw new UnavailableException("only a part of the value is known");
        }
    }
}
