package org.realmscope.ui.view;

import org.realmscope.debug.core.state.RealmState;

/** The view that can show what differs between two states. */
public interface ComparisonTarget {
    /** Identifier in the workbench registry. */
    String VIEW = "org.realmscope.ui.compare";

    /** Shows what differs between two states of a session. */
    void compare(RealmState before, RealmState after);
}
