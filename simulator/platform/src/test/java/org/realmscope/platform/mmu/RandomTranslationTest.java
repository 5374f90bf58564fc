package org.realmscope.platform.mmu;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Random;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.realmscope.platform.PhysicalAddressSpace;
import org.realmscope.platform.SecurityState;
import org.realmscope.platform.mmu.ReferenceWalker.Range;
import org.realmscope.platform.mmu.ReferenceWalker.Regime;
import org.realmscope.platform.mmu.ReferenceWalker.Result;
import org.realmscope.platform.mmu.ReferenceWalker.Stage2;
import org.realmscope.platform.mmu.ReferenceWalker.Tree;
import org.realmscope.platform.mmu.ReferenceWalker.Use;
import org.realmscope.platform.pe.AbortSignal;
import org.realmscope.platform.sysreg.SystemRegister;

/**
 * Pages full of random descriptors that point at each other are walked under random controls: every access must end as
 * the reference walker says, whether the TLBs hold the translation or not.
 */
class RandomTranslationTest {
    private static final long POOL = MmuFixture.DRAM + 0x20_0000L;
    private static final int POOL_PAGES = 32;
    private static final int MACHINES = 400;
    private static final int ACCESSES = 250;

    /** Success, and stage (w: stage 2 on a stage 1 walk) and FSC of faults. */
    private static final List<String> EXPECTED_KINDS = List.of(
            "ok", "1:3", "1:4", "1:7", "1:11", "1:15", "1:40", "1:43", "2:4", "2:7", "2:15", "w:4", "w:7", "w:15");

    private final TreeMap<String, Integer> outcomes = new TreeMap<>();

    @Test
    void everyAccessEndsAsTheReferenceWalkerSays() {
        for (int seed = 0; seed < MACHINES; seed++) {
            new Run(seed).run();
        }
        // The generator is of use only if it reaches all kinds of outcome at all levels.
        for (String kind : EXPECTED_KINDS) {
            assertTrue(outcomes.getOrDefault(kind, 0) > 20, kind + " in " + outcomes);
        }
    }

    private final class Run {
        private final long seed;
        private final Random random;
        private final MmuFixture machine = new MmuFixture();
        private final ReferenceWalker reference = new ReferenceWalker(machine.memory, machine.gpt);
        private final boolean realm;
        private final boolean lpa2;
        private final boolean fwb;
        private Regime regime;
        private int el;

        Run(long seed) {
            this.seed = seed;
            this.random = new Random(seed);
            this.realm = chance(2);
            this.lpa2 = chance(2);
            this.fwb = chance(2);
        }

        private boolean chance(int oneIn) {
            return random.nextInt(oneIn) == 0;
        }

        void run() {
            for (int page = 0; page < POOL_PAGES; page++) {
                boolean own = !chance(24);
                machine.gpt.assign(
                        POOL + page * 4096L,
                        realm == own ? PhysicalAddressSpace.REALM : PhysicalAddressSpace.NON_SECURE);
                for (int i = 0; i < 512; i++) {
                    machine.memory.write64(POOL + page * 4096L + 8L * i, descriptor());
                }
            }
            if (chance(3)) {
                el2Regime();
            } else {
                el10();
            }
            for (int i = 0; i < ACCESSES; i++) {
                access(i);
            }
        }

        private long descriptor() {
            if (chance(50)) {
                return random.nextLong() & ~1L;
            }
            long page = POOL + 4096L * random.nextInt(POOL_PAGES);
            long attributes = random.nextLong() & (chance(3) ? 0xffe0_0000_0000_08fcL : 0x0080_0000_0000_08ccL);
            attributes &= chance(8) ? -1 : ~(7L << 59);
            // Mostly readable at stage 2, mostly accessed, mostly in the PE's own space.
            attributes |= (chance(20) ? 0 : 1 << 6) | (chance(40) ? 0 : 1 << 10);
            attributes &= realm && chance(6) ? -1 : ~(1L << 55);
            if (chance(60)) {
                attributes |= 1L << (lpa2 && chance(2) ? 8 : 44 + random.nextInt(4));
            }
            return page | attributes | (chance(6) ? 1 : 3);
        }

