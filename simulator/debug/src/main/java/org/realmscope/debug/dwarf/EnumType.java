package org.realmscope.debug.dwarf;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * An enumeration.
 *
 * @param tag its name; null if anonymous
 * @param size in bytes
 * @param isSigned whether its values have a sign
 * @param enumerators its names, in the order of the source
 */
public record EnumType(@Nullable String tag, long size, boolean isSigned, List<Enumerator> enumerators)
        implements Type {
    /** A name and its value. */
    public record Enumerator(String name, long value) {}

    static EnumType of(Die die, @Nullable Type underlying) {
        List<Enumerator> enumerators = new ArrayList<>();
        long size = die.constant(At.BYTE_SIZE, 0);
        boolean negative = false;
        for (Die child : die.children()) {
            FormValue value = child.tag() == Tag.ENUMERATOR ? child.value(At.CONST_VALUE) : null;
            String name = child.name();
            if (value != null && name != null) {
                enumerators.add(new Enumerator(name, value.raw()));
                negative |= value.form() == Form.SDATA && value.raw() < 0;
            }
        }
        boolean signed =
                underlying != null && underlying.stripped() instanceof BaseType base ? base.isSigned() : negative;
        return new EnumType(die.name(), size, signed, List.copyOf(enumerators));
    }

    @Override
    public String declare(String declarator) {
        return Type.join(tag == null ? "enum {...}" : "enum " + tag, declarator);
    }

    /**
     * A value in words: its name, else the names of single bits that make it up.
     *
     * @return null if no names make up the value
     */
    public @Nullable String nameOf(long value) {
        for (Enumerator enumerator : enumerators) {
            if (enumerator.value() == value) {
                return enumerator.name();
            }
        }
        long rest = value;
        List<String> names = new ArrayList<>();
        for (Enumerator enumerator : enumerators) {
            if (Long.bitCount(enumerator.value()) > 1) {
                return null;
            }
            if (enumerator.value() != 0 && (rest & enumerator.value()) != 0) {
                rest &= ~enumerator.value();
                names.add(enumerator.name());
            }
        }
        return rest == 0 && !names.isEmpty() ? "(" + String.join(" | ", names) + ")" : null;
    }
}
