package org.realmscope.adapter.explain;

import org.realmscope.debug.explain.Cause;

/**
 * A scenario in which one thing has been made to go wrong.
 *
 * @param name of the mutation
 * @param seed of what was drawn for it
 * @param expected cause, by what was done to the scenario
 * @param subject of which the cause is asked
 */
record Mutation(String name, long seed, Cause expected, MutatedScenario scenario, Subject subject) {
    @Override
    public String toString() {
        return name + ", seed " + seed;
    }
}
