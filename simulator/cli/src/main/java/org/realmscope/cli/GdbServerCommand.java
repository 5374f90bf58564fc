package org.realmscope.cli;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import org.realmscope.adapter.AdapterSocket;
import org.realmscope.adapter.gdb.GdbServer;
import org.realmscope.platform.UserError;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code realmscope gdbserver FILE}: serves gdb on the machine of a scenario. */
@Command(
        name = "gdbserver",
        sortOptions = false,
        description = {
            "Serves one gdb after another on the machine of the scenario FILE (*.rme), which stands at reset. gdb",
            "sees a thread for each PE, and can go backwards. docs/gdb.md says what it can do, and how."
        },
        exitCodeListHeading = "Exit codes:%n",
        exitCodeList = {"2:FILE, the port or the host cannot be used"},
        footer = {"In gdb (gdb-multiarch, 13 or later):", "  (gdb) target remote localhost:N"})
final class GdbServerCommand implements Callable<Integer> {
    private static final int MAX_PORT = 0xffff;

    @Parameters(paramLabel = "FILE", description = "A scenario.")
    private Path file = Path.of("");

    @Option(
            names = "--port",
            paramLabel = "N",
            required = true,
            description = "Listen on this port of the loopback interface; 0 takes a free one. The first line of"
                    + " output says which.")
    private int port;

    @Option(
            names = "--host",
            paramLabel = "ADDRESS",
            description = "Listen on this interface instead. Whoever can reach it can use the machine.")
    private @Nullable String host;

    @Option(
            names = "--seed",
            paramLabel = "N",
            description = "Seed of the schedule and of RNDR (default: what the scenario says).")
    private @Nullable Long seed;

    @Spec
    private CommandSpec spec = CommandSpec.create();

    @Override
    public Integer call() {
        if (port < 0 || port > MAX_PORT) {
            throw new UserError(UserError.Code.USAGE, "--port " + port + ": 0 to " + MAX_PORT + " is expected");
        }
        PrintWriter out = spec.commandLine().getOut();
        PrintWriter err = spec.commandLine().getErr();
        GdbServer server = new GdbServer(file, seed, err::println);
        try (AdapterSocket socket = AdapterSocket.listen(host, port)) {
            if (!socket.isLoopback()) {
                err.println("realmscope: warning: others on the network can use this machine; nobody is asked for a"
                        + " password");
                err.flush();
            }
            out.println("listening on port " + socket.port());
            out.println(server.title());
            out.flush();
            socket.serve(server::serve, message -> err.println("realmscope: " + message));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return 0;
    }
}
