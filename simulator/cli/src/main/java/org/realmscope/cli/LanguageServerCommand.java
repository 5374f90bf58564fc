package org.realmscope.cli;

import java.io.FileDescriptor;
import java.io.FileInputStream;
import java.io.FileOutputStream;
import java.util.concurrent.Callable;
import org.realmscope.scenario.lang.ide.ScenarioLanguageServer;
import picocli.CommandLine.Command;

/** {@code realmscope language-server}: serves an editor over standard input and output. */
@Command(
        name = LanguageServerCommand.NAME,
        description = "Speaks the Language Server Protocol for scenarios (*.rme) on standard input and output.",
        exitCodeListHeading = "Exit codes:%n",
        exitCodeList = {"0:the client said shutdown, then exit", "1:the client went away without shutdown"})
final class LanguageServerCommand implements Callable<Integer> {
    static final String NAME = "language-server";

    @Override
    public Integer call() throws InterruptedException {
        return serve();
    }

    /** Serves one client, on standard input and output; the exit code. */
    static int serve() throws InterruptedException {
        // What anything else prints goes to standard error, so that it cannot break the protocol.
        System.setOut(System.err);
        return ScenarioLanguageServer.serve(
                new FileInputStream(FileDescriptor.in), new FileOutputStream(FileDescriptor.out));
    }
}
