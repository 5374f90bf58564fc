package org.realmscope.debug.dwarf;

import java.util.Set;
import java.util.regex.Pattern;

/** How integers are written. */
public enum NumberStyle {
    /** As C writes them without a prefix. */
    DECIMAL,
    /** All of them, except truth values. */
    HEXADECIMAL,
    /**
     * As they are mostly used: hexadecimal if they have 64 bits and no sign ({@code u64}, {@code unsigned long}), if a
     * name of their type says that they are addresses ({@code phys_addr_t}) or numbers of pages ({@code gfn_t}), and if
     * their own name says that they are flags or a syndrome; else decimal. Sizes ({@code size_t}) are decimal.
     */
    BY_TYPE;

    private static final Set<String> SIZES = Set.of("size_t", "__kernel_size_t", "uintmax_t");
    private static final Pattern ADDRESS = Pattern.compile(
            "\\w*addr_t|g[vpf][an]_t|h[vp]a_t|[gh]fn_t|ipa_t|\\w*pfn_t|u?intptr_t|p[tmug4]d?e?val_t|pgprot\\w*_t");
    private static final Pattern FLAGS = Pattern.compile("(\\w*_)?(flags|mask|esr|hpfar|spsr|pstate)");
    private static final int LONGEST_SMALL = 32;

    /**
     * Whether an integer is hexadecimal.
     *
     * @param base its type without typedefs
     * @param name of the variable or member, empty if it has none
     */
    boolean isHexadecimal(Value value, BaseType base, String name) {
        boolean isInteger = base.encoding() != BaseType.Encoding.BOOLEAN
                && base.encoding() != BaseType.Encoding.FLOAT
                && base.encoding() != BaseType.Encoding.OTHER;
        return switch (this) {
            case DECIMAL -> false;
            case HEXADECIMAL -> isInteger;
            case BY_TYPE -> isInteger && !base.isCharacter() && isUsedAsBits(value, base, name);
        };
    }

    private static boolean isUsedAsBits(Value value, BaseType base, String name) {
        Type type = value.type();
        while (type != base) {
            if (type instanceof TypedefType(String alias, Type target)) {
                if (SIZES.contains(alias)) {
                    return false;
                }
                if (ADDRESS.matcher(alias).matches()) {
                    return true;
                }
                type = target;
            } else if (type instanceof QualifiedType qualified) {
                type = qualified.target();
            } else {
                break;
            }
        }
        long bits = value.bitFieldSize() > 0 ? value.bitFieldSize() : Byte.SIZE * base.size();
        boolean isWide = base.encoding() == BaseType.Encoding.UNSIGNED && bits > LONGEST_SMALL;
        return isWide || FLAGS.matcher(name).matches();
    }
}
