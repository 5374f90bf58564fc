package org.realmscope.debug.dwarf;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Every row of every line table as readelf decodes it. */
class LineTableReadelfTest {
    private static final Pattern ROW =
            Pattern.compile("(\\S+)\\s+(\\d+|-)\\s+(?:0x)?([0-9a-f]+)(?:\\s+\\d+)?(\\s+x)?.*");

    @TempDir
    private Path directory;

    @ParameterizedTest
    @MethodSource("org.realmscope.debug.dwarf.Fixtures#all")
    void rowsAreThoseOfReadelf(String name) {
        Tool.assumeInstalled(Tool.READELF);
        String file = Fixtures.file(name, directory).toString();
        List<String> expected = new ArrayList<>();
        for (String line : Tool.run(Tool.READELF, "--debug-dump=decodedline", "-W", file)) {
            Matcher row = ROW.matcher(line);
            if (row.matches()) {
                boolean end = row.group(2).equals("-");
                expected.add("%s %s %x %s"
                        .formatted(
                                row.group(1),
                                row.group(2),
                                Long.parseUnsignedLong(row.group(3), 16),
                                row.group(4) != null && !end));
            }
        }
        List<String> actual = new ArrayList<>();
        for (Unit unit : Fixtures.open(name).units().all()) {
            for (LineSequence sequence :
                    unit.isTypeUnit() ? List.<LineSequence>of() : unit.lines().sequences()) {
                for (LineRow row : sequence.rows()) {
                    SourceFile source = row.file();
                    actual.add("%s %s %x %s"
                            .formatted(
                                    source == null ? "" : source.fileName(),
                                    row.isEndOfSequence() ? "-" : row.line(),
                                    row.address(),
                                    row.isStatement() && !row.isEndOfSequence()));
                }
            }
        }
        assertTrue(actual.size() > 100, "rows");
        assertEquals(String.join("\n", expected), String.join("\n", actual));
    }
}
