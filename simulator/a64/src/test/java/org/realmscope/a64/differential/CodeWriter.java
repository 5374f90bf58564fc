package org.realmscope.a64.differential;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import org.realmscope.a64.syntax.Labels;
import org.realmscope.a64.table.Assembled;
import org.realmscope.a64.table.Assembler;
import org.realmscope.a64.table.InstructionTable;

/** Assembles text with our own assembler. */
final class CodeWriter {

    /** An assembled program. */
    static final class Program {
        private final int[] words;
        private final Map<String, Long> labels;

        private Program(int[] words, Map<String, Long> labels) {
            this.words = words;
            this.labels = labels;
        }

        /** Its instructions. */
        int[] words() {
            return words;
        }

        /** The addresses of its labels, and of those it was given. */
        Map<String, Long> labels() {
            return labels;
        }
    }

    private final Assembler assembler = new Assembler(InstructionTable.A64);
    private final Map<String, Integer> words = new HashMap<>();

    /** The encoding of an instruction that does not refer to its own address. */
    int word(String text) {
        return words.computeIfAbsent(text, absent -> assemble(absent, 0, Labels.NONE));
    }

    /**
     * Assembles a program, one {@code label:} or instruction per line; comments start with {@code //}.
     *
     * @param address where its first instruction will be
     * @param known   addresses outside the program that it may refer to by name
     */
    Program program(String source, long address, Map<String, Long> known) {
        List<String> lines = source.lines()
                .map(line -> line.replaceFirst("//.*", "").strip())
                .filter(line -> !line.isEmpty())
                .toList();
        Map<String, Long> labels = new HashMap<>(known);
        int count = 0;
        for (String line : lines) {
            if (line.endsWith(":")) {
                labels.put(line.substring(0, line.length() - 1), address + 4L * count);
            } else {
                count++;
            }
        }
        int[] program = new int[count];
        int index = 0;
        for (String line : lines) {
            if (!line.endsWith(":")) {
                program[index] = assemble(line, address + 4L * index, name -> find(labels, name));
                index++;
            }
        }
        return new Program(program, labels);
    }

    private static OptionalLong find(Map<String, Long> labels, String name) {
        Long address = labels.get(name);
        return address == null ? OptionalLong.empty() : OptionalLong.of(address);
    }

    private int assemble(String text, long address, Labels labels) {
        return switch (assembler.assemble(text, address, labels)) {
            case Assembled.Word word -> word.word();
            case Assembled.Rejected rejected ->
                throw new IllegalStateException(
                        "'%s', column %d: %s".formatted(text, rejected.column(), rejected.message()));
        };
    }
}
