package org.realmscope.a64.table;

import static org.junit.jupiter.api.Assertions.assertAll;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.function.Executable;

/**
 * Compares our text with what GNU objdump printed for words of every row and alias; {@link GoldenDisassemblyWriter}
 * makes the file.
 */
class GoldenDisassemblyTest {
    private static final Disassembler DISASSEMBLER = new Disassembler(InstructionTable.A64);

    private record Line(long address, int word, String text) {}

    private static List<Line> golden() throws IOException {
        try (InputStream file = GoldenDisassemblyTest.class.getResourceAsStream(GoldenDisassemblyWriter.FILE)) {
            assertNotNull(file, "golden file");
            return new String(file.readAllBytes(), StandardCharsets.UTF_8)
                    .lines()
                    .filter(line -> !line.startsWith("#"))
                    .map(line -> line.split(" ", 3))
                    .map(parts ->
                            new Line(Long.parseLong(parts[0], 16), Integer.parseUnsignedInt(parts[1], 16), parts[2]))
                    .toList();
        }
    }

    @Test
    void textEqualsTheGoldenFile() throws IOException {
        List<Executable> checks = new ArrayList<>();
        for (Line line : golden()) {
            checks.add(() -> assertEquals(
                    line.text(),
                    DISASSEMBLER.disassemble(line.word(), line.address()),
                    () -> "%08x".formatted(line.word())));
        }
        assertAll(checks);
    }

    @Test
    void goldenFileHasEveryRowAndAlias() throws IOException {
        TreeSet<String> missing = new TreeSet<>();
        for (Instruction row : InstructionTable.A64.instructions()) {
            missing.addAll(GoldenDisassemblyWriter.spellings(row).keySet());
        }
        for (Line line : golden()) {
            Instruction row = InstructionTable.A64.decode(line.word());
            assertNotNull(row, line::toString);
            missing.remove(GoldenDisassemblyWriter.spelling(row, line.word()));
        }
        assertEquals(new TreeSet<>(), missing, "make the golden file again, with GoldenDisassemblyWriter");
    }
}
