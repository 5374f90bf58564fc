package org.realmscope.a64.engine;

import java.util.Arrays;
import java.util.BitSet;
import org.jspecify.annotations.Nullable;
import org.realmscope.platform.memory.PhysicalMemory;
import org.realmscope.platform.mmu.DecodedPage;

/** Decoded code of one physical page. */
final class CodePage extends DecodedPage {
    static final int SLOTS = PhysicalMemory.GRANULE_SIZE / 4;
    private static final int LINE_SHIFT = 6;

    /** Blocks by the position of their first instruction. */
    final @Nullable Block[] blocks = new @Nullable Block[SLOTS];
    /** Instructions decoded for execution alone. */
    final @Nullable Op[] singles = new @Nullable Op[SLOTS];
    /** Frame whose bytes were decoded last; what is decoded is the same in it and in memory. */
    byte[] frame;

    /** A bit for each 64-byte line of the page of which an instruction is decoded. */
    private long decodedLines;

    private final BitSet breakpoints = new BitSet(0);

    CodePage(long pa, byte[] frame) {
        super(pa);
        this.frame = frame;
    }

    static int slot(long address) {
        return (int) (address >>> 2) & (SLOTS - 1);
    }

    void noteDecoded(int firstSlot, int slots) {
        int first = firstSlot * 4 >>> LINE_SHIFT;
        int last = (firstSlot + slots) * 4 - 1 >>> LINE_SHIFT;
        decodedLines |= -1L << first & -1L >>> 63 - last;
    }

    /** Whether an instruction in the lines of {@code length} bytes from {@code address} on is decoded. */
    boolean isDecoded(long address, int length) {
        int offset = (int) address & PhysicalMemory.GRANULE_SIZE - 1;
        int first = offset >>> LINE_SHIFT;
        int last = Math.min(offset + length, PhysicalMemory.GRANULE_SIZE) - 1 >>> LINE_SHIFT;
        return (decodedLines & -1L << first & -1L >>> 63 - last) != 0;
    }

    void forgetDecoded() {
        Arrays.fill(blocks, null);
        Arrays.fill(singles, null);
        decodedLines = 0;
    }

    boolean hasBreakpoint(int slot) {
        return breakpoints.get(slot);
    }

    void setBreakpoint(int slot, boolean armed) {
        if (breakpoints.get(slot) != armed) {
            breakpoints.set(slot, armed);
            forgetDecoded();
        }
    }
}
