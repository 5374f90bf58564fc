package org.realmscope.debug.dwarf;

/**
 * A number of C.
 *
 * @param specifier its name, such as {@code long unsigned int}
 * @param size in bytes
 * @param encoding of its bits
 */
public record BaseType(String specifier, long size, Encoding encoding) implements Type {
    /** How bits stand for a value (DW_ATE; DWARF 5, section 5.1). */
    public enum Encoding {
        /** {@code _Bool}. */
        BOOLEAN,
        /** An address that is no pointer. */
        ADDRESS,
        /** IEEE 754. */
        FLOAT,
        /** Two's complement. */
        SIGNED,
        /** Two's complement, shown as a character too. */
        SIGNED_CHAR,
        /** No sign. */
        UNSIGNED,
        /** No sign, shown as a character too. */
        UNSIGNED_CHAR,
        /** Shown as bytes. */
        OTHER
    }

    static BaseType of(Die die) {
        String name = die.name();
        return new BaseType(name == null ? "(unnamed)" : name, die.constant(At.BYTE_SIZE, 0), encoding((int)
                die.constant(At.ENCODING, 0)));
    }

    private static Encoding encoding(int number) {
        return switch (number) {
            case 1 -> Encoding.ADDRESS;
            case 2 -> Encoding.BOOLEAN;
            case 4 -> Encoding.FLOAT;
            case 5 -> Encoding.SIGNED;
            case 6 -> Encoding.SIGNED_CHAR;
            case 7 -> Encoding.UNSIGNED;
            case 8, 16 -> Encoding.UNSIGNED_CHAR;
            default -> Encoding.OTHER;
        };
    }

    public boolean isSigned() {
        return encoding == Encoding.SIGNED || encoding == Encoding.SIGNED_CHAR;
    }

    public boolean isCharacter() {
        return encoding == Encoding.SIGNED_CHAR || encoding == Encoding.UNSIGNED_CHAR;
    }

    @Override
    public String declare(String declarator) {
        return Type.join(specifier, declarator);
    }
}
