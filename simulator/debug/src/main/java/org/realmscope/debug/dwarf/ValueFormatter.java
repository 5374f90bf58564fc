package org.realmscope.debug.dwarf;

import java.util.ArrayList;
import java.util.List;
import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;
import org.realmscope.debug.dwarf.BaseType.Encoding;

/** Shows values as C would write them, in one line of limited length. */
public final class ValueFormatter {
    /** Names addresses. */
    @FunctionalInterface
    public interface AddressNames {
        /** Symbol and offset of a virtual address; null if it has none. */
        @Nullable
        String nameOf(long va);
    }

    private static final int LONGEST_STRING = 200;
    private static final int MOST_PARTS = 16;
    private static final int DEEPEST = 3;

    private final AddressNames names;
    private final NumberStyle numbers;

    /** A formatter that writes integers in decimal. */
    public ValueFormatter(AddressNames names) {
        this(names, NumberStyle.DECIMAL);
    }

    public ValueFormatter(AddressNames names, NumberStyle numbers) {
        this.names = names;
        this.numbers = numbers;
    }

    /** The text of a value; {@code <...>} with the reason if it is not known. */
    public String format(Value value) {
        return format(value, "");
    }

    /**
     * The text of a variable or member.
     *
     * @param name its name, which can say how its number is used; may be empty
     */
    public String format(Value value, String name) {
        return format(value, name, 0);
    }

    private String format(Value value, String name, int depth) {
        if (value.location() instanceof ValueLocation.Unavailable unavailable) {
            return "<" + unavailable.reason() + ">";
        }
        OptionalLong va = value.address();
        boolean hasParts =
                value.type().stripped() instanceof StructType || value.type().stripped() instanceof ArrayType;
        if (hasParts && va.isPresent() && !value.frame().memory().read(va.getAsLong(), new byte[1])) {
            return "<memory at 0x%x cannot be read>".formatted(va.getAsLong());
        }
        return switch (value.type().stripped()) {
            case StructType struct -> struct(value, struct, depth);
            case ArrayType array -> array(value, array, name, depth);
            case FunctionType function -> address(value.address());
            case VoidType nothing -> "void";
            default -> known(value, name);
        };
    }

    private String known(Value value, String name) {
        String problem = value.problem();
        if (problem != null) {
            return "<" + problem + ">";
        }
        return switch (value.type().stripped()) {
            case BaseType base -> number(value, base, name);
            case EnumType enumeration -> enumerator(value, enumeration);
            default -> pointer(value);
        };
    }

    private String number(Value value, BaseType base, String name) {
        if (base.encoding() == Encoding.FLOAT && base.size() <= 8) {
            return base.size() == 4 ? Float.toString((float) value.real()) : Double.toString(value.real());
        }
        OptionalLong number = value.number();
        if (number.isEmpty()) {
            return bytes(value);
        }
        long bits = number.getAsLong();
        if (numbers.isHexadecimal(value, base, name)) {
            long size = value.bitFieldSize() > 0 ? value.bitFieldSize() : Byte.SIZE * base.size();
            return "0x" + Long.toHexString(size >= Long.SIZE ? bits : bits & (1L << size) - 1);
        }
        return switch (base.encoding()) {
            case BOOLEAN -> bits == 0 ? "false" : bits == 1 ? "true" : Long.toUnsignedString(bits);
            case SIGNED -> Long.toString(bits);
            case SIGNED_CHAR, UNSIGNED_CHAR -> character(bits, base);
            case ADDRESS -> "0x" + Long.toHexString(bits);
            default -> Long.toUnsignedString(bits);
        };
    }

    /** A number of more than 64 bits. */
    private static String bytes(Value value) {
        byte[] bytes = value.bytes();
        StringBuilder text = new StringBuilder("0x");
        for (int i = bytes == null ? -1 : bytes.length - 1; bytes != null && i >= 0; i--) {
            text.append("%02x".formatted(bytes[i]));
        }
        return text.toString();
    }

