package org.realmscope.a64.differential;

import org.realmscope.a64.table.Feature;
import org.realmscope.a64.table.Instruction;
import org.realmscope.a64.table.InstructionTable;

/**
 * Makes sequences of random valid instructions from the instruction table: every class but exceptions, most of the
 * system instructions, and pointer authentication, whose function is implementation defined.
 */
final class SequenceGenerator {
    private static final int MAX_UNITS_AHEAD = 4;
    /** NOP, YIELD, SEV, SEVL, DGH, ESB, CSDB, the BTIs and two that mean nothing yet. */
    private static final int[] HINTS = {0, 1, 4, 5, 6, 16, 20, 32, 34, 36, 38, 50, 127};
    /** CFINV, XAFLAG, AXFLAG, DSB SY, DSB ISH, DMB SY, DMB ISHLD, ISB, SB, CLREX. */
    private static final int[] SYSTEM = {
        0xd500401f,
        0xd500403f,
        0xd500405f,
        0xd5033f9f,
        0xd5033b9f,
        0xd5033fbf,
        0xd50339bf,
        0xd5033fdf,
        0xd50330ff,
        Encodings.CLREX
    };

    private final InstructionTable table;
    private final CodeWriter code;
    private final RandomRows dataProcessing;
    private final RandomRows branches;
    private final RandomRows strips;
    private final RandomRows vectors;
    private final LoadStoreUnits loadStoreUnits;

    SequenceGenerator(InstructionTable table, CodeWriter code) {
        this.table = table;
        this.code = code;
        this.dataProcessing = new RandomRows(
                table, row -> Encodings.isDataProcessing(row.pattern().value()) && row.feature() != Feature.FEAT_PAuth);
        this.branches = new RandomRows(table, SequenceGenerator::isBranch);
        this.strips = new RandomRows(
                table,
                row -> Encodings.isDataProcessing(row.pattern().value())
                        && row.mnemonic().startsWith("xpac"));
        this.vectors =
                new RandomRows(table, row -> Encodings.isVector(row.pattern().value()));
        this.loadStoreUnits = new LoadStoreUnits(table, code);
    }

    private static boolean isBranch(Instruction row) {
        int word = row.pattern().value();
        return Encodings.isBranchImmediate(word)
                || Encodings.isConditionalBranch(word)
                || Encodings.isCompareAndBranch(word)
                || Encodings.isTestAndBranch(word)
                || Encodings.isBranchRegister(word);
    }

    /** The sequence of a seed. */
    Sequence generate(long seed, int units) {
        SplitMix64 random = new SplitMix64(seed);
        SequenceBuilder sequence = new SequenceBuilder();
        while (sequence.units() < units) {
            sequence.startUnit();
            addUnit(sequence, random);
        }
        return sequence.build(seed);
    }

    private void addUnit(SequenceBuilder sequence, SplitMix64 random) {
        int kind = random.below(100);
        if (kind < 45) {
            sequence.add(dataProcessing.word(random, word -> true));
        } else if (kind < 52) {
            sequence.add(vectors.word(random, word -> true));
        } else if (kind < 85) {
            loadStoreUnits.addAccess(sequence, random);
        } else if (kind < 90) {
            loadStoreUnits.addExclusives(sequence, dataProcessing, random);
        } else if (kind < 96) {
            addBranch(sequence, random);
        } else {
            addSystem(sequence, random);
        }
    }

    private void addBranch(SequenceBuilder sequence, SplitMix64 random) {
        int word = branches.word(
                random, candidate -> !Encodings.isBranchRegister(candidate) || Encodings.rn(candidate) != 31);
        int ahead = 1 + random.below(MAX_UNITS_AHEAD);
        if (Encodings.isBranchRegister(word)) {
            sequence.addReference(Encodings.ADR | Encodings.rn(word), 5, 19, ahead);
            sequence.add(word);
        } else if (Encodings.isBranchImmediate(word)) {
            sequence.addReference(word, 0, 26, ahead);
        } else if (Encodings.isTestAndBranch(word)) {
            sequence.addReference(word, 5, 14, ahead);
        } else {
            sequence.addReference(word, 5, 19, ahead);
        }
    }

    private void addSystem(SequenceBuilder sequence, SplitMix64 random) {
        int register = random.below(32);
        switch (random.below(5)) {
            case 0 -> addIfImplemented(sequence, Encodings.MRS_NZCV | register);
            case 1 -> addIfImplemented(sequence, Encodings.MSR_NZCV | register);
            case 2 -> addIfImplemented(sequence, Encodings.HINT | HINTS[random.below(HINTS.length)] << 5);
            case 3 -> addStrip(sequence, random);
            default -> addIfImplemented(sequence, SYSTEM[random.below(SYSTEM.length)]);
        }
    }

    /** XPACI and XPACD of a canonical address: where the signature would be depends on the translation regime. */
    private void addStrip(SequenceBuilder sequence, SplitMix64 random) {
        int word = strips.word(random, candidate -> Encodings.rd(candidate) != 31);
        sequence.add(code.word("sbfx x%d, x%d, #0, #48".formatted(Encodings.rd(word), Encodings.rd(word))));
        sequence.add(word);
    }

    private void addIfImplemented(SequenceBuilder sequence, int word) {
        Instruction row = table.decode(word);
        if (row != null && row.implemented()) {
            sequence.add(word);
        }
    }
}
