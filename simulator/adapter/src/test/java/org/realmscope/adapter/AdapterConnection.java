package org.realmscope.adapter;

import java.nio.file.Path;
import java.time.Duration;
import org.realmscope.scenario.lang.ScenarioReader;

/** An adapter that serves a client in the same process. */
final class AdapterConnection implements AutoCloseable {
    static final Path SAMPLE = Path.of("..", "..", "samples", "runtime-faulting.rme")
            .toAbsolutePath()
            .normalize();

    private static final ScenarioReader READER = new ScenarioReader();

    private final DebugAdapter adapter;
    private final Pipe toAdapter = new Pipe();
    private final Pipe fromAdapter = new Pipe();
    private final Thread server;
    private final WireClient client;

    AdapterConnection() {
        this(newAdapter());
    }

    AdapterConnection(DebugAdapter adapter) {
        this.adapter = adapter;
        this.server = new Thread(() -> {
            adapter.serve(toAdapter.in(), fromAdapter.out());
            fromAdapter.end();
        });
        server.setDaemon(true);
        server.start();
        this.client = new WireClient(fromAdapter.in(), toAdapter.out());
    }

    static DebugAdapter newAdapter() {
        return new DebugAdapter(() -> READER);
    }

    WireClient client() {
        return client;
    }

    /** A client whose machine stands at its entry. */
    static AdapterConnection launched() {
        AdapterConnection connection = new AdapterConnection();
        connection.launch("\"stopOnEntry\": true");
        connection.client.event("stopped");
        return connection;
    }

    /** Launches the sample and lets it start. */
    void launch(String options) {
        launch(SAMPLE, options);
    }

    /** Launches a scenario, to stop at its entry. */
    void launch(Path scenario) {
        launch(scenario, "\"stopOnEntry\": true");
    }

    private void launch(Path scenario, String options) {
        client.request("initialize", "{\"adapterID\": \"realmscope\"}");
        client.request("launch", "{\"program\": \"" + scenario + "\", " + options + "}");
        client.event("initialized");
        client.request("configurationDone", "");
    }

    /** The client goes without a word, and the adapter has noticed. */
    void hangUp() {
        toAdapter.end();
        try {
            server.join(Duration.ofMinutes(5));
        } catch (InterruptedException e) {
            throw new AssertionError(e);
        }
    }

    @Override
    public void close() {
        hangUp();
        adapter.close();
    }
}
