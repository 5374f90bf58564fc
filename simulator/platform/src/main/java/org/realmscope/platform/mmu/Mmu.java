package org.realmscope.platform.mmu;

import java.util.Arrays;
import org.realmscope.platform.Platform;
import org.realmscope.platform.memory.PhysicalMemory;
import org.realmscope.platform.pe.AbortSignal;
import org.realmscope.platform.pe.Pe;
import org.realmscope.platform.state.StateSink;
import org.realmscope.platform.state.StateSource;
import org.realmscope.platform.state.Stateful;
import org.realmscope.platform.sysreg.Hcr;
import org.realmscope.platform.sysreg.SystemRegister;

/**
 * The memory system of one PE as its instructions see it: what happens to an access that misses {@link MicroTlb} or
 * {@link FetchTlb}, checks of instructions that access memory in more than one step, exclusives, and maintenance.
 *
 * <p>A method that cannot complete records why in {@link #fault()} and throws {@link AbortSignal#EXCEPTION}, or throws
 * {@link AbortSignal#RETRY_ALONE} or {@link AbortSignal#WATCHPOINT}; it has changed nothing then.
 */
public final class Mmu implements Stateful {
    /** Contexts that are kept; more than the worlds, Exception levels and realms that take turns on a PE. */
    private static final int CONTEXTS = 8;

    private final Pe pe;
    private final Platform platform;
    private final Fault fault = new Fault();
    private final Translator translator;
    private final ExclusiveMonitor monitor;
    private final TlbInvalidation invalidation;
    private final AddressTranslation addressTranslation;
    private final MemoryAccess access;

    private final TranslationContext[] contexts = new TranslationContext[CONTEXTS];
    private final long[] wantedKey;
    private TranslationContext context;
    private TranslationControls controls;
    private long selections;
    private boolean fetchGuarded;

    public Mmu(Pe pe) {
        this.pe = pe;
        this.platform = pe.platform;
        this.translator = new Translator(platform, fault, this::dataPageChanged, this::instructionPageChanged);
        this.monitor = new ExclusiveMonitor(pe);
        this.invalidation = new TlbInvalidation(pe);
        this.addressTranslation = new AddressTranslation(pe, translator, fault);
        for (int i = 0; i < CONTEXTS; i++) {
            contexts[i] = new TranslationContext(i, TranslationControls.physicalAddressSize(pe.sys));
        }
        this.context = contexts[0];
        this.controls = context.controls;
        this.access = new MemoryAccess(pe, translator, fault, monitor, context);
        this.wantedKey = new long[controls.key.length];
    }

    /** Why the last access that threw {@link AbortSignal#EXCEPTION} could not complete. */
    public Fault fault() {
        return fault;
    }

    // --- translation context

    /** Host-side acceleration of data accesses in the current context. */
    public MicroTlb dataTlb() {
        return context.data;
    }

    /** Host-side acceleration of fetches in the current context. */
    public FetchTlb fetchTlb() {
        return context.fetch;
    }

    /**
     * Forms the translation context anew from the system registers, {@link Pe#el}, {@link Pe#securityState}, PSTATE.PAN
     * and PSTATE.UAO. To be called after any of them changed, before the next access.
     */
    public void contextChanged() {
        boolean pan = pe.system.pstate.pan != 0;
        boolean uao = pe.system.pstate.uao != 0;
        TranslationControls.readKey(pe, pe.el, pan, uao, wantedKey);
        if (!Arrays.equals(wantedKey, controls.key) || context.lastUse == 0) {
            select();
        }
    }

    private void select() {
        TranslationContext oldest = contexts[0];
        for (TranslationContext candidate : contexts) {
            if (candidate.lastUse != 0 && Arrays.equals(wantedKey, candidate.controls.key)) {
                use(candidate);
                return;
            }
            if (candidate.lastUse < oldest.lastUse) {
                oldest = candidate;
            }
        }
        oldest.clear();
        oldest.controls.decode(wantedKey);
        use(oldest);
    }

    private void use(TranslationContext selected) {
        selected.lastUse = ++selections;
        context = selected;
        controls = selected.controls;
        access.use(selected);
        pe.data = selected.data;
        pe.fetch = selected.fetch;
    }

    // --- data accesses

    /**
     * A load by an instruction.
     *
     * @param size bytes: 1, 2, 4 or 8
     * @return the value, zero-extended
     */
    public long loadSlow(long va, int size) {
        return access.load(va, size, Access.READ);
    }

    /**
     * A store by an instruction.
     *
     * @param size bytes: 1, 2, 4 or 8
     */
    public void storeSlow(long va, int size, long value) {
        access.store(va, size, value, Access.WRITE);
    }

