package org.realmscope.a64.table;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.realmscope.a64.syntax.Labels;

/** Assembler and disassembler undo each other, for every row. */
class AssemblerRoundTripTest {
    private static final long SEED = 0x5eed_0002L;
    private static final int WORDS_PER_ROW = 300;
    private static final long ADDRESS = 0x1234_5678_9000L;
    private static final Assembler ASSEMBLER = new Assembler(InstructionTable.A64);
    private static final Disassembler DISASSEMBLER = new Disassembler(InstructionTable.A64);

    static Stream<Instruction> implemented() {
        return InstructionTable.A64.instructions().stream().filter(Instruction::implemented);
    }

    @ParameterizedTest
    @MethodSource("implemented")
    void textOfAWordAssemblesToTheWord(Instruction instruction) {
        WordSource source = new WordSource(SEED);
        for (int i = 0; i < WORDS_PER_ROW; i++) {
            int word = Canonical.word(instruction, source.next(instruction));
            String text = DISASSEMBLER.disassemble(word, ADDRESS);
            Assembled assembled = ASSEMBLER.assemble(text, ADDRESS, Labels.NONE);
            assertEquals(new Assembled.Word(word), assembled, () -> "%08x, '%s', seed %x".formatted(word, text, SEED));
        }
    }
}
