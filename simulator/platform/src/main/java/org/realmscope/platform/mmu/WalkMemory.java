package org.realmscope.platform.mmu;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;
import java.util.Arrays;
import org.realmscope.platform.memory.PhysicalMemory;

/** Reads of translation table descriptors from physical memory, with their granule protection checks. */
final class WalkMemory {
    private static final VarHandle U64 = MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);
    private static final int LEVELS = 5;
    private static final int STAGE_2 = LEVELS;

    private final PhysicalMemory memory;
    private final GranuleProtectionTable granuleProtection;
    private final Fault fault;

    /** Tables that passed their checks last, one per stage and level: page and physical address space. Not state. */
    private final long[] checked = new long[2 * LEVELS];

    private long checkedGeneration = -1;

    WalkMemory(PhysicalMemory memory, GranuleProtectionTable granuleProtection, Fault fault) {
        this.memory = memory;
        this.granuleProtection = granuleProtection;
        this.fault = fault;
    }

    /**
     * The stage 1 descriptor at {@code pa}.
     *
     * @param space number of the physical address space that the walk is in
     */
    long stage1Descriptor(long pa, int space, int level) {
        if (!passes(pa, space, level + 1)) {
            throw fault.raise(failure(pa, space, level));
        }
        return (long) U64.get(memory.readableFrame(pa), (int) pa & 0xff8);
    }

    /**
     * The stage 2 descriptor at {@code pa}.
     *
     * @param ipa what is being translated, for the syndrome
     * @param onWalk the IPA is that of a stage 1 table entry
     */
    long stage2Descriptor(long pa, int space, int level, long ipa, boolean onWalk) {
        if (!passes(pa, space, STAGE_2 + level + 1)) {
            throw fault.raiseStage2(failure(pa, space, level), ipa, onWalk);
        }
        return (long) U64.get(memory.readableFrame(pa), (int) pa & 0xff8);
    }

    private boolean passes(long pa, int space, int slot) {
        long page = pa & -4096L | space;
        if (checked[slot] == page && checkedGeneration == granuleProtection.generation()) {
            return true;
        }
        if (!granuleProtection.allows(pa, space) || !memory.isBacked(pa)) {
            return false;
        }
        if (checkedGeneration != granuleProtection.generation()) {
            Arrays.fill(checked, -1);
            checkedGeneration = granuleProtection.generation();
        }
        checked[slot] = page;
        return true;
    }

    private int failure(long pa, int space, int level) {
        int type = granuleProtection.allows(pa, space) ? Fault.EXTERNAL_ON_WALK : Fault.GRANULE_PROTECTION_ON_WALK;
        return Fault.fsc(type, level);
    }
}
