package org.realmscope.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Every sample scenario runs, and all that it expects is met. */
class SamplesTest {
    private static final Path SAMPLES = Path.of("..", "..", "samples");

    static List<Path> scenarios() throws IOException {
        try (Stream<Path> files = Files.walk(SAMPLES)) {
            return files.filter(file -> file.toString().endsWith(".rme"))
                    .sorted()
                    .toList();
        }
    }

    @ParameterizedTest
    @MethodSource("scenarios")
    void sampleMeetsItsExpectations(Path file) {
        StringWriter output = new StringWriter();
        PrintWriter writer = new PrintWriter(output, true);
        int exitCode =
                Realmscope.createCommandLine().setOut(writer).setErr(writer).execute("run", file.toString());
        assertEquals(0, exitCode, output::toString);
    }
}
