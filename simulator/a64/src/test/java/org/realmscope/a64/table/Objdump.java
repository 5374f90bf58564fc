package org.realmscope.a64.table;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** The disassembler of GNU binutils, where it is installed. */
final class Objdump {
    private static final Pattern LINE = Pattern.compile("\\s*[0-9a-f]+:\\t[0-9a-f]{8} \\t(.*)");

    private final Path program;

    private Objdump(Path program) {
        this.program = program;
    }

    static Optional<Objdump> find() {
        return Stream.of(System.getenv().getOrDefault("PATH", "").split(":"))
                .map(directory -> Path.of(directory, "aarch64-linux-gnu-objdump"))
                .filter(Files::isExecutable)
                .findFirst()
                .map(Objdump::new);
    }

    /** The text of each word, the first at the address, without comments and with single blanks. */
    List<String> disassemble(int[] words, long address) throws IOException, InterruptedException {
        ByteBuffer bytes = ByteBuffer.allocate(words.length * Integer.BYTES).order(ByteOrder.LITTLE_ENDIAN);
        bytes.asIntBuffer().put(words);
        Path file = Files.createTempFile("words", ".bin");
        try {
            Files.write(file, bytes.array());
            Process process = new ProcessBuilder(
                            program.toString(),
                            "-D",
                            "-z",
                            "-b",
                            "binary",
                            "-m",
                            "aarch64",
                            "--adjust-vma=" + address,
                            file.toString())
                    .redirectErrorStream(true)
                    .start();
            String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            if (process.waitFor() != 0) {
                throw new IOException("objdump failed: " + output);
            }
            return parse(output);
        } finally {
            Files.delete(file);
        }
    }

    private static List<String> parse(String output) {
        List<String> texts = new ArrayList<>();
        for (String line : output.split("\n")) {
            Matcher matcher = LINE.matcher(line);
            if (matcher.matches()) {
                texts.add(matcher.group(1)
                        .replaceAll("//.*| ; undefined.*|<.*>", "")
                        .replaceAll("\\s+", " ")
                        .strip());
            }
        }
        return texts;
    }
}
