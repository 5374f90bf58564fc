package org.realmscope.adapter.gdb;

import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Path;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.realmscope.adapter.debuggee.Debuggee;
import org.realmscope.adapter.debuggee.LaunchOptions;
import org.realmscope.debug.control.DebugSession;
import org.realmscope.platform.UserError;
import org.realmscope.scenario.lang.ScenarioReader;

/**
 * Serves the machine of a scenario to one gdb after another. A gdb that detaches leaves it as it is; one that kills it
 * leaves a new one, which stands at reset. One thread uses a server.
 */
public final class GdbServer {
    private final LaunchOptions options;
    private final ScenarioReader reader;
    private final Consumer<String> report;
    private volatile Debuggee debuggee;

    /**
     * Makes the machine.
     *
     * @param seed of the schedule; null for the scenario's
     * @param report takes what is odd in the scenario, and what goes wrong in the server itself
     * @throws UserError if the scenario cannot be used
     */
    public GdbServer(Path scenario, @Nullable Long seed, Consumer<String> report) {
        Map<String, Object> arguments = new TreeMap<>(Map.of("program", scenario.toString()));
        if (seed != null) {
            arguments.put("seed", seed);
        }
        this.options = LaunchOptions.of(arguments);
        this.reader = new ScenarioReader();
        this.report = report;
        this.debuggee = Debuggee.launch(options, reader, report);
    }

    /** What the machine is of, for example {@code "Two realms", seed 1}. */
    public String title() {
        return "\"%s\", seed %d"
                .formatted(
                        debuggee.run().scenario().title(),
                        session().machine().configuration().seed());
    }

    /** The session that moves the machine. */
    public DebugSession session() {
        return debuggee.session();
    }

    Debuggee debuggee() {
        return debuggee;
    }

    /** Makes the machine anew; it stands at reset. */
    void relaunch() {
        debuggee = Debuggee.launch(options, reader, report);
    }

    /** Serves a gdb until it goes. */
    public void serve(InputStream in, OutputStream out) {
        PacketQueue queue = new PacketQueue(() -> session().pause());
        Thread.ofPlatform().name("realmscope gdb packets").daemon().start(() -> queue.fill(new PacketReader(in)));
        try {
            new Stub(this, queue, new PacketWriter(out), report).serve();
        } finally {
            debuggee.breakpoints().clear();
        }
    }
}
