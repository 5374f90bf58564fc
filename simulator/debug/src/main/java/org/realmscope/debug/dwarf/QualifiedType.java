package org.realmscope.debug.dwarf;

/**
 * A type with a qualifier.
 *
 * @param qualifier {@code const}, {@code volatile}, {@code restrict} or {@code _Atomic}
 * @param target the type without it
 */
public record QualifiedType(String qualifier, Type target) implements Type {
    @Override
    public long size() {
        return target.size();
    }

    @Override
    public String declare(String declarator) {
        if (target.stripped() instanceof PointerType && !(target instanceof TypedefType)) {
            return target.declare(Type.join(qualifier, declarator));
        }
        String plain = target.declare(declarator);
        return plain.startsWith(qualifier + " ") ? plain : qualifier + " " + plain;
    }
}
