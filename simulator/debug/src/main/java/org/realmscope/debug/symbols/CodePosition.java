package org.realmscope.debug.symbols;

import org.jspecify.annotations.Nullable;
import org.realmscope.debug.dwarf.SourceLine;

/**
 * What an address of code is.
 *
 * @param image that has it
 * @param symbol name and offset in the symbol table; null if it has none
 * @param function innermost, inlined or not; null if there is no debug information
 * @param source line that it belongs to, perhaps unknown
 */
public record CodePosition(
        ProgramImage image,
        @Nullable String symbol,
        @Nullable String function,
        SourceLine source) {}
