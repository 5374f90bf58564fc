package org.realmscope.debug.dwarf;

import java.util.List;
import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;
import org.realmscope.debug.dwarf.BaseType.Encoding;

/** A value with a type, in a frame. Nothing is read before it is asked for, and nothing is kept. */
public final class Value {
    private final Type type;
    private final ValueLocation location;
    private final long bitOffset;
    private final int bitSize;
    private final FrameContext frame;

    private Value(Type type, ValueLocation location, long bitOffset, int bitSize, FrameContext frame) {
        this.type = type;
        this.location = location;
        this.bitOffset = bitOffset;
        this.bitSize = bitSize;
        this.frame = frame;
    }

    /** The value at a location. */
    public static Value of(Type type, ValueLocation location, FrameContext frame) {
        return new Value(type, location, 0, 0, frame);
    }

    /** The value of a variable. */
    public static Value of(Variable variable, FrameContext frame) {
        return of(variable.type(), variable.locate(frame), frame);
    }

    public Type type() {
        return type;
    }

    /** Where it is kept, or what it is a part of. */
    public ValueLocation location() {
        return location;
    }

    /** Bits from the start of the location to the value. */
    public long bitOffset() {
        return bitOffset;
    }

    /** Width of a bit field; 0 for any other value. */
    public int bitFieldSize() {
        return bitSize;
    }

    public FrameContext frame() {
        return frame;
    }

    /** Its virtual address; empty if it is not in memory, or a bit field. */
    public OptionalLong address() {
        return location instanceof ValueLocation.Memory memory && bitSize == 0 && (bitOffset & 7) == 0
                ? OptionalLong.of(memory.va() + (bitOffset >> 3))
                : OptionalLong.empty();
    }

    /** The same bits as another type. */
    public Value as(Type other) {
        return new Value(other, location, bitOffset, 0, frame);
    }

    /** Bits of the value; negative if its size is not known. */
    long sizeInBits() {
        long size = type.size();
        return bitSize > 0 ? bitSize : size > ValueBytes.LARGEST ? Long.MAX_VALUE : 8 * size;
    }

    byte[] read() throws UnavailableException {
        long bits = sizeInBits();
        if (bits < 0) {
            throw new UnavailableException(type.name() + " is incomplete");
        }
        return new ValueBytes(frame).read(location, bitOffset, bits);
    }

    /** Its little-endian bytes; null if they are not known, see {@link #problem()}. */
    public byte @Nullable [] bytes() {
        try {
            return read();
        } catch (UnavailableException e) {
            return null;
        }
    }

    /** Why the value is not known; null if it is. */
    public @Nullable String problem() {
        try {
            if (type.stripped() instanceof StructType || type.stripped() instanceof ArrayType) {
                return location instanceof ValueLocation.Unavailable unavailable ? unavailable.reason() : null;
            }
            read();
            return null;
        } catch (UnavailableException e) {
            return e.getMessage();
        }
    }

    /** Whether it is an integer, a character, a truth value, an enumerator or a pointer. */
    public boolean isScalar() {
        return switch (type.stripped()) {
            case BaseType base -> base.encoding() != Encoding.FLOAT && base.encoding() != Encoding.OTHER;
            case EnumType enumeration -> true;
            case PointerType pointer -> true;
            default -> false;
        };
    }

    /** A scalar as a number, extended by the sign of its type; empty if unknown or no scalar. */
    public OptionalLong number() {
        byte[] bytes = isScalar() && type.size() <= 8 ? bytes() : null;
        if (bytes == null) {
            return OptionalLong.empty();
        }
        long bits = sizeInBits();
        long raw = Bits.number(bytes, 0, bits);
        return OptionalLong.of(isSigned() ? Bits.signExtend(raw, bits) : raw);
    }

    private boolean isSigned() {
        return switch (type.stripped()) {
            case BaseType base -> base.isSigned();
            case EnumType enumeration -> enumeration.isSigned();
            default -> false;
        };
    }

    /** A floating-point value as a number; NaN if it is unknown or of another kind. */
    public double real() {
        byte[] bytes = type.stripped() instanceof BaseType base && base.encoding() == Encoding.FLOAT ? bytes() : null;
        if (bytes == null) {
            return Double.NaN;
        }
        return switch (bytes.length) {
            case 2 -> Float.float16ToFloat((short) Bits.number(bytes, 0, 16));
            case 4 -> Float.intBitsToFloat((int) Bits.number(bytes, 0, 32));
            case 8 -> Double.longBitsToDouble(Bits.number(bytes, 0, 64));
            default -> Double.NaN;
        };
    }

    /** A member, also one of an anonymous structure or union inside; null if there is none of the name. */
    public @Nullable Value member(String name) {
        return member(name, 0);
    }

    private @Nullable Value member(String name, int depth) {
        if (!(type.stripped() instanceof StructType struct) || depth > 16) {
            return null;
        }
        for (Member member : struct.members()) {
            if (name.equals(member.name())) {
                return part(member);
            }
            Value found = member.name() == null ? part(member).member(name, depth + 1) : null;
            if (found != null) {
                return found;
            }
        }
        return null;
    }

    Value part(Member member) {
        return new Value(member.type(), location, bitOffset + member.bitOffset(), member.bitSize(), frame);
    }

    /**
     * An element of an array, or what is at an index from a pointer; null if the type has no elements.
     *
     * @param index not checked against the size of the array
     */
    public @Nullable Value element(long index) {
        return switch (type.stripped()) {
            case ArrayType array -> {
                long size = array.element().size();
                yield size < 0 ? null : new Value(array.element(), location, bitOffset + 8 * size * index, 0, frame);
            }
            case PointerType pointer -> {
                long size = pointer.target().size();
                OptionalLong base = number();
                yield size < 0 || base.isEmpty()
                        ? null
                        : of(pointer.target(), new ValueLocation.Memory(base.getAsLong() + size * index), frame);
            }
            default -> null;
        };
    }

    /** What a pointer points to; null if it is no pointer, or its value is not known. */
    public @Nullable Value target() {
        OptionalLong va = type.stripped() instanceof PointerType ? number() : OptionalLong.empty();
        return va.isPresent() && type.stripped() instanceof PointerType pointer
                ? of(pointer.target(), new ValueLocation.Memory(va.getAsLong()), frame)
                : null;
    }

    /** Its parts: members, elements, or what a pointer points to; see {@link ValueChildren}. */
    public List<ValueChildren.Child> children() {
        return ValueChildren.of(this, 0, Integer.MAX_VALUE);
    }
}
