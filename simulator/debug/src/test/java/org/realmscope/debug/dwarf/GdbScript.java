package org.realmscope.debug.dwarf;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;

/** Runs one of the Python scripts among the test resources in gdb. */
final class GdbScript {
    private GdbScript() {}

    /**
     * @param script name of the file
     * @param setUp Python that sets what the script reads; {@code %s} stands for the file that it writes
     * @return the lines that it writes
     */
    static List<String> run(Path directory, Path elf, String script, String setUp) throws IOException {
        Path file = directory.resolve(script);
        try (InputStream stream = GdbScript.class.getResourceAsStream("/org/realmscope/debug/gdb/" + script)) {
            Files.write(file, Objects.requireNonNull(stream, script).readAllBytes());
        }
        Path output = directory.resolve("output");
        String python = "python " + setUp.formatted(output);
        Tool.run(Tool.GDB, "-nx", "-batch", "-ex", python, "-x", file.toString(), elf.toString());
        return Files.readAllLines(output);
    }
}
