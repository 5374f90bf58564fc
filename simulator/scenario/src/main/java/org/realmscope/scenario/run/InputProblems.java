package org.realmscope.scenario.run;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.function.Supplier;
import org.realmscope.platform.UserError;
import org.realmscope.scenario.model.Position;
import org.realmscope.scenario.model.Scenario;

/** Gives every mistake in what a scenario names the form of all its mistakes: {@code file:line:column: what [CODE]}. */
final class InputProblems {
    private static final String POSITION = "(?s).+:\\d+:\\d+: .*";
    private static final String CODE = "(?s).*\\[[A-Z_]+]";
    /** Code of what the assembler of guest programs refuses. */
    private static final String GUEST_PROGRAM = "GUEST_PROGRAM";

    private final Scenario scenario;

    InputProblems(Scenario scenario) {
        this.scenario = scenario;
    }

    /** What {@code action} makes. A mistake in a file is where the scenario names the file. */
    <T> T of(String file, Supplier<T> action) {
        try {
            return action.get();
        } catch (UserError e) {
            throw new UserError(e.code(), withCode(e, withPosition(file, String.valueOf(e.getMessage()))));
        }
    }

    /** What {@code action} makes. A mistake that has no position is one of the scenario as a whole. */
    <T> T of(Supplier<T> action) {
        return of("", action);
    }

    private static String withCode(UserError error, String message) {
        if (message.matches(CODE)) {
            return message;
        }
        boolean isProgram = error.code() == UserError.Code.SCENARIO_INVALID;
        return message + " [" + (isProgram ? GUEST_PROGRAM : error.code().name()) + "]";
    }

    private String withPosition(String file, String message) {
        return message.matches(POSITION) ? message : position(file) + ": " + message;
    }

    /** The first place where the text names the file; the beginning if the scenario has no text. */
    private Position position(String file) {
        Path text = Path.of(scenario.file());
        if (!file.isEmpty() && Files.isReadable(text)) {
            List<String> lines = lines(text);
            for (int i = 0; i < lines.size(); i++) {
                int column = lines.get(i).indexOf('"' + file + '"');
                if (column >= 0) {
                    return new Position(scenario.file(), i + 1, column + 1);
                }
            }
        }
        return new Position(scenario.file(), 1, 1);
    }

    private static List<String> lines(Path text) {
        try {
            return Files.readAllLines(text);
        } catch (IOException e) {
            // The mistake that is to be told is another one; it is told without its place.
            return List.of();
        }
    }
}
