package org.realmscope.debug.expression;

import java.util.Arrays;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.realmscope.debug.dwarf.BaseType;
import org.realmscope.debug.dwarf.BaseType.Encoding;
import org.realmscope.debug.dwarf.Type;
import org.realmscope.debug.dwarf.VoidType;

/** The types that C names by keywords, with the sizes of AArch64 (AAPCS64, section 10.1.1, LP64). */
final class BuiltInTypes {
    static final BaseType INT = new BaseType("int", 4, Encoding.SIGNED);
    static final BaseType UNSIGNED_INT = new BaseType("unsigned int", 4, Encoding.UNSIGNED);
    static final BaseType LONG = new BaseType("long", 8, Encoding.SIGNED);
    static final BaseType UNSIGNED_LONG = new BaseType("unsigned long", 8, Encoding.UNSIGNED);
    static final BaseType DOUBLE = new BaseType("double", 8, Encoding.FLOAT);
    static final BaseType CHAR = new BaseType("char", 1, Encoding.UNSIGNED_CHAR);

    private static final Set<String> TAGS = Set.of("struct", "union", "enum");
    private static final Set<String> QUALIFIERS = Set.of("const", "volatile", "restrict", "_Atomic");
    private static final Set<String> SPECIFIERS =
            Set.of("void", "char", "short", "int", "long", "float", "double", "signed", "unsigned", "_Bool", "bool");

    private BuiltInTypes() {}

    static boolean isTag(String word) {
        return TAGS.contains(word);
    }

    static boolean isQualifier(String word) {
        return QUALIFIERS.contains(word);
    }

    static boolean isKeyword(String word) {
        return isTag(word) || isQualifier(word) || SPECIFIERS.contains(word);
    }

    /** The type that a list of specifiers names; null if they name none. */
    static @Nullable Type named(String specifiers) {
        List<String> words = Arrays.asList(specifiers.split(" ", -1));
        if (!SPECIFIERS.containsAll(words)) {
            return null;
        }
        boolean unsigned = words.contains("unsigned");
        if (words.contains("char")) {
            boolean signed = words.contains("signed");
            return new BaseType(specifiers, 1, signed ? Encoding.SIGNED_CHAR : Encoding.UNSIGNED_CHAR);
        }
        if (words.contains("_Bool") || words.contains("bool")) {
            return new BaseType("_Bool", 1, Encoding.BOOLEAN);
        }
        if (words.contains("void")) {
            return words.size() == 1 ? VoidType.VOID : null;
        }
        if (words.contains("float") || words.contains("double")) {
            return words.size() > 1 ? null : new BaseType(specifiers, words.contains("float") ? 4 : 8, Encoding.FLOAT);
        }
        int size = words.contains("short") ? 2 : words.contains("long") ? 8 : 4;
        return new BaseType(specifiers, size, unsigned ? Encoding.UNSIGNED : Encoding.SIGNED);
    }
}
