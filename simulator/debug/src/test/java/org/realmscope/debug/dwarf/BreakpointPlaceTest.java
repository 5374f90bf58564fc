package org.realmscope.debug.dwarf;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Where breakpoints on lines and functions of the fixtures' program stop; the lines are those of its sources. */
class BreakpointPlaceTest {
    @TempDir
    private Path directory;

    /** Of files that GCC optimized, GDB takes the entry of a function for a place where its parameters are known. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "gcc-O0-dwarf5.elf",
                "clang-O0-dwarf5.elf",
                "clang-Og-dwarf4.elf",
                "clang-O1-dwarf5.elf",
                "clang-O2-dwarf4.elf",
                "clang-O2-dwarf5.elf"
            })
    void placesOfLinesAreThoseOfGdb(String name) throws IOException {
        Tool.assumeInstalled(Tool.GDB);
        DebugInfo info = Fixtures.open(name);
        Path elf = Fixtures.file(name, directory);
        List<String> expected = GdbScript.run(directory, elf, "places.py", "places_output = '%s'");
        assertTrue(expected.size() > 150);
        for (String line : expected) {
            String[] parts = line.split(" ", 4);
            String actual = info.lines().addresses(parts[1], Integer.parseInt(parts[2])).stream()
                    .map(place -> Long.toHexString(place.address()))
                    .collect(Collectors.joining(" "));
            assertEquals(parts[3], actual, line);
        }
    }

    @ParameterizedTest
    @MethodSource("org.realmscope.debug.dwarf.Fixtures#programs")
    void lineOfAnInlinedFunctionHasAPlaceInEachCopy(String name) {
        List<BreakpointPlace> places = Fixtures.open(name).lines().addresses("fixtures/torture.c", 9);
        assertEquals(5, places.size(), places::toString);
        for (BreakpointPlace place : places) {
            assertTrue(place.isInlined());
            assertTrue(place.function().startsWith("mix"), place::toString);
            assertEquals(9, place.source().line());
        }
    }

    @ParameterizedTest
    @MethodSource("org.realmscope.debug.dwarf.Fixtures#programs")
    void functionsStopBehindTheirPrologueAndInEachInlinedCopy(String name) {
        DebugInfo info = Fixtures.open(name);
        for (BreakpointPlace place : info.functionPlaces("mix_*")) {
            assertTrue(place.isInlined());
            assertEquals("mix_twice", place.function());
        }
        assertEquals(2, info.functionPlaces("mix_twice").size());
        for (BreakpointPlace place : info.functionPlaces("?ecursive")) {
            Function function = info.functionAt(place.address());
            assertEquals("recursive", function == null ? "" : function.name());
        }
        assertEquals(List.of(), info.functionPlaces("recur"));
    }

    @Test
    void lineWithoutCodeMeansTheNextOneThatHasSome() {
        LineTable lines = Fixtures.open("gcc-O0-dwarf5.elf").lines();
        assertEquals(lines.addresses("torture.c", 17), lines.addresses("torture.c", 16));
        assertEquals(17, lines.addresses("torture.c", 16).getFirst().source().line());
        assertEquals(List.of(), lines.addresses("torture.c", 1000));
        assertEquals(List.of(), lines.addresses("orture.c", 17));
    }

    @Test
    void prologueOfTheHostsFunctionsIsSkipped() {
        DebugInfo info = Fixtures.open(Fixtures.HOST);
        for (Function function : info.functions("kvm_*")) {
            long start = info.lines().bodyStart(function);
            assertTrue(function.contains(start), function::toString);
        }
        Function fault = info.functions("kvm_handle_guest_abort").getFirst();
        long start = info.lines().bodyStart(fault);
        byte[] word = new byte[4];
        assertTrue(start > fault.entryPc() && info.elf().read(start - 4, word), fault::toString);
        A64Word last = new A64Word((int) Bits.number(word, 0, 32));
        assertTrue(last.isStore() || last.isStorePair(), "the last parameter is stored before the body");
    }
}
