package org.realmscope.debug.dwarf;

import org.jspecify.annotations.Nullable;

/** A member of a structure or union. */
public final class Member {
    private final @Nullable String name;
    private final LazyType type;
    private final long bitOffset;
    private final int bitSize;

    private Member(@Nullable String name, LazyType type, long bitOffset, int bitSize) {
        this.name = name;
        this.type = type;
        this.bitOffset = bitOffset;
        this.bitSize = bitSize;
    }

    static Member of(Die die) {
        int bitSize = Math.clamp(die.constant(At.BIT_SIZE, 0), 0, 64);
        long byteOffset = byteOffset(die);
        long bitOffset = 8 * byteOffset;
        LazyType type = LazyType.of(die);
        if (die.has(At.DATA_BIT_OFFSET)) {
            bitOffset += die.constant(At.DATA_BIT_OFFSET, 0);
        } else if (bitSize > 0 && die.has(At.BIT_OFFSET)) {
            long storage = die.constant(At.BYTE_SIZE, Math.max(type.get().size(), 0));
            bitOffset += 8 * storage - signed(die, At.BIT_OFFSET) - bitSize;
        }
        return new Member(die.name(), type, bitOffset, bitSize);
    }

    /** A bit field that reaches over its storage unit has a negative DW_AT_bit_offset, of whatever form. */
    private static long signed(Die die, int attribute) {
        FormValue value = die.value(attribute);
        if (value == null) {
            return 0;
        }
        return switch (value.form()) {
            case Form.DATA1 -> (byte) value.raw();
            case Form.DATA2 -> (short) value.raw();
            case Form.DATA4 -> (int) value.raw();
            default -> value.raw();
        };
    }

    private static long byteOffset(Die die) {
        FormValue value = die.value(At.DATA_MEMBER_LOCATION);
        if (value == null) {
            return 0;
        }
        if (value.isBlock()) {
            byte[] block = die.data().bytes(value.raw(), value.size());
            if (block.length > 1 && block[0] == Op.PLUS_UCONST) {
                return die.data().cursor(value.raw() + 1, value.size() - 1L).uleb();
            }
            throw die.malformed("the offset of the member is not constant");
        }
        return value.raw();
    }

    /** Null if it is an anonymous structure or union, whose members are members of the one around. */
    public @Nullable String name() {
        return name;
    }

    public Type type() {
        return type.get();
    }

    /** Bits from the start of the structure; of a bit field, to its least significant bit. */
    public long bitOffset() {
        return bitOffset;
    }

    /** Bytes from the start of the structure to the byte that has the first bit. */
    public long byteOffset() {
        return bitOffset >> 3;
    }

    /** Width of a bit field; 0 for any other member. */
    public int bitSize() {
        return bitSize;
    }

    public boolean isBitField() {
        return bitSize > 0;
    }

    @Override
    public String toString() {
        return type().declare(name == null ? "" : name) + (isBitField() ? " : " + bitSize : "");
    }
}
