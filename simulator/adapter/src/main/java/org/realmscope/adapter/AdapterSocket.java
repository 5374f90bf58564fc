package org.realmscope.adapter;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.BindException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.realmscope.platform.UserError;

/** Offers a debug adapter or a server for gdb on a socket, to one client after another. */
public final class AdapterSocket implements AutoCloseable {
    private final ServerSocket socket;

    /** What is offered. */
    @FunctionalInterface
    public interface Service {
        /** Serves a client until it goes. */
        void serve(InputStream in, OutputStream out);
    }

    private AdapterSocket(ServerSocket socket) {
        this.socket = socket;
    }

    /**
     * Listens.
     *
     * @param host whose address is listened on; null for loopback
     * @param port 0 for any that is free
     * @throws UserError if that is not possible
     */
    public static AdapterSocket listen(@Nullable String host, int port) {
        try {
            InetAddress address = host == null ? InetAddress.getLoopbackAddress() : InetAddress.getByName(host);
            return new AdapterSocket(new ServerSocket(port, 1, address));
        } catch (IOException | IllegalArgumentException e) {
            String advice = e instanceof BindException && port != 0 ? "; --port 0 takes a free one" : "";
            throw new UserError(
                    UserError.Code.USAGE,
                    "cannot listen on port %d of %s: %s%s"
                            .formatted(port, host == null ? "this machine" : host, e.getMessage(), advice));
        }
    }

    /** The port that is listened on. */
    public int port() {
        return socket.getLocalPort();
    }

    /** Whether only clients on the same machine can reach it. */
    public boolean isLoopback() {
        return socket.getInetAddress().isLoopbackAddress();
    }

    /**
     * Serves one client after another until the socket is closed.
     *
     * @param report is told of clients that broke off
     */
    public void serve(Service service, Consumer<String> report) {
        while (!socket.isClosed()) {
            try (Socket connection = socket.accept()) {
                connection.setTcpNoDelay(true);
                service.serve(connection.getInputStream(), connection.getOutputStream());
            } catch (IOException broken) {
                if (!socket.isClosed()) {
                    report.accept("a client broke off: " + broken.getMessage());
                }
            }
        }
    }

    /** Lets no further client in. */
    @Override
    public void close() throws IOException {
        socket.close();
    }
}
