package org.realmscope.debug.dwarf;

import org.jspecify.annotations.Nullable;

/** A type that is looked up when it is needed, since types refer to each other in circles. */
final class LazyType {
    private final @Nullable Die holder;
    private @Nullable Type type;

    private LazyType(@Nullable Die holder, @Nullable Type type) {
        this.holder = holder;
        this.type = type;
    }

    /** DW_AT_type of an entry. */
    static LazyType of(Die holder) {
        return new LazyType(holder, null);
    }

    static LazyType of(Type type) {
        return new LazyType(null, type);
    }

    Type get() {
        Type known = type;
        if (known == null) {
            known = holder == null
                    ? VoidType.VOID
                    : holder.unit().units().types().typeOf(holder);
            type = known;
        }
        return known;
    }
}
