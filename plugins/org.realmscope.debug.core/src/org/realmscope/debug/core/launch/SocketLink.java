package org.realmscope.debug.core.launch;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.UnknownHostException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.eclipse.core.runtime.CoreException;
import org.eclipse.core.runtime.ILog;
import org.eclipse.jdt.annotation.Nullable;
import org.realmscope.debug.core.model.AdapterLink;

/** An adapter that somebody else has started, on a socket. */
final class SocketLink implements AdapterLink {
    /** How long the other side may take to answer, in milliseconds. */
    private static final int TIMEOUT = 5000;

    /** How long the other side may take to close its direction, in seconds. */
    private static final long FAREWELL = 2;

    private final Socket socket = new Socket();
    private final InputStream input;
    private final OutputStream output;

    /**
     * Connects.
     *
     * @throws CoreException if nobody is there
     */
    SocketLink(String host, int port) throws CoreException {
        try {
            socket.connect(new InetSocketAddress(host, port), TIMEOUT);
            socket.setTcpNoDelay(true);
            input = socket.getInputStream();
            output = new HalfClose(socket);
        } catch (IOException e) {
            close();
            throw LaunchArguments.problem(
                    ("No debug adapter answers at port %d of %s: %s. One is started with"
                                    + " 'realmscope debug-adapter --port %d'")
                            .formatted(port, host, reason(e), port),
                    e);
        }
    }

    private static @Nullable String reason(IOException refusal) {
        return refusal instanceof UnknownHostException ? "no host has that name" : refusal.getMessage();
    }

    @Override
    public InputStream input() {
        return input;
    }

    @Override
    public OutputStream output() {
        return output;
    }

    @Override
    public boolean isRemote() {
        return true;
    }

    @Override
    public CompletableFuture<Integer> ended() {
        return CompletableFuture.completedFuture(0);
    }

    /** Says nothing more; what the other side does not close meanwhile is closed a little later. */
    @Override
    public void kill() {
        shutDownOutput(socket);
        CompletableFuture.delayedExecutor(FAREWELL, TimeUnit.SECONDS).execute(this::close);
    }

    private void close() {
        try {
            socket.close();
        } catch (IOException e) {
            ILog.of(SocketLink.class).info("A socket that was closed had a problem", e);
        }
    }

    private static void shutDownOutput(Socket socket) {
        if (socket.isClosed() || socket.isOutputShutdown() || !socket.isConnected()) {
            return;
        }
        try {
            socket.shutdownOutput();
        } catch (IOException e) {
            ILog.of(SocketLink.class).info("The other side was gone first", e);
        }
    }

    /** Closing it closes one direction of the socket: what the other side has still to say is read. */
    private static final class HalfClose extends OutputStream {
        private final Socket socket;
        private final OutputStream out;

        HalfClose(Socket socket) throws IOException {
            this.socket = socket;
            out = socket.getOutputStream();
        }

        @Override
        public void write(int single) throws IOException {
            out.write(single);
        }

        @Override
        public void write(byte[] bytes, int offset, int length) throws IOException {
            out.write(bytes, offset, length);
        }

        @Override
        public void close() {
            shutDownOutput(socket);
        }
    }
}