    /** A load by LDTR: as at EL0, unless PSTATE.UAO or the Exception level makes it an ordinary one. */
    public long loadUnprivileged(long va, int size) {
        return access.load(va, size, Access.READ | access.unprivileged());
    }

    /** A store by STTR; as {@link #loadUnprivileged}. */
    public void storeUnprivileged(long va, int size, long value) {
        access.store(va, size, value, Access.WRITE | access.unprivileged());
    }

    /**
     * Raises what a load would raise, the lower page first.
     *
     * @param size bytes, a power of two up to 64
     */
    public void checkLoad(long va, int size) {
        access.check(va, size, Access.READ);
    }

    /**
     * Raises what a store would raise, the lower page first.
     *
     * @param size bytes, a power of two up to 64
     */
    public void checkStore(long va, int size) {
        access.check(va, size, Access.WRITE);
    }

    /**
     * Raises what an atomic read-modify-write (LSE, CAS, CASP) of {@code size} bytes would raise; the loads and stores
     * that perform it then cannot abort. It must be aligned, or within 16 aligned bytes (FEAT_LSE2).
     */
    public void checkAtomic(long va, int size) {
        MicroTlb tlb = pe.data;
        int index = MicroTlb.index(va);
        long page = va & -4096L;
        if ((va & size - 1) != 0 || tlb.readTag[index] != page || tlb.writeTag[index] != page) {
            access.checkAtomic(va, size);
        }
    }

    /**
     * Alignment of load-acquire and store-release: natural, or within 16 bytes (FEAT_LSE2) unless SCTLR_ELx.nAA is set.
     *
     * @param isStore whether the access is a store
     */
    public void checkOrdered(long va, int size, boolean isStore) {
        access.checkOrdered(va, size, isStore ? Access.WRITE : Access.READ);
    }

    // --- exclusives

    public ExclusiveMonitor exclusiveMonitor() {
        return monitor;
    }

    /**
     * Load-Exclusive of one value.
     *
     * @param size bytes: 1, 2, 4 or 8
     * @return the value, zero-extended
     */
    public long loadExclusive(long va, int size) {
        access.armExclusive(va, size);
        return access.load(va, size, Access.READ);
    }

    /**
     * Load-Exclusive: checks the access and arms the monitor; the loads that follow cannot abort.
     *
     * @param size bytes, up to 16
     */
    public void armExclusive(long va, int size) {
        access.armExclusive(va, size);
    }

    /**
     * Store-Exclusive: checks the access whether or not the monitor is armed, and clears the monitor.
     *
     * @param size bytes: 1, 2, 4, 8, or 16 for two values
     * @return whether the store was performed
     */
    public boolean storeExclusive(long va, int size, long first, long second) {
        return access.storeExclusive(va, size, first, second);
    }

    /** CLREX and exception return. */
    public void clearExclusive() {
        monitor.clear();
    }

    // --- instruction fetches

    /**
     * Translates the address of an instruction.
     *
     * @return physical address of {@code va}, which is memory; {@link #isFetchGuarded} then tells about the page
     */
    public long translateFetch(long va) {
        if ((va & 3) != 0) {
            throw fault.raisePcAlignment(va);
        }
        long pa = translator.translate(controls, va, Access.FETCH);
        long attributes = translator.attributes();
        if ((attributes & TlbEntry.MEMORY) == 0) {
            throw fault.raise(Fault.EXTERNAL);
        }
        fetchGuarded = (attributes & TlbEntry.GUARDED) != 0;
        return pa;
    }

    /** Whether the page that was fetched from last has the GP bit (FEAT_BTI). */
    public boolean isFetchGuarded() {
        return fetchGuarded;
    }

    // --- system instructions

    /** DC ZVA: zeroes the 64-byte block of {@code va}. */
    public void zeroBlock(long va) {
        access.zeroBlock(va);
    }

    /**
     * DC and IC by VA other than DC ZVA: caches are coherent here, so that only the faults of the access remain.
     *
     * @param isInvalidation DC IVAC, which needs write permission; the others need read permission at EL0 and none
     *     above
     */
    public void maintainCache(long va, boolean isInvalidation) {
        int permission = isInvalidation ? Access.WRITE : controls.privileged ? 0 : Access.READ;
        translator.translate(controls, va, Access.MAINTENANCE | permission);
    }

    /**
     * Where data at {@code va} is in the current context, without permission checks and without any effect on the TLBs:
     * for native software and debuggers.
     *
     * @return physical address, or -1 if the address does not translate
     */
    public long probeData(long va) {
        return translator.probe(controls, va);
    }

