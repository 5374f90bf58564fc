package org.realmscope.debug.dwarf;

/** A pointer. */
public final class PointerType implements Type {
    /** A pointer that points to itself has no end. */
    private static final int LONGEST = 1000;

    private final LazyType target;
    private final String sign;

    PointerType(LazyType target, String sign) {
        this.target = target;
        this.sign = sign;
    }

    /** The type of pointers to a type. */
    public static PointerType to(Type target) {
        return new PointerType(LazyType.of(target), "*");
    }

    /** What it points to. */
    public Type target() {
        return target.get();
    }

    @Override
    public long size() {
        return 8;
    }

    @Override
    public String declare(String declarator) {
        if (declarator.length() > LONGEST) {
            return Type.join("...", declarator);
        }
        Type to = target();
        boolean binds = to instanceof ArrayType || to instanceof FunctionType;
        return to.declare(binds ? "(" + sign + declarator + ")" : sign + declarator);
    }

    @Override
    public String toString() {
        return name();
    }
}
