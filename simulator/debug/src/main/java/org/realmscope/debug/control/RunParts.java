package org.realmscope.debug.control;

/** Divides runs into parts, between which whoever owns the session can do something else. */
public interface RunParts {
    /** Runs are not divided. */
    RunParts NONE = new RunParts() {
        @Override
        public long length() {
            return Long.MAX_VALUE;
        }

        @Override
        public void done() {}
    };

    /** Instructions of the next part. */
    long length();

    /**
     * A part is over, and the run not yet. May set breakpoints and ask for a pause; must not move or change the
     * machine.
     */
    void done();
}
