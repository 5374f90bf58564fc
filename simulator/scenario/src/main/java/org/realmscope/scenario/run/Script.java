package org.realmscope.scenario.run;

import java.util.List;

/**
 * What the VMM's thread on PE 0 does, one step after another.
 *
 * @param realm index of the realm that it builds or closes, whose failure ends the script; {@link #NO_REALM} for one
 *     whose steps do not depend on each other
 */
record Script(List<ScriptStep> steps, int realm) {
    static final int NO_REALM = -1;

    Script {
        steps = List.copyOf(steps);
    }
}
