package org.realmscope.machine.history;

import java.util.function.Consumer;

/** The stage 2 faults of the Realms in the order of the run. A view: it grows with the run. */
public interface FaultHistory {
    /** Faults so far, those that are not kept any more included. */
    long count();

    /** Number of the oldest fault that is kept, from 1; {@code count() + 1} if there is none. */
    long firstKept();

    /** What is left of the faults before {@link #firstKept}. */
    ForgottenFaults forgotten();

    /** Another number whenever a fault is added, ends or is forgotten. */
    default long revision() {
        return count();
    }

    /** Bytes that the faults take. */
    long bytes();

    /**
     * A fault.
     *
     * @param number from {@link #firstKept} to {@link #count}
     * @throws IllegalArgumentException if it is not kept
     */
    FaultRecord fault(long number);

    /** Passes all faults that are kept, in order. */
    default void forEach(Consumer<FaultRecord> consumer) {
        for (long number = firstKept(); number <= count(); number++) {
            consumer.accept(fault(number));
        }
    }
}
