package org.realmscope.cli;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/**
 * {@code realmscope rehearse}: short sessions of both servers, for a JVM that notes which classes they use. With
 * {@code -XX:ArchiveClassesAtExit} it leaves an archive of them behind, with which servers start in less time.
 */
@Command(
        name = "rehearse",
        hidden = true,
        description = "Has the debug adapter and the language server serve a short session each.",
        exitCodeListHeading = "Exit codes:%n",
        exitCodeList = {"0:both have", "70:one has not, or the input has ended before with --while-input"})
final class RehearseCommand implements Callable<Integer> {
    @Option(
            names = "--while-input",
            description = "End at once when standard input does, so that nothing is left when who started it is gone.")
    private boolean whileInput;

    @Override
    public Integer call() throws IOException, InterruptedException {
        if (whileInput) {
            Thread watch = new Thread(RehearseCommand::awaitEndOfInput, "end of input");
            watch.setDaemon(true);
            watch.start();
        }
        Rehearsal.run();
        return 0;
    }

    private static void awaitEndOfInput() {
        try {
            while (System.in.read() >= 0) {
                // Nobody has anything to say.
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        // Without the archive, which takes a while to write.
        Runtime.getRuntime().halt(Realmscope.EXIT_INTERNAL_ERROR);
    }
}
