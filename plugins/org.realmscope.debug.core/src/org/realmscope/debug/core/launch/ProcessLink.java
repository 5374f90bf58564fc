package org.realmscope.debug.core.launch;

import java.io.InputStream;
import java.io.OutputStream;
import java.util.concurrent.CompletableFuture;
import org.realmscope.debug.core.model.AdapterLink;
import org.realmscope.server.ServerProcess;

/**
 * An adapter that this IDE has started.
 *
 * @param process its JVM
 */
record ProcessLink(ServerProcess process) implements AdapterLink {
    @Override
    public InputStream input() {
        return process.output();
    }

    @Override
    public OutputStream output() {
        return process.input();
    }

    @Override
    public boolean isRemote() {
        return false;
    }

    @Override
    public CompletableFuture<Integer> ended() {
        return process.ended();
    }

    @Override
    public void kill() {
        process.stop();
    }
}
