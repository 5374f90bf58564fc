package org.realmscope.a64.table;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.fail;

import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class InstructionTableTest {
    private static final long SEED = 0x5eed_0003L;
    private static final int WORDS_PER_PAIR = 2_000;
    private static final int RANDOM_WORDS = 100_000;
    private static final List<Instruction> ROWS = InstructionTable.A64.instructions();

    /** Tries words that have the fixed bits of both rows, for every two rows whose fixed bits agree. */
    @Test
    void noWordMatchesTwoRows() {
        SplittableRandom random = new SplittableRandom(SEED);
        for (int i = 0; i < ROWS.size(); i++) {
            for (int j = i + 1; j < ROWS.size(); j++) {
                checkPair(ROWS.get(i), ROWS.get(j), random);
            }
        }
    }

    private static void checkPair(Instruction one, Instruction other, SplittableRandom random) {
        int mask = one.pattern().mask() & other.pattern().mask();
        if (((one.pattern().value() ^ other.pattern().value()) & mask) != 0) {
            return;
        }
        int fixed = one.pattern().value() & one.pattern().mask()
                | other.pattern().value() & other.pattern().mask();
        int free = ~(one.pattern().mask() | other.pattern().mask());
        for (int i = 0; i < WORDS_PER_PAIR; i++) {
            int word = fixed | random.nextInt() & free;
            if (one.matches(word) && other.matches(word)) {
                fail("%08x is both %s (%s) and %s (%s)".formatted(word, one, one.pattern(), other, other.pattern()));
            }
        }
    }

    @Test
    void decoderFindsTheOnlyRowThatMatches() {
        SplittableRandom random = new SplittableRandom(SEED);
        for (int i = 0; i < RANDOM_WORDS; i++) {
            int word = random.nextInt();
            Instruction expected = null;
            for (Instruction row : ROWS) {
                if (row.matches(word)) {
                    assertNull(expected, () -> "%08x matches %s as well".formatted(word, row));
                    expected = row;
                }
            }
            assertSame(expected, InstructionTable.A64.decode(word), () -> "%08x".formatted(word));
        }
    }

    @Test
    void everyRowHasSemantics() {
        WordSource source = new WordSource(SEED);
        for (Instruction row : ROWS) {
            int word = source.next(row);
            assertNotNull(row.semantics().translate(word, 0), row::toString);
            assertSame(row, InstructionTable.A64.decode(word), row::toString);
        }
    }

    @ParameterizedTest
    @CsvSource({
        "12400000, AND (immediate) of 32 bits with N = 1",
        "9240fc00, AND (immediate) of all ones",
        "52c00000, MOVZ of 32 bits with hw = 2",
        "32800000, move wide with opc = 01",
        "53400000, UBFM of 32 bits with N = 1",
        "13808000, EXTR of 32 bits with imms = 32",
        "0bc20020, ADD (shifted register) with ROR",
        "0b028020, ADD (shifted register) of 32 bits by 32",
        "8b203400, ADD (extended register) with shift 5",
        "1ac03000, PACGA of 32 bits",
        "9ac04000, CRC32B of 64 bits",
        "5ac00c00, REV of 64-bit registers with 32 bits",
        "dac12020, PACIZA with a modifier",
        "d4000000, exception generation without LL",
        "d61f0001, BR with op4 = 1",
        "54000010, BC.cond of FEAT_HBC",
        "91800000, ADDG of FEAT_MTE",
        "9ac01000, IRG of FEAT_MTE",
        "11c00000, SMAX of FEAT_CSSC",
        "d503101f, WFET of FEAT_WFxT",
        "d503323f, DSB nXS of FEAT_XS",
        "04000000, SVE",
        "00010000, reserved"
    })
    void encodingIsUnallocated(String word, String description) {
        assertNull(InstructionTable.A64.decode(Integer.parseUnsignedInt(word, 16)), description);
    }

    @ParameterizedTest
    @CsvSource({
        "0ac20020, AND (shifted register)",
        "dac11800, AUTDA",
        "d50320df, HINT",
        "d503305f, CLREX",
        "00000000, UDF"
    })
    void encodingIsAllocated(String word, String name) {
        assertEquals(name, String.valueOf(InstructionTable.A64.decode(Integer.parseUnsignedInt(word, 16))));
    }
}
