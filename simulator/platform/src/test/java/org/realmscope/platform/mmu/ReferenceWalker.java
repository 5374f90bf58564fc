package org.realmscope.platform.mmu;

import org.realmscope.platform.PhysicalAddressSpace;
import org.realmscope.platform.memory.PhysicalMemory;

/**
 * Address translation as a function, written from the architecture's description for tests: no TLB, no state, values
 * instead of exceptions. Regimes, table sizes and permissions are given as plain values, not as register contents.
 */
final class ReferenceWalker {
    private static final int PHYSICAL_BITS = 52;

    private final PhysicalMemory memory;
    private final GranuleProtectionTable gpt;

    ReferenceWalker(PhysicalMemory memory, GranuleProtectionTable gpt) {
        this.memory = memory;
        this.gpt = gpt;
    }

    /** One table tree: input bits, address of the first table as the register holds it, layout, output bits. */
    record Tree(int inputBits, int startLevel, long register, boolean lpa2, int outputBits) {
        int indexBitsAt(int level) {
            return level == startLevel ? inputBits - lowestBit(level) : 9;
        }

        static int lowestBit(int level) {
            return 39 - 9 * level;
        }

        long base() {
            int size = indexBitsAt(startLevel) + 3;
            if (!lpa2) {
                return bits(register, 47, size) << size;
            }
            int aligned = Math.max(size, 6);
            return bits(register, 5, 2) << 48 | bits(register, 47, aligned) << aligned;
        }
    }

    /** @param upper null if the regime has one range */
    record Regime(boolean realm, boolean el2, Range lower, Range upper, boolean wxn, Stage2 stage2) {}

    record Range(Tree tree, boolean disabled, boolean tbi, boolean tbid, boolean hpd, boolean e0pd) {}

    record Stage2(Tree tree, boolean ptw, boolean fwb) {}

    /** @param pan PSTATE.PAN */
    record Use(boolean privileged, boolean pan, boolean read, boolean write, boolean fetch) {}

    /** @param fsc -1 if the translation succeeded */
    record Result(int fsc, boolean stage2, boolean s1ptw, long ipa, boolean write, long pa) {
        static Result ok(long pa) {
            return new Result(-1, false, false, 0, false, pa);
        }

        static Result fault(int fsc, boolean write) {
            return new Result(fsc, false, false, 0, write, 0);
        }

        static Result fault2(int fsc, boolean walk, long ipa, boolean write) {
            return new Result(fsc, true, walk, ipa & -4096L, write, 0);
        }
    }

    /** Leaf of a walk, or a fault status in {@code fsc}. */
    private record Leaf(int fsc, Result nested, long address, int level, long descriptor, long tables) {
        static Leaf failed(int fsc) {
            return new Leaf(fsc, null, 0, 0, 0, 0);
        }
    }

    static long bits(long value, int high, int low) {
        return value >>> low & (1L << high - low + 1) - 1;
    }

    Result translate(Regime regime, long va, Use use) {
        boolean plainWrite = use.write && !use.read;
        boolean high = regime.upper != null && bits(va, 55, 55) == 1;
        Range range = high ? regime.upper : regime.lower;
        int top = range.tbi && !(use.fetch && range.tbid) ? 55 : 63;
        long above = bits(va, top, range.tree.inputBits);
        long ones = (1L << top - range.tree.inputBits + 1) - 1;
        if (above != (high ? ones : 0) || range.disabled || range.e0pd && !use.privileged) {
            return Result.fault(4, plainWrite);
        }
        Leaf leaf = walk(regime, range.tree, bits(va, range.tree.inputBits - 1, 0), null, plainWrite);
        if (leaf.nested != null) {
            return leaf.nested;
        }
        if (leaf.fsc >= 0) {
            return Result.fault(leaf.fsc, plainWrite);
        }
        long tables = range.hpd ? 0 : leaf.tables;
        boolean ns = !regime.realm || regime.el2 && bits(leaf.descriptor, 5, 5) == 1;
        String rights = stage1Rights(regime, leaf.descriptor, tables, use);
        if (use.fetch && regime.realm && ns) {
            rights = rights.replace("x", "");
        }
        Result refused = refuse(rights, use, leaf.level);
        if (refused != null) {
            return refused;
        }
        if (regime.stage2 == null) {
            return output(leaf.address, ns, plainWrite);
        }
        return stage2(regime, leaf.address, use, plainWrite);
    }

    private Result stage2(Regime regime, long ipa, Use use, boolean plainWrite) {
        Leaf leaf = leaf2(regime, ipa, false, plainWrite);
        if (leaf.nested != null) {
            return leaf.nested;
        }
        boolean ns = !regime.realm || bits(leaf.descriptor, 55, 55) == 1;
        String rights = stage2Rights(leaf.descriptor, use.privileged);
        if (regime.realm && ns) {
            rights = rights.replace("x", "");
        }
        Result refused = refuse(rights, use, leaf.level);
        if (refused != null) {
            return Result.fault2(refused.fsc, false, ipa, refused.write);
        }
        return output(leaf.address, ns, plainWrite);
    }

    private Result output(long pa, boolean ns, boolean plainWrite) {
        PhysicalAddressSpace space = ns ? PhysicalAddressSpace.NON_SECURE : PhysicalAddressSpace.REALM;
        if (!gpt.allows(pa, space)) {
            return Result.fault(0b101000, plainWrite);
        }
        return memory.isBacked(pa) ? Result.ok(pa) : Result.fault(0b010000, plainWrite);
    }

