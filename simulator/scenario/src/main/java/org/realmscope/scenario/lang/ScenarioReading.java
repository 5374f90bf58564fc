package org.realmscope.scenario.lang;

import java.util.List;
import org.realmscope.scenario.model.Scenario;

/** What reading a scenario gives. */
public sealed interface ScenarioReading {
    /** The scenario; nothing is wrong with it. */
    record Done(Scenario scenario) implements ScenarioReading {}

    /** @param errors in the order of the text, at least one */
    record Refused(List<ScenarioError> errors) implements ScenarioReading {
        public Refused {
            errors = List.copyOf(errors);
        }
    }
}
