package org.realmscope.adapter.gdb;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.HexFormat;

/** A gdb that says what a test says, on a socket. */
final class PacketClient implements AutoCloseable {
    private final Socket socket;
    private final InputStream in;
    private final OutputStream out;
    private final Thread serving;
    private final StringBuilder console = new StringBuilder();

    PacketClient(GdbServer server) {
        try (ServerSocket listener = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            this.socket = new Socket(InetAddress.getLoopbackAddress(), listener.getLocalPort());
            Socket other = listener.accept();
            socket.setTcpNoDelay(true);
            other.setTcpNoDelay(true);
            this.in = socket.getInputStream();
            this.out = socket.getOutputStream();
            this.serving = Thread.ofPlatform().start(() -> serve(server, other));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static void serve(GdbServer server, Socket connection) {
        try (connection) {
            server.serve(connection.getInputStream(), connection.getOutputStream());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The answer to a packet; what it writes to the console is kept for {@link #console}. */
    String ask(String packet) {
        return ask(packet.getBytes(StandardCharsets.ISO_8859_1));
    }

    private String ask(byte[] packet) {
        send(framed(packet));
        return answer();
    }

    /** The answer to a packet that is followed by an interrupt, so that a movement ends. */
    String askAndInterrupt(byte[] packet) {
        byte[] framed = framed(packet);
        byte[] interrupted = Arrays.copyOf(framed, framed.length + 1);
        interrupted[framed.length] = 3;
        send(interrupted);
        return answer();
    }

    private static byte[] framed(byte[] packet) {
        int sum = 0;
        for (byte each : packet) {
            sum += each;
        }
        byte[] framed = new byte[packet.length + 4];
        framed[0] = '$';
        System.arraycopy(packet, 0, framed, 1, packet.length);
        byte[] end = ("#" + HexFormat.of().toHexDigits((byte) sum)).getBytes(StandardCharsets.ISO_8859_1);
        System.arraycopy(end, 0, framed, packet.length + 1, end.length);
        return framed;
    }

    /** What a {@code monitor} command writes. */
    String monitor(String command) {
        console.setLength(0);
        String answer = ask("qRcmd," + HexFormat.of().formatHex(command.getBytes(StandardCharsets.UTF_8)));
        if (!answer.equals("OK")) {
            throw new IllegalStateException(answer);
        }
        return console.toString();
    }

    /** What has been written to the console. */
    String console() {
        return console.toString();
    }

    void send(byte[] bytes) {
        try {
            out.write(bytes);
            out.flush();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The next packet that is no output for the console. */
    String answer() {
        String answer = packet();
        while (answer.startsWith("O") && !answer.equals("OK")) {
            console.append(new String(HexFormat.of().parseHex(answer.substring(1)), StandardCharsets.UTF_8));
            answer = packet();
        }
        return answer;
    }

    private String packet() {
        StringBuilder text = new StringBuilder();
        int next = read();
        while (next != '$') {
            next = read();
        }
        for (next = read(); next != '#'; next = read()) {
            text.append((char) next);
        }
        read();
        read();
        return text.toString();
    }

    int read() {
        try {
            int next = in.read();
            if (next < 0) {
                throw new IllegalStateException("the server has gone");
            }
            return next;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public void close() {
        try {
            socket.close();
            serving.join();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
