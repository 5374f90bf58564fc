package org.realmscope.debug.stack;

import java.util.ArrayList;
import java.util.List;
import java.util.OptionalLong;
import org.realmscope.debug.dwarf.Bits;
import org.realmscope.debug.dwarf.RegisterReader;
import org.realmscope.debug.dwarf.Value;
import org.realmscope.debug.dwarf.ValueLocation;
import org.realmscope.debug.expression.EvaluationContext;
import org.realmscope.debug.inspect.AddressSpace;
import org.realmscope.debug.inspect.Inspection;
import org.realmscope.debug.inspect.MemoryRead;
import org.realmscope.debug.inspect.RegisterChange;
import org.realmscope.machine.input.InputAction;
import org.realmscope.platform.UserError;

/** Gives values of a program other contents, in memory, in registers, or partly there and there. */
public final class ValueChange {
    private final Inspection view;
    private final AddressSpace space;
    private final int pe;
    private final boolean hasRegistersOfPe;
    private final List<InputAction> actions = new ArrayList<>();

    private ValueChange(Inspection view, AddressSpace space, int pe, boolean hasRegistersOfPe) {
        this.view = view;
        this.space = space;
        this.pe = pe;
        this.hasRegistersOfPe = hasRegistersOfPe;
    }

    /**
     * A frame of which values are changed.
     *
     * @param space of its addresses
     * @param hasRegistersOfPe whether its registers are those of its PE, because it has called nothing
     */
    public record Place(Inspection view, AddressSpace space, int pe, boolean hasRegistersOfPe) {}

    /**
     * The inputs that give a value other contents.
     *
     * @param names what names in {@code text} mean
     * @param text an expression, or what the type of the value has names for
     * @throws UserError if the text means no value of the type, or there is no place where the value is kept
     */
    public static List<InputAction> of(Place place, Value value, EvaluationContext names, String text) {
        byte[] bytes = new ValueEncoder(names).encode(value, text);
        ValueChange change = new ValueChange(place.view, place.space, place.pe, place.hasRegistersOfPe);
        long bits = value.bitFieldSize() > 0
                ? value.bitFieldSize()
                : 8 * value.type().size();
        change.put(
                value.location(),
                value.bitOffset(),
                bytes,
                0,
                bits,
                value.frame().registers());
        return List.copyOf(change.actions);
    }

    private void put(
            ValueLocation location, long bitOffset, byte[] from, long fromBit, long bits, RegisterReader registers) {
        switch (location) {
            case ValueLocation.Memory(long va) -> toMemory(va, bitOffset, from, fromBit, bits);
            case ValueLocation.Register(int number) -> {
                byte[] whole = Bits.bytes(known(registers.read(number), number), Long.BYTES);
                Bits.copy(from, fromBit, whole, bitOffset, bits);
                toRegister(number, whole);
            }
            case ValueLocation.Composite composite -> toPieces(composite, bitOffset, from, fromBit, bits, registers);
            case ValueLocation.Implicit implicit ->
                throw invalid("the compiler keeps the value nowhere; it is known, but cannot be changed");
            case ValueLocation.Unavailable(String reason) -> throw invalid("the value cannot be changed: " + reason);
        }
    }

    private void toMemory(long va, long bitOffset, byte[] from, long fromBit, long bits) {
        long first = va + (bitOffset >> 3);
        long shift = bitOffset & 7;
        MemoryRead read = view.read(space, first, (int) (shift + bits + 7 >> 3));
        if (!read.isComplete()) {
            throw new UserError(
                    UserError.Code.ADDRESS_OUTSIDE_MEMORY,
                    space.format(first) + " " + read.gaps().getFirst().reason());
        }
        byte[] bytes = read.bytes();
        Bits.copy(from, fromBit, bytes, shift, bits);
        actions.addAll(view.write(space, first, bytes));
    }

    private static long known(OptionalLong value, int number) {
        return value.orElseThrow(() -> invalid("the value is in register %d, which is not known".formatted(number)));
    }

    private void toRegister(int number, byte[] bytes) {
        if (!hasRegistersOfPe) {
            throw invalid("the value is in a register of a function that has called another; it can be changed when "
                    + "that has returned");
        }
        if (number < 0 || number > RegisterReader.SP) {
            throw invalid("the value is in a register that cannot be changed");
        }
        String name = number == RegisterReader.SP ? "SP" : "X" + number;
        long value = 0;
        for (int i = Long.BYTES - 1; i >= 0; i--) {
            value = value << 8 | bytes[i] & 0xff;
        }
        actions.add(RegisterChange.of(pe, name, value));
    }

    private void toPieces(
            ValueLocation.Composite composite,
            long bitOffset,
            byte[] from,
            long fromBit,
            long bits,
            RegisterReader registers) {
        long start = 0;
        for (ValueLocation.Piece piece : composite.pieces()) {
            long low = Math.max(start, bitOffset);
            long high = Math.min(start + piece.bitSize(), bitOffset + bits);
            if (low < high) {
                long inPiece = piece.bitOffset() + low - start;
                put(piece.location(), inPiece, from, fromBit + low - bitOffset, high - low, registers);
            }
            start += piece.bitSize();
        }
    }

    private static UserError invalid(String message) {
        return new UserError(UserError.Code.PARAMETER_INVALID, message);
    }
}
