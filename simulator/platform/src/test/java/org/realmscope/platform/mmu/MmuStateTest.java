package org.realmscope.platform.mmu;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.realmscope.platform.PhysicalAddressSpace;
import org.realmscope.platform.SecurityState;
import org.realmscope.platform.pe.AbortSignal;
import org.realmscope.platform.sysreg.SystemRegister;

/**
 * The architectural state of the memory system depends on the accesses alone: not on what the host-side acceleration
 * happens to hold, and not on checkpoints.
 */
class MmuStateTest {
    private static final int STEPS = 20_000;
    /** Pages of one TLB set: VAs that far apart replace each other. */
    private static final long SET_STRIDE = 1024L * 4096;

    /** What is done to one of the two machines, and must not be noticed. */
    private enum Disturbance {
        ACCELERATION_DROPPED {
            @Override
            void disturb(MmuFixture machine) {
                machine.platform.memoryRestored();
            }
        },
        SNAPSHOT_TAKEN {
            @Override
            void disturb(MmuFixture machine) {
                machine.memory.snapshot();
                machine.platform.memorySnapshotTaken();
            }
        },
        STATE_SAVED_AND_LOADED {
            @Override
            void disturb(MmuFixture machine) {
                MmuFixture.Words words = new MmuFixture.Words();
                machine.pe.save(words);
                machine.pe.load(words);
            }
        };

        abstract void disturb(MmuFixture machine);
    }

    /**
     * A machine with four address spaces of EL0 and EL1, under a stage 2 that maps flat, driven by a seeded sequence.
     */
    private static final class Driven {
        private final MmuFixture machine = new MmuFixture();
        private final TestTables tables = new TestTables(machine.memory, MmuFixture.DRAM + 0x100_0000L);
        private final long[] roots = new long[4];
        private final Random random;
        private long checksum;

        Driven(long seed) {
            random = new Random(seed);
            for (int i = 0; i < roots.length; i++) {
                roots[i] = tables.table();
            }
            machine.stage1(roots[0], tables.table());
            for (int space = 0; space < roots.length; space++) {
                for (int i = 0; i < 64; i++) {
                    // Some pages are global in one space only: two entries may match a lookup.
                    long global = (i + space) % 5 == 0 ? 0 : TestTables.NG;
                    long pa = MmuFixture.DRAM + 4096L * (64 * space + i);
                    machine.memory.fill(pa, 4096, 64 * space + i);
                    tables.map(roots[space], 0, va(i), 3, pa | TestTables.AF | TestTables.EL0 | global);
                }
                tables.map(roots[space], 0, 0x7f_0000_0000L, 2, MmuFixture.DRAM | TestTables.AF | TestTables.NG);
            }
            long stage2 = tables.table(2);
            for (long block = MmuFixture.DRAM; block < MmuFixture.DRAM + 0x400_0000L; block += 0x20_0000L) {
                tables.map(stage2, 1, block, 2, block | TestTables.S2_RW);
            }
            machine.stage2(stage2, 0);
            machine.set(SystemRegister.TCR_EL1, machine.pe.sys.get(SystemRegister.TCR_EL1) & ~(7L << 32) | 2L << 32);
        }

        /** Eight sets, eight pages in each: twice what a set holds. */
        private static long va(int i) {
            return i / 8 * SET_STRIDE + i % 8 * 4096L;
        }

        void step() {
            int what = random.nextInt(100);
            long address =
                    random.nextInt(8) == 0 ? 0x7f_0000_0000L + 4096L * random.nextInt(256) : va(random.nextInt(64));
            long va = address + 8L * random.nextInt(512);
            if (what < 50) {
                access(() -> machine.pe.load64(va));
            } else if (what < 75) {
                long value = random.nextLong();
                access(() -> {
                    machine.pe.store64(va, value);
                    return 0;
                });
            } else if (what < 90) {
                access(() -> machine.pe.mmu.translateFetch(va));
            } else {
                change(what, va);
            }
        }

        private void change(int what, long va) {
            int space = random.nextInt(roots.length);
            switch (what) {
                case 90, 91, 92 -> machine.set(SystemRegister.TTBR0_EL1, roots[space] | space + 1L << 48);
                case 93, 94 -> machine.enter(machine.pe, SecurityState.NON_SECURE, space & 1, (space & 2) << 21);
                case 95 -> machine.pe.mmu.invalidate(TlbiOperation.VAE1, space + 1L << 48 | va >>> 12, false);
                case 96 -> machine.pe.mmu.invalidate(TlbiOperation.ASIDE1, space + 1L << 48, false);
                case 97 ->
                    machine.platform.assignGranule(
                            MmuFixture.DRAM + 4096L * random.nextInt(256),
                            space == 0 ? PhysicalAddressSpace.REALM : PhysicalAddressSpace.NON_SECURE);
                case 98 -> access(() -> machine.pe.mmu.loadExclusive(va, 8));
                default -> access(() -> machine.pe.mmu.storeExclusive(va, 8, va, 0) ? 1 : 0);
            }
        }

