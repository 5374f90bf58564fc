package org.realmscope.cli;

import java.io.FileDescriptor;
import java.io.FileInputStream;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.UncheckedIOException;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import org.realmscope.adapter.AdapterSocket;
import org.realmscope.adapter.DebugAdapter;
import org.realmscope.platform.UserError;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code realmscope debug-adapter}: serves clients of the Debug Adapter Protocol. */
@Command(
        name = DebugAdapterCommand.NAME,
        sortOptions = false,
        description = {
            "Serves a client of the Debug Adapter Protocol on standard input and output, or with --port one client",
            "after another on a socket. A machine that a client leaves behind is there for the next one to attach to.",
            "docs/protocol.md has the launch arguments, and the requests beyond the protocol."
        },
        exitCodeListHeading = "Exit codes:%n",
        exitCodeList = {"0:the client has disconnected", "2:the port or host cannot be used"})
final class DebugAdapterCommand implements Callable<Integer> {
    static final String NAME = "debug-adapter";

    private static final int MAX_PORT = 0xffff;

    @Option(
            names = "--port",
            paramLabel = "N",
            description = "Listen on this port of the loopback interface; 0 takes a free one. The first line of"
                    + " output says which.")
    private @Nullable Integer port;

    @Option(
            names = "--host",
            paramLabel = "ADDRESS",
            description = "Listen on this interface instead. Whoever can reach it can read the files of this account"
                    + " through scenarios.")
    private @Nullable String host;

    @Spec
    private CommandSpec spec = CommandSpec.create();

    @Override
    public Integer call() {
        Integer wanted = port;
        if (wanted != null) {
            try (DebugAdapter adapter = new DebugAdapter()) {
                listen(adapter, wanted);
            }
        } else if (host != null) {
            throw new UserError(UserError.Code.USAGE, "--host needs --port (see ./realmscope debug-adapter --help)");
        } else {
            return serve();
        }
        return 0;
    }

    /** Serves one client, on standard input and output; the exit code. */
    static int serve() {
        try (DebugAdapter adapter = new DebugAdapter()) {
            // What anything else prints goes to standard error, so that it cannot break the protocol.
            System.setOut(System.err);
            adapter.serve(new FileInputStream(FileDescriptor.in), new FileOutputStream(FileDescriptor.out));
        }
        return 0;
    }

    private void listen(DebugAdapter adapter, int wanted) {
        if (wanted < 0 || wanted > MAX_PORT) {
            throw new UserError(UserError.Code.USAGE, "--port " + wanted + ": 0 to " + MAX_PORT + " is expected");
        }
        PrintWriter out = spec.commandLine().getOut();
        PrintWriter err = spec.commandLine().getErr();
        try (AdapterSocket socket = AdapterSocket.listen(host, wanted)) {
            if (!socket.isLoopback()) {
                err.println("realmscope: warning: others on the network can use this debug adapter; it asks nobody for"
                        + " a password");
                err.flush();
            }
            out.println("listening on port " + socket.port());
            out.flush();
            socket.serve(adapter::serve, message -> err.println("realmscope: " + message));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