        private long root() {
            return POOL + (long) random.nextInt(POOL_PAGES / 16) * 0x1_0000;
        }

        private int size(boolean wide) {
            int least = chance(4) ? 16 : 30;
            return least + random.nextInt((wide ? 52 : 48) - least + 1);
        }

        private Range range(boolean isLpa2, int outputBits, long ttbr, boolean hasEl0) {
            int inputBits = size(isLpa2);
            int levels = (inputBits - 12 + 8) / 9;
            Tree tree = new Tree(inputBits, 4 - levels, ttbr, isLpa2, outputBits);
            return new Range(tree, hasEl0 && chance(30), chance(2), chance(3), chance(2), hasEl0 && chance(8));
        }

        private static long flags(Range range, int epd, int tbi, int tbid, int hpd, int e0pd) {
            return (range.disabled() ? 1L << epd : 0)
                    | (range.tbi() ? 1L << tbi : 0)
                    | (range.tbid() ? 1L << tbid : 0)
                    | (range.hpd() ? 1L << hpd : 0)
                    | (range.e0pd() ? 1L << e0pd : 0);
        }

        private long twoRangeTcr(Range lower, Range upper, long ips) {
            return 64 - lower.tree().inputBits()
                    | (64L - upper.tree().inputBits()) << 16
                    | 2L << 30
                    | ips << 32
                    | (lpa2 ? 1L << 59 : 0)
                    | flags(lower, 7, 37, 51, 41, 55)
                    | flags(upper, 23, 38, 52, 42, 56);
        }

        private static int outputBits(long ips) {
            return new int[] {32, 36, 40, 42, 44, 48, 52}[(int) ips];
        }

        private void el10() {
            long ips = 2L + random.nextInt(5);
            long ttbr0 = root();
            long ttbr1 = root();
            Range lower = range(lpa2, outputBits(ips), ttbr0, true);
            Range upper = range(lpa2, outputBits(ips), ttbr1, true);
            boolean wxn = chance(3);
            Stage2 stage2 = chance(4) ? null : stage2();
            regime = new Regime(realm, false, lower, upper, wxn, stage2);
            machine.set(SystemRegister.TTBR0_EL1, ttbr0);
            machine.set(SystemRegister.TTBR1_EL1, ttbr1);
            machine.set(SystemRegister.TCR_EL1, twoRangeTcr(lower, upper, ips));
            machine.set(SystemRegister.SCTLR_EL1, 1 | (wxn ? 1 << 19 : 0));
            long hcr = MmuFixture.HCR_RW;
            if (stage2 != null) {
                hcr |= MmuFixture.HCR_VM | (stage2.ptw() ? MmuFixture.HCR_PTW : 0) | (fwb ? MmuFixture.HCR_FWB : 0);
            }
            machine.set(SystemRegister.HCR_EL2, hcr);
            el = random.nextInt(2);
        }

        private Stage2 stage2() {
            boolean isLpa2 = chance(2);
            long ps = 2L + random.nextInt(5);
            int sl = chance(20) ? random.nextInt(8) : 1 + random.nextInt(2);
            int startLevel = new int[] {2, 1, 0, 3, -1, 9, 9, 9}[isLpa2 ? sl : sl & 3];
            int least = Math.max(34, 40 - 9 * startLevel);
            int inputBits = Math.min(least + random.nextInt(14), chance(10) ? 63 : isLpa2 ? 52 : 48);
            long vttbr = root();
            machine.set(SystemRegister.VTTBR_EL2, vttbr | 3L << 48);
            machine.set(
                    SystemRegister.VTCR_EL2,
                    64 - inputBits | (sl & 3) << 6 | ps << 16 | (long) (sl >> 2) << 33 | (isLpa2 ? 1L << 32 : 0));
            Tree tree = new Tree(inputBits, startLevel, vttbr, isLpa2, outputBits(ps));
            return new Stage2(tree, chance(4), fwb);
        }

