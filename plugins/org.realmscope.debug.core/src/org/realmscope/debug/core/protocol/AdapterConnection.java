package org.realmscope.debug.core.protocol;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.eclipse.core.runtime.ILog;
import org.eclipse.lsp4j.jsonrpc.Launcher;
import org.eclipse.lsp4j.jsonrpc.debug.DebugLauncher;
import org.realmscope.protocol.RealmscopeClient;
import org.realmscope.protocol.RealmscopeServer;

/** A connection to a debug adapter, over a process's streams or a socket's. */
public final class AdapterConnection {
    private final GuardedServer guard;
    private final RealmscopeServer server;
    private final InputStream in;
    private final OutputStream out;
    private final ExecutorService reader;
    private final CompletableFuture<Void> closed = new CompletableFuture<>();

    /**
     * Connects.
     *
     * @param client hears events, on the thread that reads; it must not wait for answers there
     */
    public AdapterConnection(RealmscopeClient client, AdapterStreams streams, UiThread uiThread) {
        in = streams.input();
        out = streams.output();
        reader = Executors.newSingleThreadExecutor(
                Thread.ofPlatform().name("Realm Debug: events").daemon().factory());
        Launcher<RealmscopeServer> launcher = new DebugLauncher.Builder<RealmscopeServer>()
                .setLocalService(client)
                .setRemoteInterface(RealmscopeServer.class)
                .setInput(in)
                .setOutput(out)
                .setExecutorService(reader)
                .create();
        guard = new GuardedServer(launcher.getRemoteProxy(), uiThread);
        server = guard.proxy();
        Future<Void> listening = launcher.startListening();
        // Comes after the listening, on the one thread that there is.
        reader.execute(() -> {
            listening.cancel(false);
            end();
        });
    }

    /** The adapter. */
    public RealmscopeServer server() {
        return server;
    }

    /** Completes when the other side has closed the connection, or this one. */
    public CompletableFuture<Void> closed() {
        return closed.copy();
    }

    /**
     * Says nothing more, and lets requests without an answer fail. The other side is expected to close its direction
     * then; this one is not closed while it is read, which the protocol's library takes for a failure.
     */
    public void close() {
        end();
        try {
            out.close();
        } catch (IOException e) {
            ILog.of(AdapterConnection.class).info("The other side was gone first", e);
        }
    }

    private void end() {
        guard.end();
        reader.shutdown();
        closed.complete(null);
    }
}
