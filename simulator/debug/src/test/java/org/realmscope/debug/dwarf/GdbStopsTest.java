package org.realmscope.debug.dwarf;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.realmscope.debug.elf.ElfFile;

/**
 * Runs the program of the fixtures under gdb, stops it at every instruction, and compares what gdb says of the stop
 * with what is read here from the same registers and memory: frames with inlined calls, lines, frame addresses,
 * variables.
 */
class GdbStopsTest {
    private static final String CPU_WITHOUT_PAC = "cortex-a57";

    /** Before its frame is set up, what Clang calls a variable of a function without optimization is somewhere else. */
    private static final String BEYOND = "outside the memory that was written down";

    @TempDir
    private Path directory;

    @ParameterizedTest
    @MethodSource("org.realmscope.debug.dwarf.Fixtures#programsThatRunDifferently")
    void stopsAreSeenAsGdbSeesThem(String name) throws IOException {
        compare(Fixtures.open(name), stops(name, CPU_WITHOUT_PAC), name.startsWith("clang"));
    }

    /** GDB has call frame information here, the reader has not; that _start has no caller it cannot know then. */
    @ParameterizedTest
    @ValueSource(strings = {"gcc-Og-fp.elf", "gcc-O2-fp.elf", "gcc-O0-dwarf5.elf", "gcc-O2-dwarf4.elf"})
    void stopsAreTheSameWithoutCallFrameInformation(String name) throws IOException {
        String text = new String(Fixtures.bytes(name), StandardCharsets.ISO_8859_1).replace(".eh_frame", ".no_frame");
        DebugInfo info = DebugInfo.of(ElfFile.parse(name, text.getBytes(StandardCharsets.ISO_8859_1)));
        assertEquals(0, info.callFrames().size());
        List<GdbStop> stops = new ArrayList<>(stops(name, CPU_WITHOUT_PAC));
        stops.removeIf(stop -> stop.frames().getFirst().head().startsWith("_start"));
        compare(info, stops, false);
    }

    /** The same run on two processors: one that signs return addresses, and one on which GDB need not know of that. */
    @Test
    void signedReturnAddressesAreUnwound() throws IOException {
        String name = "gcc-O2-pac.elf";
        List<GdbStop> signed = stops(name, "max");
        List<GdbStop> expected = stops(name, CPU_WITHOUT_PAC);
        List<GdbStop> joined = new ArrayList<>();
        for (int i = 0; i < signed.size(); i++) {
            joined.add(signed.get(i).withFramesOf(expected.get(i)));
        }
        assertTrue(signed.stream()
                .anyMatch(stop -> stop.registers().read(RegisterReader.LR).orElseThrow() >>> 48 != 0));
        compare(Fixtures.open(name), joined, false);
    }

    private static void compare(DebugInfo info, List<GdbStop> stops, boolean isClang) {
        List<String> differences = new ArrayList<>();
        for (GdbStop stop : stops) {
            if (!isClang || !isBeforeReturn(info, stop)) {
                compare(info, stop, differences);
            }
        }
        assertTrue(stops.size() > 120, () -> stops.size() + " stops");
        assertEquals(List.of(), differences.stream().limit(20).toList(), () -> differences.size() + " differences");
    }

    /** Clang's call frame information forgets that the end of a function takes the frame down, so GDB goes astray. */
    private static boolean isBeforeReturn(DebugInfo info, GdbStop stop) {
        for (int i = 0; i < 4; i++) {
            long word =
                    stop.memory(info.elf()).readNumber(stop.pc() + 4L * i, 4).orElse(0);
            if (word == 0xd65f03c0L) {
                return true;
            }
        }
        return false;
    }

    private List<GdbStop> stops(String name, String cpu) throws IOException {
        Path elf = Fixtures.file(name, directory);
        assertTrue(elf.toFile().setExecutable(true));
        String setUp =
                "stops_arguments = ['%s', '%s', '%s', '%%s', 2, 1]".formatted(elf, cpu, directory.resolve("s-" + cpu));
        return GdbStop.read(GdbScript.run(directory, elf, "stops.py", setUp));
    }

    private static void compare(DebugInfo info, GdbStop stop, List<String> differences) {
        Unwinder unwinder = Unwinder.of(info, stop.memory(info.elf()));
        int index = 0;
        for (StackFrame frame : unwinder.unwind(stop.registers(), 100)) {
            for (SourceFrame source : frame.sourceFrames()) {
                if (index == 0 && beginsAt(source, stop)) {
                    continue;
                }
                if (index == stop.frames().size()) {
                    differences.add(stop.address() + ": more frames than gdb: " + source.name());
                    return;
                }
                GdbStop.Frame expected = stop.frames().get(index);
                String where = stop.address() + " #" + index + " " + expected.head();
                String head =
                        "%s %d %d".formatted(source.name(), source.location().line(), source.isInlined() ? 1 : 0);
                if (!head.equals(expected.head())) {
                    differences.add(where + ": " + head);
                    return;
                }
                for (long cfa : expected.cfa()) {
                    if (frame.cfa().orElse(0) != cfa) {
                        differences.add(where + ": cfa " + frame.cfa() + ", gdb " + cfa);
                    }
                }
                variables(where, source, frame, expected, differences);
                index++;
            }
        }
        if (index != stop.frames().size()) {
            differences.add(stop.address() + ": " + index + " frames, gdb has "
                    + stop.frames().size());
        }
    }

    /** GDB takes a stop where an inlined body begins for one before the call. */
    private static boolean beginsAt(SourceFrame source, GdbStop stop) {
        InlinedCall call = source.inlined();
        return call != null
                && (call.entryPc() == stop.pc() || call.ranges().stream().anyMatch(range -> range.low() == stop.pc()))
                && !stop.frames().getFirst().head().startsWith(source.name() + " ");
    }

    private static void variables(
            String where, SourceFrame source, StackFrame frame, GdbStop.Frame expected, List<String> differences) {
        for (Map.Entry<String, String> scalar : expected.scalars().entrySet()) {
            String actual = scalar(source, frame, scalar.getKey());
            if (!actual.equals(scalar.getValue()) && !actual.equals(BEYOND)) {
                differences.add("%s: %s is %s, gdb %s".formatted(where, scalar.getKey(), actual, scalar.getValue()));
            }
        }
    }

    /** A scalar by its path, such as {@code node.matrix[1][2]}; {@code ?} if it is not known. */
    private static String scalar(SourceFrame source, StackFrame frame, String path) {
        String[] steps = path.replace("[", ".[").split("\\.", -1);
        Value value = null;
        for (Scope scope : source.scopes()) {
            for (Variable variable : scope.variables()) {
                if (value == null && variable.name().equals(steps[0])) {
                    value = Value.of(variable, frame);
                }
            }
        }
        for (int i = 1; i < steps.length && value != null; i++) {
            String step = steps[i];
            value = step.startsWith("[")
                    ? value.element(Long.parseLong(step.substring(1, step.length() - 1)))
                    : ValueChildren.of(value, 0, 100).stream()
                            .filter(child -> child.name().equals(step))
                            .findFirst()
                            .orElseThrow()
                            .value();
        }
        if (value == null) {
            return "no variable";
        }
        boolean signed = value.type().stripped() instanceof BaseType base && base.isSigned();
        var number = value.number();
        if (number.isEmpty()) {
            return String.valueOf(value.problem()).startsWith("memory at") ? BEYOND : "?";
        }
        return signed ? Long.toString(number.getAsLong()) : Long.toUnsignedString(number.getAsLong());
    }
}
