package org.realmscope.debug.elf;

/**
 * An entry of the symbol table (System V ABI, chapter 4).
 *
 * @param name as in the string table
 * @param address st_value
 * @param size in bytes; 0 if the file does not say
 * @param type what it names
 * @param isGlobal whether it is visible to other files (STB_GLOBAL or STB_WEAK)
 * @param section index of its section; see {@link #isDefined()}
 */
public record ElfSymbol(String name, long address, long size, Type type, boolean isGlobal, int section) {
    private static final int SHN_UNDEF = 0;
    private static final int SHN_ABS = 0xfff1;

    /** What a symbol names (STT_). */
    public enum Type {
        /** Nothing in particular, as labels of an assembler file. */
        NONE,
        /** A variable. */
        OBJECT,
        /** A function or other code. */
        FUNCTION,
        /** A section. */
        SECTION,
        /** The source file that the local symbols after it come from. */
        FILE,
        /** Anything else. */
        OTHER
    }

    public boolean isFunction() {
        return type == Type.FUNCTION;
    }

    public boolean isObject() {
        return type == Type.OBJECT;
    }

    /** Whether it is an address of this file. */
    public boolean isDefined() {
        return section != SHN_UNDEF && section != SHN_ABS && (type == Type.NONE || isFunction() || isObject());
    }

    /** Whether it only says where code ({@code $x}) or data ({@code $d}) begins (ELF for AArch64, section 5.5.5). */
    public boolean isMappingSymbol() {
        return name.startsWith("$x") || name.startsWith("$d");
    }
}
