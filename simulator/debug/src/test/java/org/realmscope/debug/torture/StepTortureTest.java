package org.realmscope.debug.torture;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.realmscope.debug.stack.CodeFrame;

/**
 * Steps, nexts and finishes through a program as GDB did on QEMU's machine (src/test/torture/record.sh), and stops on
 * the same lines with the same values of variables. What differs has one of the reasons below, and is counted.
 */
class StepTortureTest {
    private static final String DIRECTORY = "/org/realmscope/debug/torture/";
    private static final int LEAST_STOPS = 500;
    private static final int PERCENT_EXPLAINED = 8;

    /** Why we differ from GDB. */
    private enum Reason {
        /** For GDB, a place where an inlined body begins is before the call; for us it is in the call. */
        BEFORE_INLINED_CALL,
        /** GDB does not notice that a recursive function has returned to the line that called it. */
        LINE_OF_RECURSION,
        /** Of a structure that debug information locates in part, GDB takes the rest for 0. */
        PIECE_WITHOUT_LOCATION,
        /** GDB finds the value that a parameter had on entry through the caller of a caller that has jumped here. */
        VALUE_THROUGH_TAIL_CALL,
        /** The location of an address before its first statement: ours is that of the last statement. */
        SEVERAL_VIEWS_OF_AN_ADDRESS,
        /** Clang's call frame information forgets that the end of a function takes the frame down. */
        CLANG_EPILOGUE
    }

    private final Map<Reason, Integer> explained = new TreeMap<>();
    private final List<String> differences = new ArrayList<>();
    private int stops;
    private int values;

    @ParameterizedTest
    @ValueSource(strings = {"gcc-Og", "gcc-O1", "gcc-O2", "clang-Og", "clang-O1", "clang-O2"})
    void stopsAreThoseOfGdb(String name) throws IOException {
        byte[] elf = bytes(name + ".elf");
        List<String> lines =
                new String(bytes(name + ".txt"), StandardCharsets.UTF_8).lines().toList();
        for (List<TortureStop> run : TortureStop.runs(lines)) {
            compare(new TortureProgram(elf), run, name);
        }
        System.out.printf("%s: %d stops, %d values; explained: %s%n", name, stops, values, explained);
        assertEquals(List.of(), differences.stream().limit(20).toList(), () -> differences.size() + " differences");
        assertTrue(stops > LEAST_STOPS, () -> stops + " stops");
        int places = explained.getOrDefault(Reason.BEFORE_INLINED_CALL, 0)
                + explained.getOrDefault(Reason.LINE_OF_RECURSION, 0);
        assertTrue(places * 100 <= stops * PERCENT_EXPLAINED, () -> explained + " of " + stops + " stops");
    }

    private static byte[] bytes(String name) throws IOException {
        try (InputStream stream = StepTortureTest.class.getResourceAsStream(DIRECTORY + name)) {
            return Objects.requireNonNull(stream, name).readAllBytes();
        }
    }

    private void compare(TortureProgram program, List<TortureStop> run, String name) {
        TortureStop last = run.getFirst();
        boolean wasBeforeCall = false;
        for (TortureStop stop : run) {
            if (stop.isEnd()) {
                return;
            }
            stops++;
            // GDB enters an inlined body without moving.
            boolean isMove = stop.movement().equals("break")
                    || stop.pc() != last.pc()
                    || stop.place().equals(last.place());
            if (isMove) {
                program.move(stop);
            }
            if (program.pc() != stop.pc()) {
                String actual =
                        "%s, at 0x%x".formatted(program.frameAsShown(stop).name(), program.pc());
                boolean isLineOfCaller =
                        TortureProgram.place(program.frameAsShown(stop)).equals(last.place());
                boolean isInCall = program.beginsInlinedBody();
                program.moveInstead(stop);
                if (isLineOfCaller) {
                    explain(Reason.LINE_OF_RECURSION);
                } else if (wasBeforeCall || isInCall || program.isBeforeInlinedCall(stop)) {
                    explain(Reason.BEFORE_INLINED_CALL);
                } else {
                    differences.add("%s after %s: %s".formatted(stop, last, actual));
                }
            }
            wasBeforeCall = program.isBeforeInlinedCall(stop);
            compare(program, stop, name);
            last = stop;
        }
    }

    private void explain(Reason reason) {
        explained.merge(reason, 1, Integer::sum);
    }

    private void compare(TortureProgram program, TortureStop stop, String name) {
        CodeFrame frame = program.frameAsShown(stop);
        if (!TortureProgram.place(frame).equals(stop.place())) {
            differences.add("%s: %s".formatted(stop, TortureProgram.place(frame)));
            return;
        }
        stop.values().forEach((path, expected) -> {
            values++;
            String actual = TortureProgram.scalar(frame, path);
            if (!actual.equals(expected)) {
                Reason reason = reason(program, name, path, expected, actual);
                if (reason == null) {
                    differences.add("%s: %s is %s, gdb %s".formatted(stop, path, actual, expected));
                } else {
                    explain(reason);
                }
            }
        });
    }

    private static Reason reason(TortureProgram program, String name, String path, String expected, String actual) {
        boolean isClang = name.startsWith("clang");
        boolean isUnknown = actual.equals("?");
        if (isClang && isUnknown && expected.equals("0") && path.contains(".")) {
            return Reason.PIECE_WITHOUT_LOCATION;
        }
        if (isClang && program.isBeforeReturn()) {
            return Reason.CLANG_EPILOGUE;
        }
        if (name.equals("gcc-O2") && isUnknown && path.equals("n")) {
            return Reason.VALUE_THROUGH_TAIL_CALL;
        }
        return name.equals("gcc-O2") && path.equals("count") ? Reason.SEVERAL_VIEWS_OF_AN_ADDRESS : null;
    }
}
