package org.realmscope.cli;

import org.realmscope.platform.UserError;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.IExecutionExceptionHandler;
import picocli.CommandLine.IParameterExceptionHandler;
import picocli.CommandLine.ScopeType;

/**
 * Entry point of the command line. A further subcommand is one class, named here.
 *
 * <p>Exit codes: 0 done, 2 the user's mistake (one line on standard error), 70 our bug (a stack trace). A subcommand
 * may return others for results of its own.
 */
@Command(
        name = "realmscope",
        description = "A debugger for Arm CCA realm faults, on a simulated RME platform.",
        mixinStandardHelpOptions = true,
        scope = ScopeType.INHERIT,
        version = "realmscope 0.1.0-SNAPSHOT",
        subcommands = {
            RunCommand.class,
            BenchCommand.class,
            RmmReplayCommand.class,
            DecodeCommand.class,
            DebugAdapterCommand.class,
            GdbServerCommand.class,
            LanguageServerCommand.class,
            NewCommand.class,
            RehearseCommand.class
        })
public final class Realmscope {
    /** The user's mistake: unknown input, a file that cannot be used. */
    static final int EXIT_USER_ERROR = 2;

    /** Our bug; the number is EX_SOFTWARE of sysexits.h. */
    static final int EXIT_INTERNAL_ERROR = 70;

    /** A message that begins with file, line and column. */
    private static final String POSITION = "(?s)\\S+:\\d+:\\d+: .*";

    /** Columns of help texts, which have lines that picocli must not wrap. */
    private static final int HELP_WIDTH = 100;

    private Realmscope() {}

    /**
     * Runs one subcommand and ends the JVM with its exit code.
     *
     * @param arguments the words after {@code ./realmscope}
     */
    public static void main(String[] arguments) throws InterruptedException {
        System.exit(arguments.length == 1 ? execute(arguments[0]) : execute(arguments));
    }

    /**
     * People wait for servers, which are mostly started without options: the parser's classes would take a good part of
     * the time until they are ready.
     */
    private static int execute(String subcommand) throws InterruptedException {
        return switch (subcommand) {
            case DebugAdapterCommand.NAME -> DebugAdapterCommand.serve();
            case LanguageServerCommand.NAME -> LanguageServerCommand.serve();
            default -> execute(new String[] {subcommand});
        };
    }

    private static int execute(String[] arguments) {
        return createCommandLine().execute(arguments);
    }

    static CommandLine createCommandLine() {
        CommandLine commandLine = new CommandLine(new Realmscope());
        commandLine.setUsageHelpWidth(HELP_WIDTH);
        commandLine.setExecutionExceptionHandler(executionExceptionHandler());
        commandLine.setParameterExceptionHandler(parameterExceptionHandler());
        return commandLine;
    }

    private static IExecutionExceptionHandler executionExceptionHandler() {
        return (exception, commandLine, parseResult) -> switch (exception) {
            case UserError error -> {
                // A mistake in a scenario is told as compilers do: its line begins with the position.
                String message = String.valueOf(error.getMessage());
                boolean hasPosition = error.code() == UserError.Code.SCENARIO_INVALID || message.matches(POSITION);
                commandLine.getErr().println((hasPosition ? "" : "realmscope: ") + message);
                yield EXIT_USER_ERROR;
            }
            default -> {
                exception.printStackTrace(commandLine.getErr());
                yield EXIT_INTERNAL_ERROR;
            }
        };
    }

    private static IParameterExceptionHandler parameterExceptionHandler() {
        return (exception, arguments) -> {
            CommandLine commandLine = exception.getCommandLine();
            String message =
                    String.valueOf(exception.getMessage()).lines().findFirst().orElse("");
            String command = commandLine.getCommandSpec().qualifiedName();
            commandLine.getErr().println("realmscope: " + message + " (see ./" + command + " --help)");
            return EXIT_USER_ERROR;
        };
    }
}
