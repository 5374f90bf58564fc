package org.realmscope.debug.dwarf;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The types of a file, each made once. */
final class TypeTable {
    /** Typedefs, qualifiers and arrays nest no deeper in C that people write. */
    private static final int DEEPEST = 100;

    private static final int DEEPEST_NAME = 8;
    private static final int MOST_NAMES = 64;

    private final UnitTable units;
    private final Map<Die, Type> known = new LinkedHashMap<>();
    private int depth;
    private int names;
    private int namesLeft;

    TypeTable(UnitTable units) {
        this.units = units;
    }

    /** Whether one more function type may be named within another; if so, {@link #endName} is due. */
    boolean beginName() {
        if (names == 0) {
            namesLeft = MOST_NAMES;
        }
        if (names == DEEPEST_NAME || namesLeft == 0) {
            return false;
        }
        names++;
        namesLeft--;
        return true;
    }

    void endName() {
        names--;
    }

    /** DW_AT_type of an entry; void if it has none. */
    Type typeOf(Die holder) {
        Die die = holder.type();
        return die == null ? VoidType.VOID : of(die);
    }

    /** The type that an entry describes. */
    Type of(Die die) {
        Type type = known.get(die);
        if (type == null) {
            if (depth == DEEPEST) {
                throw die.malformed("types nest deeper than " + DEEPEST + ", or in circles");
            }
            depth++;
            try {
                type = create(die);
            } finally {
                depth--;
            }
            known.put(die, type);
        }
        return type;
    }

    private Type create(Die die) {
        return switch (die.tag()) {
            case Tag.BASE_TYPE -> BaseType.of(die);
            case Tag.POINTER_TYPE -> new PointerType(LazyType.of(die), "*");
            case Tag.REFERENCE_TYPE -> new PointerType(LazyType.of(die), "&");
            case Tag.RVALUE_REFERENCE_TYPE -> new PointerType(LazyType.of(die), "&&");
            case Tag.STRUCTURE_TYPE, Tag.UNION_TYPE, Tag.CLASS_TYPE -> struct(die);
            case Tag.ENUMERATION_TYPE -> EnumType.of(defined(die), die.has(At.TYPE) ? typeOf(die) : null);
            case Tag.ARRAY_TYPE -> array(die);
            case Tag.SUBROUTINE_TYPE, Tag.SUBPROGRAM -> FunctionType.of(die);
            case Tag.TYPEDEF -> new TypedefType(Function.nameOf(die), typeOf(die));
            case Tag.CONST_TYPE -> new QualifiedType("const", typeOf(die));
            case Tag.VOLATILE_TYPE -> new QualifiedType("volatile", typeOf(die));
            case Tag.RESTRICT_TYPE -> new QualifiedType("restrict", typeOf(die));
            case Tag.ATOMIC_TYPE -> new QualifiedType("_Atomic", typeOf(die));
            case Tag.UNSPECIFIED_TYPE -> new VoidType(Function.nameOf(die));
            default -> throw die.malformed("tag 0x%x is no type that is known".formatted(die.tag()));
        };
    }

    private Type struct(Die die) {
        Die definition = defined(die);
        return definition == die ? new StructType(die) : of(definition);
    }

    /** The definition that a declaration stands for, if the file has it. */
    private Die defined(Die die) {
        Die signed = die.reference(At.SIGNATURE);
        if (signed != null || !die.has(At.DECLARATION)) {
            return signed == null ? die : signed;
        }
        String name = die.name();
        Die definition = name == null ? null : units.names().definition(die.tag(), name);
        return definition == null ? die : definition;
    }

    private Type array(Die die) {
        List<Long> counts = new ArrayList<>();
        for (Die child : die.children()) {
            if (child.tag() == Tag.SUBRANGE_TYPE) {
                counts.add(count(child));
            }
        }
        if (counts.size() > DEEPEST) {
            throw die.malformed("an array of " + counts.size() + " dimensions");
        }
        Type type = typeOf(die);
        for (long count : (counts.isEmpty() ? List.of(-1L) : counts).reversed()) {
            type = new ArrayType(type, count);
        }
        return type;
    }

    /** Elements of a dimension; -1 if not constant. */
    private static long count(Die subrange) {
        FormValue count = subrange.value(At.COUNT);
        if (count != null) {
            return count.isConstant() && count.raw() >= 0 ? count.raw() : -1;
        }
        FormValue last = subrange.value(At.UPPER_BOUND);
        if (last == null || !last.isConstant()) {
            return -1;
        }
        long elements = last.raw() - subrange.constant(At.LOWER_BOUND, 0) + 1;
        return elements < 0 ? -1 : elements;
    }

    /** A type by its name in C; null if the file defines none. */
    @Nullable
    Type named(String name) {
        int space = name.indexOf(' ');
        String tag = space < 0 ? "" : name.substring(space + 1);
        Die die = switch (space < 0 ? "" : name.substring(0, space)) {
            case "struct" -> units.names().definition(Tag.STRUCTURE_TYPE, tag);
            case "union" -> units.names().definition(Tag.UNION_TYPE, tag);
            case "enum" -> units.names().definition(Tag.ENUMERATION_TYPE, tag);
            default -> ordinary(name);
        };
        return die == null ? null : of(die);
    }

    private @Nullable Die ordinary(String name) {
        Die typedef = units.names().definition(Tag.TYPEDEF, name);
        return typedef == null ? units.names().definition(Tag.BASE_TYPE, name) : typedef;
    }
}