        private void el2Regime() {
            boolean host = chance(2);
            long ips = 2L + random.nextInt(5);
            long ttbr0 = root();
            long ttbr1 = root();
            Range lower = range(lpa2, outputBits(ips), ttbr0, host);
            Range upper = host ? range(lpa2, outputBits(ips), ttbr1, true) : null;
            boolean wxn = chance(3);
            regime = new Regime(realm, true, lower, upper, wxn, null);
            machine.set(SystemRegister.TTBR0_EL2, ttbr0);
            machine.set(SystemRegister.TTBR1_EL2, ttbr1);
            long single = 64 - lower.tree().inputBits()
                    | ips << 16
                    | (lpa2 ? 1L << 32 : 0)
                    | flags(lower, 63, 20, 29, 24, 63);
            machine.set(SystemRegister.TCR_EL2, host ? twoRangeTcr(lower, upper, ips) : single);
            machine.set(SystemRegister.SCTLR_EL2, 1 | (wxn ? 1 << 19 : 0));
            machine.set(
                    SystemRegister.HCR_EL2, MmuFixture.HCR_RW | (host ? MmuFixture.HCR_E2H | MmuFixture.HCR_TGE : 0));
            el = host && chance(2) ? 0 : 2;
        }

        private void access(int number) {
            boolean pan = chance(3);
            machine.enter(machine.pe, realm ? SecurityState.REALM : SecurityState.NON_SECURE, el, pan ? 1 << 22 : 0);
            long va = va();
            int kind = random.nextInt(5);
            boolean isHost = regime.upper() != null;
            boolean privileged = el != 0 && !(kind == 3 && isHost);
            Use use = new Use(privileged, pan, kind != 1 && kind != 2, kind == 1 || kind == 4, kind == 2);
            Result expected = reference.translate(regime, va, use);
            for (int again = 0; again < 2; again++) {
                String where = "seed " + seed + " access " + number + " va 0x" + Long.toHexString(va) + " " + use;
                assertEquals(expected(kind, expected), actual(kind, va), where);
            }
            outcomes.merge(kindOf(expected), 1, Integer::sum);
        }

        private long va() {
            boolean high = regime.upper() != null && chance(2);
            int inputBits = (high ? regime.upper() : regime.lower()).tree().inputBits();
            long va = random.nextLong() & (1L << inputBits) - 1 & ~3L;
            // A few regions only, so that accesses meet again in the TLBs.
            va &= ~(random.nextLong() & 0x1_fff0_0ff0_0000L) | 0xfffL;
            va |= high ? -(1L << inputBits) : 0;
            return chance(20) ? va ^ 1L << 44 + random.nextInt(20) : va;
        }

        private String actual(int kind, long va) {
            try {
                switch (kind) {
                    case 0 -> {
                        return "value " + machine.pe.load32(va);
                    }
                    case 1 -> machine.pe.mmu.checkStore(va, 4);
                    case 2 -> {
                        return "pa " + machine.pe.mmu.translateFetch(va);
                    }
                    case 3 -> {
                        return "value " + machine.pe.mmu.loadUnprivileged(va, 4);
                    }
                    default -> machine.pe.mmu.checkAtomic(va, 4);
                }
                return "checked";
            } catch (AbortSignal signal) {
                Fault fault = machine.pe.mmu.fault();
                assertEquals(va, fault.va);
                return new Result(fault.fsc, fault.stage2, fault.s1ptw, fault.ipa & -4096L, fault.write, 0).toString();
            }
        }

        private String expected(int kind, Result result) {
            if (result.fsc() >= 0) {
                return result.toString();
            }
            return switch (kind) {
                case 0 -> "value " + machine.memory.read32(result.pa());
                case 2 -> "pa " + result.pa();
                case 3 -> "value " + (machine.memory.read32(result.pa()) & 0xffff_ffffL);
                default -> "checked";
            };
        }
    }

    private static String kindOf(Result result) {
        return result.fsc() < 0 ? "ok" : (result.s1ptw() ? "w:" : result.stage2() ? "2:" : "1:") + result.fsc();
    }
}