    private static Result refuse(String rights, Use use, int level) {
        if (use.fetch) {
            return rights.contains("x") ? null : Result.fault(12 + level, false);
        }
        if (use.read && !rights.contains("r")) {
            return Result.fault(12 + level, false);
        }
        return use.write && !rights.contains("w") ? Result.fault(12 + level, true) : null;
    }

    private static String stage1Rights(Regime regime, long descriptor, long tables, Use use) {
        boolean readOnly = bits(descriptor, 7, 7) == 1 || bits(tables, 62, 62) == 1;
        boolean user = regime.upper != null && bits(descriptor, 6, 6) == 1 && bits(tables, 61, 61) == 0;
        boolean uxn = bits(descriptor, 54, 54) == 1 || bits(tables, 60, 60) == 1;
        boolean pxn = bits(descriptor, 53, 53) == 1 || bits(tables, 59, 59) == 1;
        boolean read = use.privileged || user;
        boolean write = read && !readOnly;
        boolean execute;
        if (regime.upper == null || !use.privileged) {
            execute = !uxn;
        } else {
            execute = !pxn && !(user && !readOnly);
        }
        execute &= !(regime.wxn && write);
        if (use.privileged && use.pan && user) {
            read = false;
            write = false;
        }
        return (read ? "r" : "") + (write ? "w" : "") + (execute ? "x" : "");
    }

    private static String stage2Rights(long descriptor, boolean privileged) {
        String execute = switch ((int) bits(descriptor, 54, 53)) {
            case 0 -> "x";
            case 1 -> privileged ? "" : "x";
            case 2 -> "";
            default -> privileged ? "x" : "";
        };
        return (bits(descriptor, 6, 6) == 1 ? "r" : "") + (bits(descriptor, 7, 7) == 1 ? "w" : "") + execute;
    }

    /** Stage 2 leaf of an IPA, its faults complete in {@code nested}. */
    private Leaf leaf2(Regime regime, long ipa, boolean onWalk, boolean plainWrite) {
        Tree tree = regime.stage2.tree;
        int least = Tree.lowestBit(tree.startLevel) + 1;
        boolean fits = tree.inputBits >= least && tree.inputBits <= least + 12 && tree.startLevel <= 3;
        boolean size = tree.inputBits >= 16 && tree.inputBits <= (tree.lpa2 ? 52 : 48);
        if (!fits || !size || ipa >>> tree.inputBits != 0) {
            return new Leaf(4, Result.fault2(4, onWalk, ipa, plainWrite), 0, 0, 0, 0);
        }
        Leaf leaf = walk(regime, tree, ipa, regime.stage2, plainWrite);
        if (leaf.fsc >= 0) {
            return new Leaf(leaf.fsc, Result.fault2(leaf.fsc, onWalk, ipa, plainWrite), 0, 0, 0, 0);
        }
        return leaf;
    }

    /** @param stage2 the tree is of stage 2, or null */
    private Leaf walk(Regime regime, Tree tree, long input, Stage2 stage2, boolean plainWrite) {
        long table = tree.base();
        int outputBits = Math.min(tree.outputBits, tree.lpa2 ? PHYSICAL_BITS : 48);
        if (table >>> outputBits != 0) {
            return Leaf.failed(0);
        }
        long inherited = 0;
        for (int level = tree.startLevel; ; level++) {
            int low = Tree.lowestBit(level);
            long at = table + 8 * bits(input, low + tree.indexBitsAt(level) - 1, low);
            PhysicalAddressSpace space = regime.realm ? PhysicalAddressSpace.REALM : PhysicalAddressSpace.NON_SECURE;
            if (stage2 == null && regime.stage2 != null) {
                Leaf where = leaf2(regime, at, true, plainWrite);
                if (where.nested != null) {
                    return where;
                }
                boolean device =
                        bits(where.descriptor, 4, 4) == 0 && (regime.stage2.fwb || bits(where.descriptor, 5, 5) == 0);
                boolean foreign = regime.realm && bits(where.descriptor, 55, 55) == 1;
                if (bits(where.descriptor, 6, 6) == 0 || regime.stage2.ptw && device || foreign) {
                    return new Leaf(0, Result.fault2(12 + where.level, true, at, plainWrite), 0, 0, 0, 0);
                }
                at = where.address;
            }
            if (!gpt.allows(at, space)) {
                return Leaf.failed(0b100100 + level);
            }
            if (!memory.isBacked(at)) {
                return Leaf.failed(0b010100 + level);
            }
            long descriptor = memory.read64(at);
            boolean isBlock = bits(descriptor, 1, 0) == 1;
            boolean isLeaf = level == 3 ? bits(descriptor, 1, 0) == 3 : isBlock;
            boolean blockExists = level == 1 || level == 2 || level == 0 && tree.lpa2 || level == 3;
            if (bits(descriptor, 0, 0) == 0 || isLeaf && !blockExists || level == 3 && !isLeaf) {
                return Leaf.failed(level < 0 ? 0b101011 : 4 + level);
            }
            int from = isLeaf ? low : 12;
            long address = bits(descriptor, tree.lpa2 ? 49 : 47, from) << from;
            if (tree.lpa2) {
                address |= bits(descriptor, 9, 8) << 50;
            }
            if (address >>> outputBits != 0) {
                return Leaf.failed(level < 0 ? 0b101001 : level);
            }
            if (isLeaf) {
                if (bits(descriptor, 10, 10) == 0) {
                    return Leaf.failed(8 + level);
                }
                return new Leaf(-1, null, address | bits(input, low - 1, 0), level, descriptor, inherited);
            }
            inherited |= descriptor;
            table = address;
        }
    }
}
