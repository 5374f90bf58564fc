package org.realmscope.platform.mmu;

import java.util.Arrays;
import org.realmscope.platform.Platform;
import org.realmscope.platform.memory.PhysicalMemory;
import org.realmscope.platform.pe.AbortSignal;
import org.realmscope.platform.pe.Pe;

/**
 * The data accesses of a PE's instructions that miss the fast path: translation and checks, the access itself, and the
 * entry that lets the next access take the fast path.
 */
final class MemoryAccess {
    static final int SLOT_SHIFT = 10;
    static final int PE_SHIFT = SLOT_SHIFT + 3;
    private static final long ANY_DEVICE = TlbEntry.STAGE_1_DEVICE | TlbEntry.STAGE_2_DEVICE;
    private static final int ATOMIC_QUANTITY = 16;
    /** Bytes that DC ZVA zeroes: DCZID_EL0.BS = 4. */
    private static final int ZERO_BLOCK = 64;
    /** Stores to a granule that no armed monitor covers after which its {@link PhysicalMemory#MONITORED} mark goes. */
    private static final int USELESS_STORES = 256;

    private final Pe pe;
    private final Platform platform;
    private final PhysicalMemory memory;
    private final Fault fault;
    private final Translator translator;
    private final ExclusiveMonitor monitor;

    private TranslationContext context;
    private TranslationControls controls;
    private int uselessStores;

    MemoryAccess(Pe pe, Translator translator, Fault fault, ExclusiveMonitor monitor, TranslationContext context) {
        this.pe = pe;
        this.platform = pe.platform;
        this.memory = platform.memory;
        this.fault = fault;
        this.translator = translator;
        this.monitor = monitor;
        this.context = context;
        this.controls = context.controls;
    }

    void use(TranslationContext selected) {
        context = selected;
        controls = selected.controls;
    }

    // --- loads and stores

    /** @return {@link Access#UNPRIVILEGED} if LDTR and STTR are checked as EL0 accesses now */
    int unprivileged() {
        return controls.unprivilegedLoads ? Access.UNPRIVILEGED : 0;
    }

    /**
     * @param access {@link Access#READ}, and {@link Access#UNPRIVILEGED} or not
     * @return the value, zero-extended
     */
    long load(long va, int size, int access) {
        int first = inFirstPage(va, size);
        int how = access | alignment(va, size, access);
        long pa = locate(va, first, how);
        boolean isMemory = (translator.attributes() & TlbEntry.MEMORY) != 0;
        if (first == size && isMemory) {
            return Bytes.read(memory.readableFrame(pa), pa, size);
        }
        if (first == size && (how & Access.UNALIGNED) == 0) {
            return platform.bus.read(pa, size);
        }
        long second = first == size ? 0 : locate(va + first, size - first, how);
        long value = 0;
        for (int i = 0; i < size; i++) {
            value |= readByte(i < first ? pa + i : second + i - first) << 8 * i;
        }
        return value;
    }

    /** @param access {@link Access#WRITE}, and {@link Access#UNPRIVILEGED} or not */
    void store(long va, int size, long value, int access) {
        int first = inFirstPage(va, size);
        int how = access | alignment(va, size, access);
        long pa = locate(va, first, how);
        boolean isMemory = (translator.attributes() & TlbEntry.MEMORY) != 0;
        if (first == size && isMemory) {
            prepareStore(pa, size);
            Bytes.write(memory.writableFrame(pa), pa, size, value);
            return;
        }
        if (first == size && (how & Access.UNALIGNED) == 0) {
            platform.bus.write(pa, size, value);
            return;
        }
        long second = first == size ? 0 : locate(va + first, size - first, how);
        for (int i = 0; i < size; i++) {
            writeByte(i < first ? pa + i : second + i - first, (int) (value >>> 8 * i));
        }
    }

    private long readByte(long pa) {
        return memory.isBacked(pa) ? memory.read8(pa) : platform.bus.read(pa, 1) & 0xff;
    }

    private void writeByte(long pa, int value) {
        if (memory.isBacked(pa)) {
            prepareStore(pa, 1);
            Bytes.write(memory.writableFrame(pa), pa, 1, value);
        } else {
            platform.bus.write(pa, 1, value);
        }
    }

