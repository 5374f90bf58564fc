package org.realmscope.debug.dwarf;

import org.jspecify.annotations.Nullable;
import org.realmscope.debug.elf.ElfSymbol;

/**
 * A file in memory.
 *
 * @param info its debug information
 * @param bias what was added to the addresses of the file when it was loaded; 0 unless it is position-independent
 */
public record LoadedImage(DebugInfo info, long bias) {
    /** Finds the image of an address. */
    @FunctionalInterface
    public interface Finder {
        /** The image that has the code at a virtual address; null if none is known. */
        @Nullable
        LoadedImage at(long pc);
    }

    /** Symbol and offset of a virtual address; null if the file has none for it. */
    public @Nullable String nameOf(long va) {
        ElfSymbol symbol = info.elf().symbols().at(va - bias);
        if (symbol == null || symbol.size() == 0 && !info.elf().isCode(va - bias)) {
            return null;
        }
        long offset = va - bias - symbol.address();
        return offset == 0 ? symbol.name() : symbol.name() + "+" + offset;
    }
}
