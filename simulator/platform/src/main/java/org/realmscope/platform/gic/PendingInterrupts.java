package org.realmscope.platform.gic;

import org.realmscope.platform.state.StateSink;
import org.realmscope.platform.state.StateSource;
import org.realmscope.platform.state.Stateful;

/**
 * Interrupts on their way to one PE. There is no distributor to program: every interrupt is in Group 1, enabled, of
 * priority {@link #PRIORITY}, and goes to the PE at which it was raised. SGIs and SPIs are edge-triggered, PPIs
 * level-sensitive.
 */
final class PendingInterrupts implements Stateful {
    /** Priority of every physical interrupt. */
    static final int PRIORITY = 0xa0;
    /** INTID that says that there is no interrupt. */
    static final int SPURIOUS = 1023;
    /** First INTID that is not an interrupt. */
    static final int FIRST_SPECIAL = 1020;

    private static final int WORDS = 16;
    private static final int PRIVATE = 32;

    private final long[] pending = new long[WORDS];
    private final long[] active = new long[WORDS];

    void setPending(int intid) {
        pending[intid >>> 6] |= 1L << intid;
    }

    void clearPending(int intid) {
        pending[intid >>> 6] &= ~(1L << intid);
    }

    void deactivate(int intid) {
        if (intid < FIRST_SPECIAL) {
            active[intid >>> 6] &= ~(1L << intid);
        }
    }

    boolean isActive(int intid) {
        return (active[intid >>> 6] >>> intid & 1) != 0;
    }

    /**
     * The pending interrupt that is not active with the lowest INTID.
     *
     * @param levels PPIs that are asserted, a bit for each INTID below 32
     * @return its INTID, or {@link #SPURIOUS}
     */
    int highest(int levels) {
        for (int i = 0; i < WORDS; i++) {
            long candidates = (pending[i] | (i == 0 ? levels & 0xffff_ffffL : 0)) & ~active[i];
            if (candidates != 0) {
                return (i << 6) + Long.numberOfTrailingZeros(candidates);
            }
        }
        return SPURIOUS;
    }

    /** Makes a pending interrupt active; a level-sensitive one stays pending as long as it is asserted. */
    void activate(int intid) {
        active[intid >>> 6] |= 1L << intid;
        clearPending(intid);
    }

    /** Whether {@code intid} is one that {@link #setPending} may name: an SGI or an SPI. */
    static boolean isEdgeTriggered(int intid) {
        return intid >= 0 && intid < PRIVATE / 2 || intid >= PRIVATE && intid < FIRST_SPECIAL;
    }

    @Override
    public void save(StateSink sink) {
        sink.put(pending, 0, WORDS);
        sink.put(active, 0, WORDS);
    }

    @Override
    public void load(StateSource source) {
        source.next(pending, 0, WORDS);
        source.next(active, 0, WORDS);
    }
}