    private static String character(long bits, BaseType base) {
        String number = base.isSigned() ? Long.toString(bits) : Long.toUnsignedString(bits);
        return base.size() == 1 ? number + " '" + escaped((int) bits & 0xff, '\'') + "'" : number;
    }

    private static String escaped(int character, char quote) {
        return switch (character) {
            case 0 -> "\\0";
            case '\n' -> "\\n";
            case '\r' -> "\\r";
            case '\t' -> "\\t";
            case '\\' -> "\\\\";
            default -> {
                if (character == quote) {
                    yield "\\" + quote;
                }
                yield character >= ' ' && character < 127
                        ? String.valueOf((char) character)
                        : "\\%03o".formatted(character);
            }
        };
    }

    private static String enumerator(Value value, EnumType type) {
        OptionalLong number = value.number();
        if (number.isEmpty()) {
            return bytes(value);
        }
        String name = type.nameOf(number.getAsLong());
        return name == null ? Long.toString(number.getAsLong()) : name;
    }

    private String pointer(Value value) {
        OptionalLong va = value.number();
        Value target = value.target();
        String text = target == null || va.isEmpty() || va.getAsLong() == 0 || !isCharacter(target.type())
                ? null
                : string(target.as(new ArrayType(target.type(), LONGEST_STRING + 1)));
        return text == null ? address(va) : address(va) + " " + text;
    }

    private String address(OptionalLong va) {
        if (va.isEmpty()) {
            return "<unknown address>";
        }
        String name = va.getAsLong() == 0 ? null : names.nameOf(va.getAsLong());
        return "0x" + Long.toHexString(va.getAsLong()) + (name == null ? "" : " <" + name + ">");
    }

    private static boolean isCharacter(Type type) {
        return type.stripped() instanceof BaseType base && base.isCharacter() && base.size() == 1;
    }

    /** A string in quotes up to its zero byte, with dots if it is longer than shown; null if it cannot be read. */
    private static @Nullable String string(Value array) {
        if (!(array.type() instanceof ArrayType type)) {
            return null;
        }
        StringBuilder text = new StringBuilder("\"");
        for (long i = 0; i < type.count() && i < LONGEST_STRING; i++) {
            Value element = array.element(i);
            OptionalLong character = element == null ? OptionalLong.empty() : element.number();
            if (character.isEmpty()) {
                return i == 0 ? null : text.append("\"...").toString();
            }
            if (character.getAsLong() == 0) {
                return text.append('"').toString();
            }
            text.append(escaped((int) character.getAsLong() & 0xff, '"'));
        }
        return text.append(type.count() > LONGEST_STRING ? "\"..." : "\"").toString();
    }

    private String struct(Value value, StructType struct, int depth) {
        if (struct.isIncomplete()) {
            return "<" + struct.name() + " is incomplete>";
        }
        if (depth == DEEPEST) {
            return "{...}";
        }
        List<String> parts = new ArrayList<>();
        for (ValueChildren.Child child : ValueChildren.of(value, 0, MOST_PARTS)) {
            String text = format(child.value(), child.name(), depth + 1);
            parts.add(child.name().isEmpty() ? text : child.name() + " = " + text);
        }
        if (struct.members().size() > MOST_PARTS) {
            parts.add("...");
        }
        return "{" + String.join(", ", parts) + "}";
    }

    private String array(Value value, ArrayType array, String name, int depth) {
        if (isCharacter(array.element()) && array.count() >= 0) {
            String text = string(value.as(new ArrayType(array.element(), array.count())));
            return text == null ? "<not known>" : text;
        }
        if (depth == DEEPEST || array.count() < 0) {
            return "{...}";
        }
        List<String> parts = new ArrayList<>();
        for (ValueChildren.Child child : ValueChildren.of(value, 0, MOST_PARTS)) {
            parts.add(format(child.value(), name, depth + 1));
        }
        if (array.count() > MOST_PARTS) {
            parts.add("...");
        }
        return "{" + String.join(", ", parts) + "}";
    }
}
