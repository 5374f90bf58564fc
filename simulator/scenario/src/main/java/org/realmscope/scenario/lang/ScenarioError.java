package org.realmscope.scenario.lang;

import org.realmscope.scenario.model.Position;

/**
 * One mistake in a scenario.
 *
 * @param message what is wrong and what would be right, without the position
 */
public record ScenarioError(Position position, ProblemCode code, String message) {
    /** {@code file:line:column: message [CODE]}. */
    @Override
    public String toString() {
        return position + ": " + message + " [" + code + "]";
    }
}
