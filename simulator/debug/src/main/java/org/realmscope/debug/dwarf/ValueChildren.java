package org.realmscope.debug.dwarf;

import java.util.ArrayList;
import java.util.List;
import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;

/** The parts that a value is unfolded into. A pointer to a structure has its members, another pointer its target. */
public final class ValueChildren {
    /** An array at the end of a structure, whose length the type does not say, shows this many elements. */
    private static final int ELEMENTS_OF_FLEXIBLE_ARRAY = 1;

    private ValueChildren() {}

    /**
     * A part.
     *
     * @param name of a member; {@code [i]} of an element; {@code *} of a pointer's target; empty if anonymous
     * @param value of the part
     */
    public record Child(String name, Value value) {}

    /** Number of parts. */
    public static long count(Value value) {
        return switch (value.type().stripped()) {
            case StructType struct -> struct.members().size();
            case ArrayType array -> array.count() >= 0 ? array.count() : ELEMENTS_OF_FLEXIBLE_ARRAY;
            case PointerType pointer -> {
                Value target = target(value);
                yield target == null ? 0 : target.type().stripped() instanceof StructType ? count(target) : 1;
            }
            default -> 0;
        };
    }

    /** Whether the parts are numbered, so that a view pages them. */
    public static boolean isIndexed(Value value) {
        return value.type().stripped() instanceof ArrayType;
    }

    /** Some of the parts, in order. */
    public static List<Child> of(Value value, long first, int limit) {
        List<Child> children = new ArrayList<>();
        switch (value.type().stripped()) {
            case StructType struct ->
                struct.members().stream()
                        .skip(first)
                        .limit(limit)
                        .forEach(member -> children.add(new Child(nameOf(member), value.part(member))));
            case ArrayType array -> {
                long end = Math.min(count(value), first + Math.min(limit, ValueBytes.LARGEST));
                for (long i = first; i < end; i++) {
                    Value element = value.element(i);
                    if (element != null) {
                        children.add(new Child("[" + i + "]", element));
                    }
                }
            }
            case PointerType pointer -> {
                Value target = target(value);
                if (target != null && target.type().stripped() instanceof StructType) {
                    return of(target, first, limit);
                }
                if (target != null && first == 0 && limit > 0) {
                    children.add(new Child("*", target));
                }
            }
            default -> {}
        }
        return children;
    }

    private static String nameOf(Member member) {
        String name = member.name();
        return name == null ? "" : name;
    }

    private static @Nullable Value target(Value pointer) {
        Value target = pointer.target();
        OptionalLong va = pointer.number();
        boolean isNull = va.isEmpty() || va.getAsLong() == 0;
        return target == null || isNull || target.type().size() < 0 ? null : target;
    }
}
