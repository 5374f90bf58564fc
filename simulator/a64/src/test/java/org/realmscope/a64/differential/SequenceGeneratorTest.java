package org.realmscope.a64.differential;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.realmscope.a64.table.Feature;
import org.realmscope.a64.table.Instruction;
import org.realmscope.a64.table.InstructionTable;

class SequenceGeneratorTest {
    private static final int UNITS = 40;
    private static final int SEQUENCES = 4000;

    private final SequenceGenerator generator = new SequenceGenerator(InstructionTable.A64, new CodeWriter());

    @Test
    void seedDecidesEverything() {
        assertArrayEquals(
                generator.generate(99, UNITS).words(),
                generator.generate(99, UNITS).words());
    }

    @Test
    void sequenceFitsItsPlaceInTheImage() {
        for (long seed = 0; seed < SEQUENCES; seed++) {
            int bytes = 4 * (generator.generate(seed, UNITS).words().length + 3);
            assertTrue(bytes <= AddressMap.CODE_STRIDE, "seed " + seed + ": " + bytes + " bytes");
        }
    }

    @Test
    void everyInstructionIsGenerated() {
        Set<Instruction> missing = new LinkedHashSet<>(InstructionTable.A64.instructions());
        missing.removeIf(row -> !isCovered(row));
        for (long seed = 0; seed < SEQUENCES; seed++) {
            for (int word : generator.generate(seed, UNITS).words()) {
                missing.remove(InstructionTable.A64.decode(word));
            }
        }
        assertEquals(List.of(), List.copyOf(missing));
    }

    /** Not system instructions, and not the functions of pointer authentication that are implementation defined. */
    private static boolean isCovered(Instruction row) {
        int word = row.pattern().value();
        boolean strips = row.mnemonic().startsWith("xpac");
        boolean wanted = Encodings.isDataProcessing(word) || Encodings.isLoadStore(word) || Encodings.isVector(word);
        return row.implemented() && wanted && (strips || row.feature() != Feature.FEAT_PAuth);
    }
}
