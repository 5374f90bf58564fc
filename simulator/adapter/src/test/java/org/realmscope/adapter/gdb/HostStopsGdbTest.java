package org.realmscope.adapter.gdb;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.realmscope.adapter.debuggee.Given;
import org.realmscope.debug.control.DebugSession;
import org.realmscope.debug.dwarf.BaseType;
import org.realmscope.debug.dwarf.InlinedCall;
import org.realmscope.debug.dwarf.SourceFrame;
import org.realmscope.debug.dwarf.Value;
import org.realmscope.debug.dwarf.ValueChildren;
import org.realmscope.debug.model.ModelSources;
import org.realmscope.debug.stack.CodeFrame;
import org.realmscope.debug.stack.SourcePosition;
import org.realmscope.debug.stack.StackReader;
import org.realmscope.debug.symbols.ProgramImage;
import org.realmscope.debug.symbols.SymbolScopes;
import org.realmscope.machine.HostImages;
import org.realmscope.platform.SecurityState;

/**
 * Lets the real gdb run a scenario, stop in the host and step, and compares what it says of each stop with what the
 * debug engine says of the same moment: frames with their lines, parameters and variables.
 */
class HostStopsGdbTest {
    private static final Path SAMPLE = Path.of("..", "..", "samples", "races", "page-rfc.rme");
    private static final int STOPS = 250;
    private static final int HITS = 2;
    private static final int STEPS = 2;

    @TempDir
    private Path directory;

    private int stops;
    private int frames;
    private int values;
    private int known;
    private final List<String> differences = new ArrayList<>();

    @Test
    void gdbSeesEveryStopAsTheEngineDoes() throws IOException {
        GdbProcess.assumeInstalled();
        GdbServer server = new GdbServer(SAMPLE, null, System.err::println);
        Path output = directory.resolve("stops");
        String setUp = "stops_arguments = ['%s', %d, %d, %d]".formatted(output, STOPS, HITS, STEPS);
        String log = GdbProcess.run(server, GdbProcess.script(directory, "host_stops.py", setUp));
        assertTrue(Files.exists(output), log);
        List<List<String>> all = split(Files.readAllLines(output));
        Engine engine = new Engine(server.session());
        for (List<String> stop : all) {
            compare(stop, engine);
        }
        System.out.printf(
                "gdb and the engine compared: %d stops, %d frames, %d values of parameters and variables (%d known)%n",
                stops, frames, values, known);
        assertEquals(List.of(), differences.stream().limit(30).toList(), () -> differences.size() + " differences");
        assertTrue(stops >= 200, () -> stops + " stops\n" + log);
    }

    /** The lines of each stop. */
    private static List<List<String>> split(List<String> lines) {
        List<List<String>> stops = new ArrayList<>();
        for (String line : lines) {
            if (line.startsWith("S ")) {
                stops.add(new ArrayList<>());
            }
            stops.getLast().add(line);
        }
        return stops;
    }

    /** The debug engine at moments of the machine. */
    private record Engine(DebugSession session, StackReader stacks) {
        Engine(DebugSession session) {
            this(
                    session,
                    new StackReader(
                            new SymbolScopes(List.of(ProgramImage.host("host-kvm.elf", HostImages.kvmFile()))),
                            session.view(),
                            new ModelSources(session.machine())));
        }

        List<CodeFrame> host(String moment, int thread) {
            session.goTo(Given.moment(moment));
            return stacks.read(thread - 1, null).stream()
                    .flatMap(frame -> frame instanceof CodeFrame code ? Stream.of(code) : Stream.empty())
                    .filter(frame -> frame.world() == SecurityState.NON_SECURE)
                    .toList();
        }
    }

    private void compare(List<String> stop, Engine engine) {
        String[] head = stop.getFirst().split(" ", -1);
        List<CodeFrame> actual = engine.host(head[1], Integer.parseInt(head[2]));
        // GDB takes a stop where an inlined body begins for one before the call.
        while (beginsBody(actual.getFirst()) && !isFrame(stop.get(1), actual.getFirst())) {
            actual = actual.subList(1, actual.size());
        }
        String where = head[1] + " thread " + head[2] + " pc " + head[3];
        stops++;
        int index = -1;
        for (String line : stop.subList(1, stop.size())) {
            String[] parts = line.split(" ", -1);
            if (parts[0].equals("F")) {
                index++;
                frames++;
                String frame = index < actual.size() ? text(actual.get(index)) : "none";
                same(where + " #" + index, line.substring(2), frame);
                if (!frame.equals(line.substring(2))) {
                    return;
                }
            } else {
                values++;
                known += parts[2].equals("?") ? 0 : 1;
                String at =
                        "%s #%d %s %s".formatted(where, index, actual.get(index).name(), parts[1]);
                same(at, parts[2], scalar(actual.get(index), parts[1]));
            }
        }
        same(where + " frames", Integer.toString(index + 1), Integer.toString(actual.size()));
    }

    private static boolean isFrame(String line, CodeFrame frame) {
        return line.startsWith("F " + frame.name() + " ");
    }

    private static boolean beginsBody(CodeFrame frame) {
        SourceFrame function = frame.function();
        InlinedCall call = function == null ? null : function.inlined();
        long pc = frame.frame().pc();
        return call != null && (call.entryPc() == pc || call.ranges().stream().anyMatch(range -> range.low() == pc));
    }

    private void same(String where, String expected, String actual) {
        if (!expected.equals(actual)) {
            differences.add("%s: gdb %s, engine %s".formatted(where, expected, actual));
        }
    }

    private static String text(CodeFrame frame) {
        SourcePosition source = frame.source();
        boolean isInlined = frame.function() != null && frame.function().isInlined();
        return "%s %s %d %d"
                .formatted(
                        frame.name(),
                        source == null
                                ? "-"
                                : source.path().substring(source.path().indexOf("src/")),
                        source == null ? 0 : source.line(),
                        isInlined ? 1 : 0);
    }

    /** A scalar by its path, such as {@code region.page[1]}; {@code ?} if it is not known. */
    private static String scalar(CodeFrame frame, String path) {
        String[] steps = path.replace("[", ".[").split("\\.", -1);
        Value value = Stream.concat(frame.arguments().stream(), frame.locals().stream())
                .filter(each -> each.name().equals(steps[0]))
                .map(CodeFrame.NamedValue::value)
                .findFirst()
                .orElse(null);
        for (int i = 1; i < steps.length && value != null; i++) {
            value = part(value, steps[i]);
        }
        if (value == null) {
            return "no variable";
        }
        boolean signed = value.type().stripped() instanceof BaseType base && base.isSigned();
        var number = value.number();
        if (number.isEmpty()) {
            return "?";
        }
        return signed ? Long.toString(number.getAsLong()) : Long.toUnsignedString(number.getAsLong());
    }

    private static @Nullable Value part(Value value, String step) {
        return step.startsWith("[")
                ? value.element(Long.parseLong(step.substring(1, step.length() - 1)))
                : ValueChildren.of(value, 0, 100).stream()
                        .filter(child -> child.name().equals(step))
                        .findFirst()
                        .orElseThrow()
                        .value();
    }
}
