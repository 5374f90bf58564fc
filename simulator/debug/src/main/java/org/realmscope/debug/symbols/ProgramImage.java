package org.realmscope.debug.symbols;

import org.jspecify.annotations.Nullable;
import org.realmscope.debug.dwarf.DebugInfo;
import org.realmscope.debug.dwarf.LoadedImage;
import org.realmscope.debug.elf.ElfFile;
import org.realmscope.debug.inspect.AddressSpace;
import org.realmscope.debug.inspect.RealmSelector;
import org.realmscope.debug.inspect.Regime;

/**
 * An executable file and where its addresses mean something. Its range is that of its sections of code.
 *
 * @param name for people, as a file name
 * @param regime in which it executes
 * @param realm that it is the program of, for {@link Regime#EL1R}; null otherwise
 * @param loaded its debug information, and where it was loaded
 */
public record ProgramImage(
        String name, Regime regime, @Nullable RealmSelector realm, LoadedImage loaded) {
    /**
     * The host.
     *
     * @throws org.realmscope.debug.elf.MalformedFileException if the file is no AArch64 ELF file
     */
    public static ProgramImage host(String name, byte[] file) {
        return new ProgramImage(name, Regime.EL2N, null, load(name, file));
    }

    /**
     * The program of a realm; as {@link #host}.
     *
     * @param realm that runs it
     */
    public static ProgramImage guest(String name, RealmSelector realm, byte[] file) {
        return guest(name, realm, file, 0);
    }

    /**
     * A program of a realm that is not where its file says; as {@link #host}.
     *
     * @param bias what is added to the file's addresses
     */
    public static ProgramImage guest(String name, RealmSelector realm, byte[] file, long bias) {
        return new ProgramImage(
                name, Regime.EL1R, realm, new LoadedImage(load(name, file).info(), bias));
    }

    /** An RMM that is an image; as {@link #host}. */
    public static ProgramImage rmm(String name, byte[] file) {
        return new ProgramImage(name, Regime.EL2R, null, load(name, file));
    }

    private static LoadedImage load(String name, byte[] file) {
        return new LoadedImage(DebugInfo.of(ElfFile.parse(name, file)), 0);
    }

    public DebugInfo info() {
        return loaded.info();
    }

    /** Whether it has the code at a virtual address of its regime. */
    public boolean hasCode(long va) {
        return info().elf().isCode(va - loaded.bias());
    }

    /** The addresses in which its code is. */
    public AddressSpace.Virtual space() {
        return new AddressSpace.Virtual(regime, AddressSpace.Virtual.ANY_PE, realm);
    }
}
