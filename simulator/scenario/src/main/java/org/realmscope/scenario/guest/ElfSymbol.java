package org.realmscope.scenario.guest;

import org.jspecify.annotations.Nullable;
import org.realmscope.scenario.model.AddressRange;
import org.realmscope.scenario.model.Position;

/**
 * A symbol of the program (System V ABI, chapter 4: symbol table).
 *
 * @param type STT_NOTYPE, STT_OBJECT or STT_FUNC
 * @param position where a function is written
 */
record ElfSymbol(
        String name, int type, AddressRange range, @Nullable Position position) {
    static final int NOTYPE = 0;
    static final int OBJECT = 1;
    static final int FUNC = 2;

    static ElfSymbol function(String name, AddressRange range, Position position) {
        return new ElfSymbol(name, FUNC, range, position);
    }

    static ElfSymbol object(String name, long address, int size) {
        return new ElfSymbol(name, OBJECT, new AddressRange(address, address + size), null);
    }

    static ElfSymbol mark(String name, AddressRange range) {
        return new ElfSymbol(name, NOTYPE, range, null);
    }
}
