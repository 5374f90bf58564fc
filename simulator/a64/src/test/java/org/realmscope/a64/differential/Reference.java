package org.realmscope.a64.differential;

import java.util.List;

/** Who knows what a sequence does. */
@FunctionalInterface
interface Reference {
    /** The outcome of each sequence; the one at position i is at {@link GuestImage#codeAddress} of i. */
    List<Outcome> run(List<Sequence> sequences);
}
