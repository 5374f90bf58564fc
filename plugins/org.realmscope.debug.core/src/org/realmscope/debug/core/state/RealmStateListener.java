package org.realmscope.debug.core.state;

/** Is told what becomes of a {@link RealmState}, on any thread but the UI thread; must return soon. */
@FunctionalInterface
public interface RealmStateListener {
    /** What can become of it. */
    enum Change {
        /** The machine has stopped; it can be read, and what was read before is out of date. */
        STOPPED,
        /** The machine runs; it cannot be read until it stops. */
        RESUMED,
        /** The machine stands still, but was edited, or stands elsewhere: what was read before is out of date. */
        CONTENT,
        /** The machine runs, and more of its history was recorded; comes a few times a second at most. */
        RECORDED,
        /** The moment is closed, or the session over. Nothing follows. */
        ENDED
    }

    /** Something has become of it. */
    void stateChanged(RealmState state, Change change);
}
