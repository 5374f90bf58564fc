package org.realmscope.debug.elf;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The symbols of a file, by name and by address. */
public final class SymbolTable {
    private static final Comparator<ElfSymbol> BY_ADDRESS = Comparator.comparing(
                    ElfSymbol::address, Long::compareUnsigned)
            .thenComparing(symbol -> symbol.isFunction() || symbol.isObject())
            .thenComparing(ElfSymbol::isGlobal);

    private final List<ElfSymbol> all;
    private final List<ElfSymbol> byAddress;
    private final Map<String, List<ElfSymbol>> byName = new LinkedHashMap<>();

    SymbolTable(List<ElfSymbol> symbols) {
        all = List.copyOf(symbols);
        List<ElfSymbol> addressed = new ArrayList<>();
        for (ElfSymbol symbol : all) {
            if (symbol.isDefined()
                    && !symbol.isMappingSymbol()
                    && !symbol.name().isEmpty()) {
                addressed.add(symbol);
                byName.computeIfAbsent(symbol.name(), name -> new ArrayList<>()).add(symbol);
            }
        }
        addressed.sort(BY_ADDRESS);
        byAddress = List.copyOf(addressed);
    }

    /** Every entry, in the order of the file. */
    public List<ElfSymbol> all() {
        return all;
    }

    /** Symbols that have an address of the file, without mapping symbols, by ascending address. */
    public List<ElfSymbol> byAddress() {
        return byAddress;
    }

    /** Symbols of a name that have an address; several files may define a static one each. */
    public List<ElfSymbol> named(String name) {
        return List.copyOf(byName.getOrDefault(name, List.of()));
    }

    /**
     * The symbol that an address belongs to: the nearest one at or before it whose size holds the address. A symbol
     * without a size reaches up to the next one. Of several at one address a sized, global one is preferred.
     */
    public @Nullable ElfSymbol at(long va) {
        int low = 0;
        int high = byAddress.size();
        while (low < high) {
            int middle = (low + high) >>> 1;
            if (Long.compareUnsigned(byAddress.get(middle).address(), va) <= 0) {
                low = middle + 1;
            } else {
                high = middle;
            }
        }
        for (int i = low - 1; i >= 0 && i >= low - 8; i--) {
            ElfSymbol symbol = byAddress.get(i);
            if (symbol.size() == 0 || Long.compareUnsigned(va - symbol.address(), symbol.size()) < 0) {
                return symbol;
            }
        }
        return null;
    }
}
