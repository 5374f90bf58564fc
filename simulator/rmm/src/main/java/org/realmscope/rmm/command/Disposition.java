package org.realmscope.rmm.command;

/** How a call of a realm (RSI, PSCI) ends. */
public enum Disposition {
    /** The realm goes on behind the SMC with the results in its registers. */
    RETURN,
    /** REC exit; the realm goes on behind the SMC when it is entered again. */
    EXIT,
    /**
     * REC exit; the realm goes on behind the SMC with the results, which are known already, when it is entered again.
     */
    EXIT_WITH_RESULTS,
    /** REC exit; the realm executes the SMC again when it is entered again. */
    EXIT_AND_REPEAT
}
