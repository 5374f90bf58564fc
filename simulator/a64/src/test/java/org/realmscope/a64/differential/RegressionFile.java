package org.realmscope.a64.differential;

import java.util.Arrays;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.realmscope.a64.table.Disassembler;
import org.realmscope.a64.table.InstructionTable;

/**
 * The text form of a sequence: {@code seed 0x...} in hexadecimal, {@code length} in instructions, then a line {@code
 * +0x014  8b020020} per instruction that is no NOP, its offset in bytes and its encoding. What follows {@code #} is
 * comment.
 */
final class RegressionFile {
    private static final Pattern SEED = Pattern.compile("seed 0x([0-9a-f]{1,16})");
    private static final Pattern LENGTH = Pattern.compile("length (\\d{1,4})");
    private static final Pattern INSTRUCTION = Pattern.compile("\\+0x([0-9a-f]{1,4})\\s+([0-9a-f]{8})");

    private RegressionFile() {}

    static String write(Sequence sequence) {
        Disassembler disassembler = new Disassembler(InstructionTable.A64);
        int[] words = sequence.words();
        StringBuilder text = new StringBuilder("seed 0x%x%nlength %d%n".formatted(sequence.seed(), words.length));
        for (int i = 0; i < words.length; i++) {
            if (words[i] != Sequence.NOP) {
                String instruction = disassembler.disassemble(words[i], GuestImage.codeAddress(0) + 4L * i);
                text.append("+0x%03x  %08x  # %s%n".formatted(4 * i, words[i], instruction));
            }
        }
        return text.toString();
    }

    /** @throws IllegalArgumentException naming the line that is not understood */
    static Sequence read(List<String> lines) {
        long seed = 0;
        int[] words = new int[0];
        for (String line : lines) {
            int comment = line.indexOf('#');
            String content = (comment < 0 ? line : line.substring(0, comment)).strip();
            Matcher seedLine = SEED.matcher(content);
            Matcher lengthLine = LENGTH.matcher(content);
            Matcher instruction = INSTRUCTION.matcher(content);
            if (seedLine.matches()) {
                seed = Long.parseUnsignedLong(seedLine.group(1), 16);
            } else if (lengthLine.matches()) {
                words = new int[Integer.parseInt(lengthLine.group(1))];
                Arrays.fill(words, Sequence.NOP);
            } else if (instruction.matches() && Integer.parseInt(instruction.group(1), 16) / 4 < words.length) {
                int word = Integer.parseUnsignedInt(instruction.group(2), 16);
                words[Integer.parseInt(instruction.group(1), 16) / 4] = word;
            } else if (!content.isEmpty()) {
                throw new IllegalArgumentException("not a line of a sequence: " + line);
            }
        }
        return Sequence.ofWords(seed, words);
    }
}