    /** Bytes of an access that are in the page of its first byte. */
    private static int inFirstPage(long va, int size) {
        return Math.min(size, PhysicalMemory.GRANULE_SIZE - ((int) va & PhysicalMemory.GRANULE_SIZE - 1));
    }

    /** {@link Access#UNALIGNED} or nothing; raises what SCTLR_ELx.A asks for. */
    private int alignment(long va, int size, int access) {
        if ((va & size - 1) == 0) {
            return 0;
        }
        if (controls.alignmentChecked) {
            throw alignmentFault(va, access);
        }
        return Access.UNALIGNED;
    }

    private AbortSignal alignmentFault(long va, int access) {
        fault.begin(va, access);
        return fault.raise(Fault.ALIGNMENT);
    }

    /**
     * Translates and checks an access within one page, and lets further ones take the fast path if nothing is against
     * it.
     *
     * @return physical address of memory or, if the instruction executes alone, of a device
     */
    private long locate(long va, int size, int access) {
        long pa = translator.translate(controls, va, access);
        long attributes = translator.attributes();
        if ((attributes & TlbEntry.MEMORY) == 0) {
            return locateDevice(pa, attributes);
        }
        int marks = memory.marks(pa);
        if (marks != 0) {
            checkMarks(pa, size, access, marks);
        }
        boolean isOrdinary =
                (access & Access.UNPRIVILEGED) == 0 && ((attributes & ANY_DEVICE) == 0 || controls.deviceByDefault);
        if (isOrdinary && (marks & PhysicalMemory.WATCHED) == 0) {
            fill(va, pa, (access & Access.WRITE) != 0, marks == 0);
        }
        return pa;
    }

    private long locateDevice(long pa, long attributes) {
        if ((attributes & TlbEntry.BUS_DEVICE) == 0) {
            throw fault.raise(Fault.EXTERNAL);
        }
        if (!pe.alone) {
            throw AbortSignal.RETRY_ALONE;
        }
        return pa;
    }

    private void checkMarks(long pa, int size, int access, int marks) {
        boolean isWrite = (access & Access.WRITE) != 0;
        if ((marks & PhysicalMemory.WATCHED) != 0) {
            if (!pe.alone) {
                throw AbortSignal.RETRY_ALONE;
            }
            Platform.WatchObserver watcher = platform.watchObserver;
            if (watcher != null && watcher.stops(pe, pa, size, (access & Access.READ) != 0, isWrite)) {
                throw AbortSignal.WATCHPOINT;
            }
        }
        Platform.CodeObserver code = platform.codeObserver;
        if (isWrite && (marks & PhysicalMemory.CODE) != 0 && !pe.alone && code != null && code.holdsCode(pa, size)) {
            throw AbortSignal.RETRY_ALONE;
        }
    }

    private void fill(long va, long pa, boolean isWrite, boolean mayWrite) {
        MicroTlb tlb = context.data;
        int index = MicroTlb.index(va);
        boolean isWritable = mayWrite && (isWrite || translator.permits(controls, Access.WRITE));
        byte[] frame = isWrite && isWritable ? memory.writableFrame(pa) : memory.readableFrame(pa);
        long page = va & -4096L;
        tlb.pa[index] = pa & -4096L;
        tlb.frame[index] = frame;
        tlb.readTag[index] = !isWrite || translator.permits(controls, Access.READ) ? page : MicroTlb.NO_TAG;
        tlb.writeTag[index] = isWritable && memory.isOwned(pa) ? page : MicroTlb.NO_TAG;
        memory.noteReader(pa, 1 + (pe.index << PE_SHIFT | context.slot << SLOT_SHIFT | index));
    }

    /** What a store must do before it changes memory that carries marks. */
    private void prepareStore(long pa, int size) {
        int marks = memory.marks(pa);
        if (marks == 0) {
            return;
        }
        Platform.CodeObserver code = platform.codeObserver;
        if ((marks & PhysicalMemory.CODE) != 0 && code != null) {
            code.codeWritten(pa, size);
        }
        if ((marks & PhysicalMemory.MONITORED) != 0) {
            clearOtherMonitors(pa, size);
        }
    }

