package org.realmscope.a64.differential;

import org.realmscope.a64.table.Feature;
import org.realmscope.a64.table.Instruction;
import org.realmscope.a64.table.InstructionTable;

/** Loads and stores, each after instructions that put an address in the scratch memory into its base register. */
final class LoadStoreUnits {
    private static final int SP = 31;

    private final CodeWriter code;
    private final InstructionTable table;
    private final RandomRows loadsAndStores;

    LoadStoreUnits(InstructionTable table, CodeWriter code) {
        this.code = code;
        this.table = table;
        this.loadsAndStores = new RandomRows(table, LoadStoreUnits::isCovered);
    }

    private static boolean isCovered(Instruction row) {
        int word = row.pattern().value();
        return Encodings.isLoadStore(word) && !Encodings.isExclusive(word) && row.feature() != Feature.FEAT_PAuth;
    }

    /** One load or store with its address. */
    void addAccess(SequenceBuilder sequence, SplitMix64 random) {
        int word = loadsAndStores.word(random, LoadStoreUnits::isPredictable);
        if (Encodings.isLoadLiteral(word)) {
            addLiteral(sequence, word, random);
            return;
        }
        boolean aligned = Encodings.needsAlignment(word);
        if (Encodings.isOrderedUnscaled(word)) {
            word &= ~(15 << 12);
        }
        addBase(sequence, Encodings.rn(word), aligned || random.chance(30), random);
        if (Encodings.isUnsignedOffset(word)) {
            subtractOffset(sequence, Encodings.rn(word), (word >>> 10 & 0xfff) << Encodings.offsetScale(word));
        } else if (Encodings.isRegisterOffset(word) && Encodings.rm(word) != 31) {
            addOffsetRegister(sequence, word, random);
        }
        sequence.add(word);
    }

    /** Not constrained unpredictable, and possible to make an address for. */
    private static boolean isPredictable(int word) {
        int rn = Encodings.rn(word);
        int rt = Encodings.rd(word);
        if (Encodings.isPair(word) && rt == Encodings.rt2(word)) {
            return false;
        }
        if (Encodings.isWriteback(word) && rn != SP) {
            return rn != rt && !(Encodings.isPair(word) && rn == Encodings.rt2(word));
        }
        return !Encodings.isRegisterOffset(word) || Encodings.rm(word) != rn || rn == SP;
    }

    /** The literal is a word of the sequence itself: one of an earlier or of a later unit. */
    private static void addLiteral(SequenceBuilder sequence, int word, SplitMix64 random) {
        int ahead = random.below(6);
        if (ahead > 0) {
            sequence.addReference(word, 5, 19, ahead);
        } else {
            int distance = random.below(sequence.size() + 1);
            sequence.add((word & ~(0x7ffff << 5)) | (-distance & 0x7ffff) << 5);
        }
    }

    /** Points the register somewhere into the middle of the scratch memory; what it held decides where. */
    private void addBase(SequenceBuilder sequence, int rn, boolean aligned, SplitMix64 random) {
        long base = AddressMap.SCRATCH + AddressMap.BASE_OFFSET;
        if (rn == SP) {
            String temporary = "x" + random.below(31);
            long address = base + 16L * random.below(AddressMap.BASE_RANGE / 16);
            sequence.add(code.word("movz %s, #0x%x".formatted(temporary, address & 0xffff)));
            sequence.add(code.word("movk %s, #0x%x, lsl #16".formatted(temporary, address >>> 16)));
            sequence.add(code.word("mov sp, " + temporary));
            return;
        }
        String register = "x" + rn;
        sequence.add(code.word("and %s, %s, #%s".formatted(register, register, aligned ? "0x7f0" : "0x7ff")));
        sequence.add(code.word("add %s, %s, #0x%x".formatted(register, register, base & 0xfff)));
        sequence.add(code.word("movk %s, #0x%x, lsl #16".formatted(register, base >>> 16)));
    }

    /** Makes up for a large offset, except its low bits: SP must stay aligned. */
    private void subtractOffset(SequenceBuilder sequence, int rn, int offset) {
        String register = rn == SP ? "sp" : "x" + rn;
        if (offset >>> 12 != 0) {
            sequence.add(code.word("sub %s, %s, #0x%x, lsl #12".formatted(register, register, offset >>> 12)));
        }
        if ((offset & 0xff0) != 0) {
            sequence.add(code.word("sub %s, %s, #0x%x".formatted(register, register, offset & 0xff0)));
        }
    }

    /**
     * Makes the offset register small, as the extension will see it: 0 to 63, or -64 to -1 where that is extended
     * with its sign.
     */
    private void addOffsetRegister(SequenceBuilder sequence, int word, SplitMix64 random) {
        String register = "x" + Encodings.rm(word);
        boolean signed = (word & 1 << 15) != 0;
        boolean wide = (word & 1 << 13) != 0;
        if ((signed || wide) && random.chance(50)) {
            sequence.add(code.word("orr %s, %s, #0xffffffffffffffc0".formatted(register, register)));
        } else {
            String mask = wide ? "0x3f" : "0xffffffff0000003f";
            sequence.add(code.word("and %s, %s, #%s".formatted(register, register, mask)));
        }
    }

    /**
     * A load exclusive and a store exclusive to the same address with something between them, or a store exclusive
     * that fails.
     */
    void addExclusives(SequenceBuilder sequence, RandomRows between, SplitMix64 random) {
        int size = random.below(4);
        boolean pair = size >= 2 && random.chance(40);
        int[] registers = distinct(random);
        int operands = registers[0] << 5 | registers[1] | (pair ? registers[2] << 10 : 0);
        int load =
                (pair ? Encodings.LDXP | size << 30 : Encodings.LDXR | size << 30) | random.below(2) << 15 | operands;
        int store =
                (pair ? Encodings.STXP | size << 30 : Encodings.STXR | size << 30) | random.below(2) << 15 | operands;
        store |= registers[3] << 16;
        if (!isImplemented(load) || !isImplemented(store)) {
            return;
        }
        if (random.chance(15)) {
            sequence.add(Encodings.CLREX);
            addBase(sequence, registers[0], true, random);
        } else {
            addBase(sequence, registers[0], true, random);
            sequence.add(load);
            for (int i = random.below(3); i > 0; i--) {
                sequence.add(between.word(random, word -> Encodings.rd(word) != registers[0]));
            }
        }
        sequence.add(store);
    }

    private boolean isImplemented(int word) {
        Instruction row = table.decode(word);
        return row != null && row.implemented();
    }

    /** Four different registers, X0 to X30. */
    private static int[] distinct(SplitMix64 random) {
        int[] registers = new int[4];
        int first = random.below(31);
        for (int i = 0; i < registers.length; i++) {
            registers[i] = (first + 7 * i) % 31;
        }
        return registers;
    }
}
