package org.realmscope.adapter.gdb;

import java.util.Arrays;
import java.util.HexFormat;
import org.jspecify.annotations.Nullable;
import org.realmscope.adapter.debuggee.ThreadText;
import org.realmscope.debug.control.DebugSession;
import org.realmscope.debug.inspect.AddressSpace;
import org.realmscope.debug.inspect.MemoryRead;

/** Reads and writes memory: as the PE of a thread translates addresses, or in an address space that was chosen. */
final class StubMemory {
    private final DebugSession session;
    private @Nullable AddressSpace chosen;

    StubMemory(DebugSession session) {
        this.session = session;
    }

    /** From now on, addresses are in this space; null for the translation of the thread's PE. */
    void choose(@Nullable AddressSpace space) {
        chosen = space;
    }

    /** What addresses are addresses in. */
    AddressSpace space(int pe) {
        AddressSpace present = chosen;
        return present == null ? ThreadText.space(session.machine().pe(pe)) : present;
    }

    /**
     * The bytes up to the first that cannot be read.
     *
     * @throws PacketError if none can
     */
    String read(int pe, long address, int length) {
        MemoryRead read = session.view().read(space(pe), address, length);
        int readable = read.readablePrefix();
        if (readable == 0 && length > 0) {
            throw new PacketError(read.gaps().getFirst().reason());
        }
        return HexFormat.of().formatHex(Arrays.copyOf(read.bytes(), readable));
    }

    /**
     * Writes. What was known of the run after this moment is given up.
     *
     * @throws org.realmscope.platform.UserError if a byte has no place
     */
    void write(int pe, long address, byte[] bytes) {
        if (bytes.length > 0) {
            session.write(space(pe), address, bytes);
        }
    }
}