    private void clearOtherMonitors(long pa, int size) {
        boolean isCovered = monitor.covers(pa);
        for (int i = 0; i < platform.peCount(); i++) {
            if (i != pe.index) {
                ExclusiveMonitor other = platform.pe(i).mmu.exclusiveMonitor();
                other.otherWrite(pa, size);
                isCovered |= other.covers(pa);
            }
        }
        if (!isCovered && ++uselessStores >= USELESS_STORES) {
            uselessStores = 0;
            memory.unmark(pa, PhysicalMemory.MONITORED);
        }
    }

    // --- checks before accesses of more than one step

    /** Raises what an access would raise, the lower page first. */
    void check(long va, int size, int access) {
        int how = access | alignment(va, size, access);
        int first = inFirstPage(va, size);
        locate(va, first, how);
        if (first < size) {
            locate(va + first, size - first, how);
        }
    }

    /** Raises what an atomic read-modify-write would raise. */
    void checkAtomic(long va, int size) {
        locateAtomic(va, size, Access.READ | Access.WRITE);
    }

    /** @return physical address */
    private long locateAtomic(long va, int size, int access) {
        int how = access;
        if ((va & size - 1) != 0) {
            if (controls.alignmentChecked || crossesQuantity(va, size)) {
                throw alignmentFault(va, access);
            }
            how |= Access.UNALIGNED;
        }
        long pa = locate(va, size, how);
        if ((translator.attributes() & TlbEntry.MEMORY) == 0) {
            throw fault.raise(Fault.UNSUPPORTED_ATOMIC);
        }
        return pa;
    }

    /** Whether an access is not within 16 aligned bytes, which is what FEAT_LSE2 makes single-copy atomic. */
    private static boolean crossesQuantity(long va, int size) {
        return (va & ATOMIC_QUANTITY - 1) + size > ATOMIC_QUANTITY;
    }

    /** Alignment of accesses with acquire or release semantics. */
    void checkOrdered(long va, int size, int access) {
        boolean isAligned = (va & size - 1) == 0;
        if (!isAligned
                && (controls.alignmentChecked || !controls.unalignedOrderedAllowed && crossesQuantity(va, size))) {
            throw alignmentFault(va, access);
        }
    }

    // --- exclusives

    /**
     * Checks a Load-Exclusive and arms the monitor.
     *
     * @return physical address
     */
    long armExclusive(long va, int size) {
        long pa = locateAtomic(va, size, Access.READ);
        if ((memory.marks(pa) & PhysicalMemory.MONITORED) == 0) {
            memory.mark(pa, PhysicalMemory.MONITORED);
        }
        monitor.arm(pa, size);
        return pa;
    }

    /**
     * Checks a Store-Exclusive and performs it if the monitor is armed for it.
     *
     * @return whether it was performed
     */
    boolean storeExclusive(long va, int size, long first, long second) {
        long pa = locateAtomic(va, size, Access.WRITE);
        boolean passes = monitor.matches(pa, size);
        monitor.clear();
        if (passes) {
            prepareStore(pa, size);
            byte[] frame = memory.writableFrame(pa);
            Bytes.write(frame, pa, Math.min(size, Long.BYTES), first);
            if (size > Long.BYTES) {
                Bytes.write(frame, pa + Long.BYTES, Long.BYTES, second);
            }
        }
        return passes;
    }

    // --- DC ZVA

    /** DC ZVA: zeroes the 64-byte block of {@code va}. */
    void zeroBlock(long va) {
        MicroTlb tlb = pe.data;
        int index = MicroTlb.index(va);
        if (tlb.writeTag[index] == (va & -4096L) && !controls.deviceByDefault) {
            byte[] frame = tlb.frame[index];
            int block = (int) va & PhysicalMemory.GRANULE_SIZE - ZERO_BLOCK;
            Arrays.fill(frame, block, block + ZERO_BLOCK, (byte) 0);
            return;
        }
        long pa = locate(va, 1, Access.WRITE | Access.BLOCK_ZERO) & -ZERO_BLOCK;
        if ((translator.attributes() & TlbEntry.MEMORY) == 0) {
            throw alignmentFault(va, Access.WRITE | Access.BLOCK_ZERO);
        }
        checkMarks(pa, ZERO_BLOCK, Access.WRITE, memory.marks(pa));
        prepareStore(pa, ZERO_BLOCK);
        int block = (int) pa & PhysicalMemory.GRANULE_SIZE - 1;
        Arrays.fill(memory.writableFrame(pa), block, block + ZERO_BLOCK, (byte) 0);
    }
}
