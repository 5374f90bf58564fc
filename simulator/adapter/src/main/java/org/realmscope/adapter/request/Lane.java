package org.realmscope.adapter.request;

/** When a request is handled. */
public enum Lane {
    /** When it comes, by the thread that reads requests; touches nothing of the machine but its pause. */
    AT_ONCE,
    /**
     * By the machine's thread; if the machine runs, between two parts of the run or of a search of the past. Reads what
     * has been recorded, programs, and the present, which during a search is where the machine stood before.
     */
    ALWAYS,
    /** By the machine's thread; if the machine runs, between two parts of the run, but behind a search of the past. */
    ANY_TIME,
    /** By the machine's thread; refused while the machine runs. */
    STOPPED,
    /** By the machine's thread; a run ends first. */
    ENDS_RUN
}
