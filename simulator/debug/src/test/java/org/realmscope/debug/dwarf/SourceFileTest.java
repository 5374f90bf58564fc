package org.realmscope.debug.dwarf;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Objects;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

/** Paths of sources, and the code of a line. */
class SourceFileTest {
    @ParameterizedTest
    @CsvSource({
        "mmu.c, true",
        "c/mmu.c, true",
        "./src/main/c/mmu.c, true",
        "/elsewhere/host-kvm/src/main/c/mmu.c, true",
        "C:\\work\\host-kvm\\src\\main\\c\\mmu.c, true",
        "u.c, false",
        "other/mmu.c, false",
        "/elsewhere/src/main/c/mmu.c, false",
        "'', false",
    })
    void pathMatchesByItsLastComponents(String wanted, boolean expected) {
        assertEquals(expected, new SourceFile("host-kvm/src/main/c/mmu.c", null).matches(wanted));
    }

    @ParameterizedTest
    @CsvSource({"host-kvm, src/x.c, host-kvm/src/x.c", "/a/b, ../c/./x.c, /a/c/x.c", "d, /x.c, /x.c", "'', x.c, x.c"})
    void pathIsJoinedWithItsDirectory(String directory, String path, String expected) {
        assertEquals(expected, SourceFile.join(directory, path));
    }

    @ParameterizedTest
    @CsvSource({"*, anything, true", "RMI_RTT_*, RMI_RTT_CREATE, true", "RMI_RTT_*, RMI_REC, false", "a?c, abc, true"})
    void globStandsForNames(String glob, String name, boolean expected) {
        assertEquals(expected, Glob.matches(glob, name));
        assertEquals(glob.startsWith("*") || expected, Glob.matches("*" + glob, "x" + name));
    }

    @ParameterizedTest
    @MethodSource("org.realmscope.debug.dwarf.Fixtures#all")
    void extentIsTheContiguousCodeOfALine(String name) {
        DebugInfo info = Fixtures.open(name);
        LineTable lines = info.lines();
        for (Function function : info.functions("*")) {
            AddressRange range = function.ranges().getFirst();
            for (long pc = range.low(); pc < range.high(); pc += 4) {
                LineRow row = Objects.requireNonNull(lines.at(pc));
                AddressRange extent = Objects.requireNonNull(lines.extent(pc));
                assertTrue(extent.contains(pc));
                for (long other = extent.low(); other < extent.high(); other += 4) {
                    assertEquals(
                            row.line(), Objects.requireNonNull(lines.at(other)).line());
                }
                LineRow next = lines.at(extent.high());
                boolean endsSequence = next == null
                        || lines.sequences().stream()
                                .anyMatch(sequence -> sequence.range().high() == extent.high());
                assertTrue(endsSequence || !next.isSameLine(row), () -> "0x%x".formatted(extent.high()));
            }
        }
    }
}
