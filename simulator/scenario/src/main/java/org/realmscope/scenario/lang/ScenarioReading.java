package org.realmscope.scenario.lang;

import java.util.List;
import org.realmscope.scenario.model.Scenario;

/** What reading a scenario gives. */
public sealed interface ScenarioReading {
    /**
     * The scenario; nothing is wrong with it.
     *
     * @param warnings what is possible, and yet hardly meant, in the order of the text
     */
    record Done(Scenario scenario, List<ScenarioError> warnings) implements ScenarioReading {
        public Done {
            warnings = List.copyOf(warnings);
        }
    }

    /** @param errors in the order of the text, at least one */
    record Refused(List<ScenarioError> errors) implements ScenarioReading {
        public Refused {
            errors = List.copyOf(errors);
        }
    }
}
