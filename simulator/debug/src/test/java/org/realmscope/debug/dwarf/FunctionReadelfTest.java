package org.realmscope.debug.dwarf;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.nio.file.Path;
import java.util.List;
import java.util.NavigableMap;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Functions by debug information are those of the symbol table as readelf prints it, at the same addresses. */
class FunctionReadelfTest {
    private static final Pattern SYMBOL =
            Pattern.compile("\\s*\\d+: ([0-9a-f]{16})\\s+(\\w+) FUNC\\s+\\w+\\s+\\w+\\s+\\d+ (\\S+)");

    /** How GCC marks the symbol of a specialised copy of a function. */
    private static final Pattern CLONE = Pattern.compile("\\..*");

    @TempDir
    private Path directory;

    @ParameterizedTest
    @MethodSource("org.realmscope.debug.dwarf.Fixtures#all")
    void functionsAreThoseOfTheSymbolTable(String name) {
        Tool.assumeInstalled(Tool.READELF);
        NavigableMap<String, String> expected = new TreeMap<>();
        for (String line : Tool.run(
                Tool.READELF, "--symbols", "-W", Fixtures.file(name, directory).toString())) {
            Matcher symbol = SYMBOL.matcher(line);
            if (symbol.matches()) {
                expected.put(
                        CLONE.matcher(symbol.group(3)).replaceFirst(""),
                        symbol.group(1) + " " + Long.decode(symbol.group(2)));
            }
        }
        NavigableMap<String, String> actual = new TreeMap<>();
        DebugInfo info = Fixtures.open(name);
        for (Function function : info.functions("*")) {
            long size = function.ranges().getFirst().size();
            actual.put(function.name(), "%016x %d".formatted(function.entryPc(), size));
            assertEquals(
                    function.name(),
                    List.copyOf(info.functions(function.name())).getFirst().name());
        }
        actual.keySet().removeIf(function -> isAssembler(info, function));
        expected.keySet().removeIf(function -> isAssembler(info, function));
        assertEquals(expected, actual);
    }

    /** Assemblers say nothing, or other things, about functions. */
    private static boolean isAssembler(DebugInfo info, String symbol) {
        return info.elf().symbols().named(symbol).stream().anyMatch(found -> {
            LineRow row = info.lines().at(found.address());
            return row == null || String.valueOf(row.file()).endsWith(".S");
        });
    }
}