        private interface Accessing {
            long run();
        }

        private void access(Accessing accessing) {
            try {
                checksum = checksum * 31 + accessing.run();
            } catch (AbortSignal signal) {
                checksum = checksum * 31 + machine.pe.mmu.fault().fsc;
            }
        }
    }

    @ParameterizedTest
    @EnumSource(Disturbance.class)
    void hostSideEventsLeaveNoTrace(Disturbance disturbance) {
        long seed = 4711L + disturbance.ordinal();
        Driven plain = new Driven(seed);
        Driven disturbed = new Driven(seed);
        Random when = new Random(seed);
        for (int i = 0; i < STEPS; i++) {
            plain.step();
            disturbed.step();
            if (when.nextInt(20) == 0) {
                disturbance.disturb(disturbed.machine);
            }
            if (i % 1000 == 999) {
                assertEquals(plain.checksum, disturbed.checksum, "seed " + seed + " step " + i);
                assertArrayEquals(
                        MmuFixture.state(plain.machine.pe),
                        MmuFixture.state(disturbed.machine.pe),
                        "seed " + seed + " step " + i);
            }
        }
    }

    @Test
    void conflictingGlobalEntryIsSeenWithAndWithoutAcceleration() {
        MmuFixture machine = new MmuFixture();
        TestTables tables = new TestTables(machine.memory, MmuFixture.DRAM + 0x100_0000L);
        long one = tables.table();
        long other = tables.table();
        machine.stage1(one | 1L << 48, tables.table());
        long page = MmuFixture.DRAM;
        for (int i = 0; i < 4; i++) {
            machine.memory.write8(page + 4096L * i, 10 + i);
            tables.map(one, 0, sameSet(i), 3, page + 4096L * i | TestTables.AF | TestTables.NG);
            machine.pe.load8(sameSet(i));
        }
        machine.memory.write8(page + 0x8000, 20);
        tables.map(other, 0, sameSet(3), 3, page + 0x8000 | TestTables.AF);
        machine.set(SystemRegister.TTBR0_EL1, other | 2L << 48);
        assertEquals(20, machine.pe.load8(sameSet(3)));
        machine.set(SystemRegister.TTBR0_EL1, one | 1L << 48);
        int accelerated = machine.pe.load8(sameSet(3));
        machine.platform.memoryRestored();
        assertEquals(accelerated, machine.pe.load8(sameSet(3)));
    }

    /** The {@code i}-th of some VAs whose entries share a set of the data TLB. */
    private static long sameSet(int i) {
        return (i << 10 ^ i) * 4096L;
    }

    @Test
    void tlbEvictsTheOldestEntryOfASet() {
        Tlb tlb = new Tlb(128, TlbEntry.STAGE_1_LEVEL_SHIFT, key -> {});
        long base = TlbEntry.keyBase(TlbEntry.REGIME_EL2, false);
        long attributes = 3L << TlbEntry.STAGE_1_LEVEL_SHIFT;
        for (int i = 0; i < 5; i++) {
            tlb.insert(base | i << 10 ^ i, 0x1000L * i, 0, attributes);
            assertTrue(tlb.find(base, 0) >= 0 || i == 4, "a hit does not make an entry younger");
        }
        assertEquals(-1, tlb.find(base, 0));
        for (int i = 1; i < 5; i++) {
            assertEquals(0x1000L * i, tlb.output(tlb.find(base | i << 10 ^ i, 0)));
        }
        assertEquals(4, tlb.size());
    }

    @Test
    void tlbStateIsItsEntriesAndPointers() {
        Tlb one = new Tlb(128, TlbEntry.STAGE_1_LEVEL_SHIFT, key -> {});
        Random random = new Random(12);
        for (int i = 0; i < 200; i++) {
            long key = TlbEntry.keyBase(TlbEntry.REGIME_EL10, true) | random.nextInt(1 << 20);
            one.insert(key, (long) random.nextInt() << 12, 0, (long) random.nextInt(4) << TlbEntry.STAGE_1_LEVEL_SHIFT);
        }
        MmuFixture.Words saved = new MmuFixture.Words();
        one.save(saved);
        Tlb other = new Tlb(128, TlbEntry.STAGE_1_LEVEL_SHIFT, key -> {});
        other.load(saved);
        MmuFixture.Words again = new MmuFixture.Words();
        other.save(again);
        assertArrayEquals(saved.toArray(), again.toArray());
        other.invalidateRegime(TlbEntry.keyBase(TlbEntry.REGIME_EL10, true), Tlb.ANY, Tlb.ANY);
        assertEquals(0, other.size());
    }
}
