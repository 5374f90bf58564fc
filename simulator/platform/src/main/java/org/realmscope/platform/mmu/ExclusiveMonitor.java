package org.realmscope.platform.mmu;

import org.realmscope.platform.memory.PhysicalMemory;
import org.realmscope.platform.pe.Pe;
import org.realmscope.platform.state.StateSink;
import org.realmscope.platform.state.StateSource;
import org.realmscope.platform.state.Stateful;

/**
 * The exclusive monitors of one PE, local and global in one: armed by Load-Exclusive for one physical address and size,
 * cleared by Store-Exclusive, CLREX, exception return, and any write of another PE or of native code to the 64-byte
 * block (the Exclusives reservation granule). A store of the PE itself does not clear it. While it is armed its granule
 * carries {@link PhysicalMemory#MONITORED}, which keeps stores there off the fast path; the mark may stay longer than
 * the monitor.
 */
public final class ExclusiveMonitor implements Stateful {
    /** Binary logarithm of the bytes of the Exclusives reservation granule. */
    private static final int BLOCK_SHIFT = 6;

    private final Pe pe;
    private boolean armed;
    private long pa;
    private int size;

    ExclusiveMonitor(Pe pe) {
        this.pe = pe;
    }

    public boolean isArmed() {
        return armed;
    }

    void arm(long address, int bytes) {
        armed = true;
        pa = address;
        size = bytes;
    }

    /** Whether a Store-Exclusive of {@code bytes} bytes at {@code address} may be performed. */
    boolean matches(long address, int bytes) {
        return armed && pa == address && size == bytes;
    }

    /** Whether the monitor is armed for a block in the granule of {@code address}. */
    boolean covers(long address) {
        return armed && (pa ^ address) >>> PhysicalMemory.GRANULE_SHIFT == 0;
    }

    /** CLREX, Store-Exclusive, exception return. */
    public void clear() {
        armed = false;
    }

    /**
     * Somebody else writes {@code length} bytes at {@code address}. A monitor that this clears sets the PE's event
     * register, as clearing a global monitor does.
     */
    public void otherWrite(long address, int length) {
        if (armed
                && address >>> BLOCK_SHIFT <= pa + size - 1 >>> BLOCK_SHIFT
                && address + length - 1 >>> BLOCK_SHIFT >= pa >>> BLOCK_SHIFT) {
            armed = false;
            pe.system.registerEvent();
        }
    }

    void remark() {
        if (armed) {
            pe.platform.memory.mark(pa, PhysicalMemory.MONITORED);
        }
    }

    @Override
    public void save(StateSink sink) {
        sink.put(armed);
        sink.put(armed ? pa : 0);
        sink.put(armed ? size : 0);
    }

    @Override
    public void load(StateSource source) {
        armed = source.nextFlag();
        pa = source.next();
        size = (int) source.next();
    }
}
