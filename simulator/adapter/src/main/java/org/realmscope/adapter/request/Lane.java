package org.realmscope.adapter.request;

/** When a request is handled. */
public enum Lane {
    /** When it comes, by the thread that reads requests; touches nothing of the machine but its pause. */
    AT_ONCE,
    /**
     * By the machine's thread, even while it searches the past; touches nothing of the machine, only what has been
     * recorded of it and its programs.
     */
    RECORDED,
    /** By the machine's thread; if the machine runs, between two parts of the run, but behind a search of the past. */
    ANY_TIME,
    /** By the machine's thread; refused while the machine runs. */
    STOPPED,
    /** By the machine's thread; a run ends first. */
    ENDS_RUN
}
