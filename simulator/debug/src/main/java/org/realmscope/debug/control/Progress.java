package org.realmscope.debug.control;

/** Is told how far a search through history has come. */
@FunctionalInterface
public interface Progress {
    /** Tells nobody. */
    Progress NONE = (done, total) -> {};

    /**
     * Called every few milliseconds.
     *
     * @param done instructions that have been searched
     * @param total instructions that there are
     */
    void searched(long done, long total);
}
