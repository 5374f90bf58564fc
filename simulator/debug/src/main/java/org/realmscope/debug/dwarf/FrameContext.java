package org.realmscope.debug.dwarf;

import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;

/** What expressions may ask about a frame of the stack. */
public interface FrameContext {
    /**
     * Address that lines, scopes and locations are looked up with: of the innermost frame the next instruction, of the
     * others an address within the call.
     */
    long lookupPc();

    /** Address where the frame goes on; of a frame that called another the return address. */
    long pc();

    RegisterReader registers();

    MemoryReader memory();

    /** Canonical frame address: the caller's stack pointer at the call. */
    OptionalLong cfa();

    /** The frame that called this one; null if it is the outermost or unknown. */
    @Nullable
    FrameContext caller();

    /** What was added to the addresses of the file when it was loaded. */
    default long bias() {
        return 0;
    }

    /** {@link #lookupPc()} as an address of the file. */
    default long fileLookupPc() {
        return lookupPc() - bias();
    }
}