    /**
     * AT: translates without accessing.
     *
     * @return value for PAR_EL1
     */
    public long translateAddress(AtOperation operation, long va) {
        return addressTranslation.execute(operation, va);
    }

    /**
     * TLBI.
     *
     * @param operand Xt, ignored by operations without operand
     * @param isBroadcast an Inner or Outer Shareable form; HCR_EL2.FB makes all of EL1 so
     */
    public void invalidate(TlbiOperation operation, long operand, boolean isBroadcast) {
        invalidation.decode(operation, operand);
        if (isBroadcast || pe.el == 1 && (pe.sys.get(SystemRegister.HCR_EL2) & Hcr.FB) != 0) {
            for (int i = 0; i < platform.peCount(); i++) {
                invalidation.apply(platform.pe(i).mmu.translator);
            }
        } else {
            invalidation.apply(translator);
        }
    }

    // --- invalidation by native software

    /**
     * Drops what this PE has cached of the Realm stage 2 translations of an IPA range, combined entries included: what
     * TLBI IPAS2E1 followed by VMALLE1 does on the PE, limited to the range.
     *
     * @param ipa 4 KiB aligned
     * @param size bytes, a multiple of 4 KiB
     */
    public void invalidateIpa(int vmid, long ipa, long size) {
        if (translator.stage2Tlb().size()
                        + translator.data().size()
                        + translator.instructions().size()
                == 0) {
            return;
        }
        translator.stage2Tlb().invalidateIpaRange(ipa, size, vmid);
        translator.data().invalidateIpaRange(ipa, size, vmid);
        translator.instructions().invalidateIpaRange(ipa, size, vmid);
    }

    /** Drops every translation of this PE whose output is the granule of {@code pa}: its GPT entry has changed. */
    public void dropPhysicalPage(long pa) {
        translator.data().invalidatePhysicalPage(pa);
        translator.instructions().invalidatePhysicalPage(pa);
        for (TranslationContext each : contexts) {
            if (each.controls.flat) {
                each.data.dropPage(pa);
                each.fetch.dropPage(pa);
            }
        }
    }

    // --- upkeep of host-side acceleration

    private void dataPageChanged(long key) {
        int index = MicroTlb.index(key << 12);
        for (TranslationContext each : contexts) {
            if (isOfRegime(each, key)) {
                each.data.dropEntry(index);
            }
        }
    }

    private void instructionPageChanged(long key) {
        long va = key << 12;
        for (TranslationContext each : contexts) {
            if (isOfRegime(each, key)) {
                each.fetch.dropPage(va);
            }
        }
    }

    private static boolean isOfRegime(TranslationContext each, long key) {
        return each.controls.keyBase == (key & TlbEntry.MATCH_MASK & ~TlbEntry.PAGE_MASK);
    }

    /**
     * The frame of a granule must not be used any more; see {@link
     * org.realmscope.platform.memory.MemoryWatcher#frameReplaced}.
     */
    public void frameReplaced(long pa, int reader) {
        if (reader == PhysicalMemory.MANY_READERS) {
            for (TranslationContext each : contexts) {
                each.data.dropPhysicalPage(pa);
            }
            return;
        }
        int place = reader - 1;
        if (place >>> MemoryAccess.PE_SHIFT == pe.index) {
            MicroTlb tlb = contexts[place >>> MemoryAccess.SLOT_SHIFT & CONTEXTS - 1].data;
            int index = place & MicroTlb.ENTRIES - 1;
            if (tlb.pa[index] == pa) {
                tlb.dropEntry(index);
            }
        }
    }

    /** A snapshot shares all frames now: the first store to each granule takes the slow path. */
    public void memorySnapshotTaken() {
        for (TranslationContext each : contexts) {
            each.data.clearWriteTags();
        }
    }

    /** Memory has been put back to another moment. */
    public void memoryRestored() {
        dropAcceleration();
        monitor.remark();
    }

    private void dropAcceleration() {
        for (TranslationContext each : contexts) {
            each.clear();
        }
    }

    // --- state

    @Override
    public void save(StateSink sink) {
        monitor.save(sink);
        translator.data().save(sink);
        translator.instructions().save(sink);
        translator.stage2Tlb().save(sink);
    }

    @Override
    public void load(StateSource source) {
        monitor.load(source);
        translator.data().load(source);
        translator.instructions().load(source);
        translator.stage2Tlb().load(source);
        dropAcceleration();
        monitor.remark();
        contextChanged();
    }
}
