package org.realmscope.debug.dwarf;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What gdb knows of every instruction of a file: its line, the bodies around it, their variables, sizes and types. */
class ScopesGdbTest {
    @TempDir
    private Path directory;

    @ParameterizedTest
    @MethodSource("org.realmscope.debug.dwarf.Fixtures#all")
    void everyInstructionIsSeenAsGdbSeesIt(String name) throws IOException {
        Tool.assumeInstalled(Tool.GDB);
        DebugInfo info = Fixtures.open(name);
        List<String> expected = new ArrayList<>();
        List<String> actual = new ArrayList<>();
        List<String> last = List.of();
        int instructions = 0;
        for (String line : scopes(name)) {
            if (line.startsWith("L ")) {
                String[] parts = line.split(" ", -1);
                long pc = Long.parseLong(parts[1], 16);
                instructions++;
                expected.add(parts[1] + " " + parts[2] + (isFileOf(info, pc, parts[3]) ? "" : " " + parts[3]));
                LineRow row = info.lines().at(pc);
                actual.add("%x %d".formatted(pc, row == null ? 0 : row.line()));
                List<String> bodies = bodies(info, pc);
                if (!bodies.equals(last)) {
                    actual.addAll(bodies);
                }
                last = bodies;
            } else {
                expected.add(line);
            }
        }
        assertTrue(instructions > 200);
        assertEquals(String.join("\n", expected), String.join("\n", actual));
    }

    private List<String> scopes(String name) throws IOException {
        return GdbScript.run(directory, Fixtures.file(name, directory), "scopes.py", "scopes_output = '%s'");
    }

    private static boolean isFileOf(DebugInfo info, long pc, String path) {
        LineRow row = info.lines().at(pc);
        SourceFile file = row == null ? null : row.file();
        return file == null ? path.equals("-") : file.matches(path);
    }

    private static List<String> bodies(DebugInfo info, long pc) {
        List<String> lines = new ArrayList<>();
        for (SourceFrame frame : info.framesAt(pc)) {
            lines.add("B %s %d".formatted(frame.name(), frame.isInlined() ? 1 : 0));
            frame.scopes().stream()
                    .flatMap(scope -> scope.variables().stream())
                    .map(variable -> "V %s %d %s"
                            .formatted(
                                    variable.name(),
                                    variable.type().size(),
                                    variable.type().name()))
                    .sorted()
                    .forEach(lines::add);
        }
        return lines;
    }
}
