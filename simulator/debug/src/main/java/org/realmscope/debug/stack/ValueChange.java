package org.realmscope.debug.stack;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.OptionalLong;
import org.realmscope.debug.dwarf.Bits;
import org.realmscope.debug.dwarf.FrameContext;
import org.realmscope.debug.dwarf.RegisterReader;
import org.realmscope.debug.dwarf.StackFrame;
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
    private final Place place;
    private final FrameContext frame;
    private final List<InputAction> actions = new ArrayList<>();

    private ValueChange(Place place, FrameContext frame) {
        this.place = place;
        this.frame = frame;
    }

    /**
     * A frame of which values are changed.
     *
     * @param space of its addresses
     * @param hasRegistersOfPe whether its registers are those of its PE, because it has called nothing
     * @param isOnPe whether those of its registers are, too, that what it has called has not changed
     */
    public record Place(Inspection view, AddressSpace space, int pe, boolean hasRegistersOfPe, boolean isOnPe) {}

    /**
     * The inputs that give a value other contents.
     *
     * @param names what names in {@code text} mean
     * @param text an expression, or what the type of the value has names for
     * @throws UserError if the text means no value of the type, or there is no place where the value is kept
     */
    public static List<InputAction> of(Place place, Value value, EvaluationContext names, String text) {
        byte[] bytes = new ValueEncoder(names).encode(value, text);
        ValueChange change = new ValueChange(place, value.frame());
        long bits = value.bitFieldSize() > 0
                ? value.bitFieldSize()
                : 8 * value.type().size();
        change.put(value.location(), value.bitOffset(), bytes, 0, bits);
        return List.copyOf(change.actions);
    }

    /**
     * The inputs that give a register of a frame another value: where functions that it has called have saved it, or in
     * the PE.
     *
     * @param number by DWARF for AArch64, 0 to 30
     * @throws UserError if there is no place where it is kept
     */
    public static List<InputAction> ofRegister(Place place, StackFrame frame, int number, long value) {
        ValueChange change = new ValueChange(place, frame);
        change.toRegister(number, Bits.bytes(value, Long.BYTES));
        return List.copyOf(change.actions);
    }

    /**
     * Whether there is a place where a register of a frame is kept.
     *
     * @param number by DWARF for AArch64
     */
    public static boolean isKept(Place place, StackFrame frame, int number) {
        return place.hasRegistersOfPe
                || frame.savedAt(number).isPresent()
                || place.isOnPe && frame.isUntouched(number) && number < RegisterReader.SP;
    }

    private void put(ValueLocation location, long bitOffset, byte[] from, long fromBit, long bits) {
        switch (location) {
            case ValueLocation.Memory(long va) -> toMemory(va, bitOffset, from, fromBit, bits);
            case ValueLocation.Register(int number)
            when RegisterReader.isVector(number) -> toVector(number, bitOffset, from, fromBit, bits);
            case ValueLocation.Register(int number) -> {
                byte[] whole = Bits.bytes(known(frame.registers().read(number), number), Long.BYTES);
                Bits.copy(from, fromBit, whole, bitOffset, bits);
                toRegister(number, whole);
            }
            case ValueLocation.Composite composite -> toPieces(composite, bitOffset, from, fromBit, bits);
            case ValueLocation.Implicit implicit ->
                throw invalid("the compiler keeps the value nowhere; it is known, but cannot be changed");
            case ValueLocation.Unavailable(String reason) -> throw invalid("the value cannot be changed: " + reason);
        }
    }

    private void toMemory(long va, long bitOffset, byte[] from, long fromBit, long bits) {
        long first = va + (bitOffset >> 3);
        long shift = bitOffset & 7;
        MemoryRead read = place.view.read(place.space, first, (int) (shift + bits + 7 >> 3));
        if (!read.isComplete()) {
            throw new UserError(
                    UserError.Code.ADDRESS_OUTSIDE_MEMORY,
                    place.space.format(first) + " " + read.gaps().getFirst().reason());
        }
        byte[] bytes = read.bytes();
        Bits.copy(from, fromBit, bytes, shift, bits);
        actions.addAll(place.view.write(place.space, first, bytes));
    }

    private void toVector(int number, long bitOffset, byte[] from, long fromBit, long bits) {
        OptionalLong high = frame.registers().read(RegisterReader.V0_HIGH + number - RegisterReader.V0);
        byte[] whole = Bits.bytes(known(frame.registers().read(number), number), 2 * Long.BYTES);
        System.arraycopy(Bits.bytes(high.orElse(0), Long.BYTES), 0, whole, Long.BYTES, Long.BYTES);
        Bits.copy(from, fromBit, whole, bitOffset, bits);
        StackFrame caller = !place.hasRegistersOfPe && frame instanceof StackFrame outer ? outer : null;
        OptionalLong saved = caller == null ? OptionalLong.empty() : caller.savedAt(number);
        if (saved.isPresent()) {
            actions.addAll(place.view.write(place.space, saved.getAsLong(), Arrays.copyOf(whole, Long.BYTES)));
            return;
        }
        if (!place.hasRegistersOfPe && (caller == null || !place.isOnPe || !caller.isUntouched(number))) {
            throw notKept(number);
        }
        long top = high.isPresent()
                ? number(whole, Long.BYTES)
                : place.view.machine().pe(place.pe).v[2 * (number - RegisterReader.V0) + 1];
        actions.add(RegisterChange.vector(place.pe, name(number), number(whole, 0), top));
    }

    private static long number(byte[] bytes, int first) {
        long value = 0;
        for (int i = Long.BYTES - 1; i >= 0; i--) {
            value = value << 8 | bytes[first + i] & 0xff;
        }
        return value;
    }

    private static UserError notKept(int number) {
        return invalid("%s of the frame is kept at no known place; it can be changed when what it has called returns"
                .formatted(name(number)));
    }

    private static long known(OptionalLong value, int number) {
        return value.orElseThrow(() -> invalid("the value is in register %d, which is not known".formatted(number)));
    }

    private void toRegister(int number, byte[] bytes) {
        StackFrame caller = !place.hasRegistersOfPe && frame instanceof StackFrame known ? known : null;
        OptionalLong saved = caller == null ? OptionalLong.empty() : caller.savedAt(number);
        if (saved.isPresent()) {
            actions.addAll(place.view.write(place.space, saved.getAsLong(), bytes));
            return;
        }
        if (!place.hasRegistersOfPe && (caller == null || !isKept(place, caller, number))) {
            throw notKept(number);
        }
        if (number < 0 || number > RegisterReader.SP) {
            throw invalid("the value is in a register that cannot be changed");
        }
        actions.add(RegisterChange.of(place.pe, name(number), number(bytes, 0)));
    }

    private static String name(int number) {
        if (RegisterReader.isVector(number)) {
            return "V" + (number - RegisterReader.V0);
        }
        return number == RegisterReader.SP ? "SP" : number == RegisterReader.PC ? "PC" : "X" + number;
    }

    private void toPieces(ValueLocation.Composite composite, long bitOffset, byte[] from, long fromBit, long bits) {
        long start = 0;
        for (ValueLocation.Piece piece : composite.pieces()) {
            long low = Math.max(start, bitOffset);
            long high = Math.min(start + piece.bitSize(), bitOffset + bits);
            if (low < high) {
                long inPiece = piece.bitOffset() + low - start;
                put(piece.location(), inPiece, from, fromBit + low - bitOffset, high - low);
            }
            start += piece.bitSize();
        }
    }

    private static UserError invalid(String message) {
        return new UserError(UserError.Code.PARAMETER_INVALID, message);
    }
}
