package org.realmscope.debug.control;

/**
 * At which of its hits a breakpoint stops. Going forwards, hits are counted from when the breakpoint was set; going
 * backwards, from where the run started to go back, so that the first hit is the latest one.
 *
 * @param rule how {@code number} is meant
 */
public record HitCount(Rule rule, long number) {
    /** Stops at every hit. */
    public static final HitCount EVERY = new HitCount(Rule.AT_LEAST, 1);

    /** What the number of a hit is compared with. */
    public enum Rule {
        EQUAL,
        AT_LEAST,
        /** Every n-th hit. */
        MULTIPLE
    }

    /**
     * Whether to stop at a hit.
     *
     * @param hit its number, from 1
     */
    public boolean isMet(long hit) {
        return switch (rule) {
            case EQUAL -> hit == number;
            case AT_LEAST -> hit >= number;
            case MULTIPLE -> number > 0 && hit % number == 0;
        };
    }

    /** Whether some hits do not stop. */
    boolean isSelective() {
        return !equals(EVERY);
    }
}
