package org.realmscope.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import picocli.CommandLine;
import picocli.CommandLine.Command;

class RealmscopeTest {
    private final StringWriter out = new StringWriter();
    private final StringWriter err = new StringWriter();

    @Test
    void everySubcommandHasHelpWithADescription() {
        for (String subcommand : Realmscope.createCommandLine().getSubcommands().keySet()) {
            StringWriter help = new StringWriter();
            int exitCode = Realmscope.createCommandLine()
                    .setOut(new PrintWriter(help, true))
                    .execute(subcommand, "--help");
            assertEquals(0, exitCode, subcommand);
            assertTrue(help.toString().startsWith("Usage: realmscope " + subcommand), help::toString);
        }
    }

    @Test
    void everySubcommandHasTheVersion() {
        for (String subcommand : Realmscope.createCommandLine().getSubcommands().keySet()) {
            StringWriter version = new StringWriter();
            Realmscope.createCommandLine()
                    .setOut(new PrintWriter(version, true))
                    .execute(subcommand, "--version");
            assertTrue(version.toString().startsWith("realmscope 0."), subcommand + ": " + version);
        }
    }

    @Test
    void resultFileThatCannotBeWrittenIsRefusedBeforeMeasuring(@TempDir Path directory) {
        assertEquals(2, execute(Realmscope.createCommandLine(), "bench", "pe", "--json", directory.toString()));
        assertTrue(err.toString().contains("cannot be written"), err::toString);
        assertEquals("", out.toString());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "debug-adapter --host localhost",
                "debug-adapter --port 65536",
                "gdbserver",
                "gdbserver no/such/scenario.rme",
                "gdbserver no/such/scenario.rme --port 65536",
                "gdbserver no/such/scenario.rme --port 0",
                "gdbserver --port 0",
                "nonsense",
                "--nonsense",
                "run",
                "run --nonsense",
                "run a b",
                "bench",
                "bench pe --json",
                "bench pe --json no/such/directory/out.json",
                "bench pe --rounds 0",
                "bench faults --faults 9",
                "bench faults --faults 1000001",
                "bench nonsense"
            })
    void unknownInputIsOneLineAndExitCode2(String line) {
        assertEquals(2, execute(Realmscope.createCommandLine(), line.split(" ")));
        assertEquals(1, err.toString().lines().count(), err::toString);
        assertTrue(err.toString().startsWith("realmscope: "), err::toString);
        assertEquals("", out.toString());
    }

    @Test
    void ourBugIsAStackTraceAndExitCode70() {
        CommandLine commandLine = Realmscope.createCommandLine().addSubcommand(new Defective());
        assertEquals(70, execute(commandLine, "defective"));
        assertTrue(err.toString().contains("IllegalStateException: a defect"), err::toString);
        assertTrue(err.toString().contains("at org.realmscope.cli"), err::toString);
    }

    private int execute(CommandLine commandLine, String... arguments) {
        return commandLine
                .setOut(new PrintWriter(out, true))
                .setErr(new PrintWriter(err, true))
                .execute(arguments);
    }

    @Command(name = "defective")
    private static final class Defective implements Callable<Integer> {
        @Override
        public Integer call() {
            throw new IllegalStateException("a defect");
        }
    }
}
