package org.realmscope.a64.table;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** Compares our text of random words with that of GNU objdump. */
class ObjdumpComparisonTest {
    private static final long SEED = 0x5eed_0001L;
    private static final int WORDS_PER_ROW = 200;
    private static final long ADDRESS = 0x4000_0000L;
    private static final int DIFFERENCES_SHOWN = 40;

    @Test
    void textOfRandomWordsEqualsObjdumps() throws IOException, InterruptedException {
        Optional<Objdump> objdump = Objdump.find();
        assumeTrue(objdump.isPresent(), "aarch64-linux-gnu-objdump is not installed: the golden file stands in for it");
        List<Instruction> instructions = InstructionTable.A64.instructions().stream()
                .filter(Instruction::implemented)
                .toList();
        WordSource source = new WordSource(SEED);
        int[] words = new int[instructions.size() * WORDS_PER_ROW];
        for (int i = 0; i < words.length; i++) {
            words[i] = source.next(instructions.get(i / WORDS_PER_ROW));
        }
        List<String> expected = objdump.get().disassemble(words, ADDRESS);
        assertEquals(words.length, expected.size(), "lines of objdump");
        Disassembler disassembler = new Disassembler(InstructionTable.A64);
        List<String> differences = new ArrayList<>();
        for (int i = 0; i < words.length; i++) {
            String text = disassembler.disassemble(words[i], ADDRESS + 4L * i);
            Instruction instruction = instructions.get(i / WORDS_PER_ROW);
            if (!text.equals(expected.get(i)) && !isRefused(instruction, expected.get(i))) {
                differences.add(
                        "%08x (%s): objdump '%s', ours '%s'".formatted(words[i], instruction, expected.get(i), text));
            }
        }
        assertEquals(
                List.of(),
                differences.subList(0, Math.min(DIFFERENCES_SHOWN, differences.size())),
                differences.size() + " differences, seed " + SEED);
    }

    /** Whether objdump prints no instruction: LDPSW with registers for which it is CONSTRAINED UNPREDICTABLE. */
    static boolean isRefused(Instruction instruction, String text) {
        return instruction.mnemonic().equals("ldpsw") && text.startsWith(".inst");
    }
}
