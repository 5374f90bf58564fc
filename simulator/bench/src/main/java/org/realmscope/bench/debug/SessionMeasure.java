package org.realmscope.bench.debug;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.realmscope.bench.BenchReport;

/**
 * What a client of the adapter waits for: the first stop of a session in a new JVM, and a line step with what an editor
 * asks for behind it, which is the stack, the scopes of the innermost frame and the variables of its first scope.
 */
final class SessionMeasure {
    private static final String FUNCTION = "RMI_DATA_CREATE_UNKNOWN";
    /** Steps to warm up, then steps that count. */
    private static final int WARM_UP = 20;

    private static final int STEPS = 50;
    private static final double NANOS_PER_MILLI = 1e6;

    private final Path program;
    private final List<Double> launches = new ArrayList<>();
    private final List<Double> steps = new ArrayList<>();

    SessionMeasure(Path program) {
        this.program = program;
    }

    /** A session in a new JVM. */
    void round() throws IOException {
        long start = System.nanoTime();
        try (AdapterProcess adapter = new AdapterProcess()) {
            int thread = launch(adapter);
            launches.add((System.nanoTime() - start) / NANOS_PER_MILLI);
            for (int i = 0; i < WARM_UP + STEPS; i++) {
                long before = System.nanoTime();
                step(adapter, thread);
                if (i >= WARM_UP) {
                    steps.add((System.nanoTime() - before) / NANOS_PER_MILLI);
                }
            }
        }
    }

    private int launch(AdapterProcess adapter) throws IOException {
        adapter.ask("initialize", "{\"adapterID\":\"realmscope\",\"clientID\":\"bench\"}");
        String file = program.toAbsolutePath().toString().replace("\\", "\\\\").replace("\"", "\\\"");
        adapter.send("launch", "{\"program\":\"%s\"}".formatted(file));
        adapter.awaitEvent("initialized");
        adapter.ask("setFunctionBreakpoints", "{\"breakpoints\":[{\"name\":\"%s\"}]}".formatted(FUNCTION));
        adapter.send("configurationDone", "{}");
        String stopped = adapter.awaitEvent("stopped");
        if (!stopped.contains(FUNCTION)) {
            throw new IllegalStateException("%s stopped elsewhere: %s".formatted(program, stopped));
        }
        return number(stopped, "threadId");
    }

    private static void step(AdapterProcess adapter, int thread) throws IOException {
        adapter.send("next", "{\"threadId\":%d}".formatted(thread));
        adapter.awaitEvent("stopped");
        String stack = adapter.ask("stackTrace", "{\"threadId\":%d,\"levels\":20}".formatted(thread));
        String scopes = adapter.ask("scopes", "{\"frameId\":%d}".formatted(number(stack, "id")));
        adapter.ask("variables", "{\"variablesReference\":%d}".formatted(number(scopes, "variablesReference")));
    }

    /** The first value of a property. */
    private static int number(String message, String property) {
        Matcher matcher = Pattern.compile("\"%s\":(\\d+)".formatted(property)).matcher(message);
        if (!matcher.find()) {
            throw new IllegalStateException("no " + property + " in " + message);
        }
        return Integer.parseInt(matcher.group(1));
    }

    void report(BenchReport report) {
        report.add("debug.launchToStop.millis", Samples.median(launches));
        report.add("debug.lineStep.millis", Samples.median(steps));
        report.add("debug.lineStep.slowestTenthMillis", Samples.quantile(steps, 0.9));
    }
}
