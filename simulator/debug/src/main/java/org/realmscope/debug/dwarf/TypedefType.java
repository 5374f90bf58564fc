package org.realmscope.debug.dwarf;

/**
 * Another name of a type.
 *
 * @param alias the name
 * @param target what it names
 */
public record TypedefType(String alias, Type target) implements Type {
    @Override
    public long size() {
        return target.size();
    }

    @Override
    public String declare(String declarator) {
        return Type.join(alias, declarator);
    }
}
