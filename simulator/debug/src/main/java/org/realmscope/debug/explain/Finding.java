package org.realmscope.debug.explain;

/**
 * What a rule has found.
 *
 * @param cause with a stable name
 * @param sentence the cause in one sentence
 * @param remedy what to do about it; empty if nothing is wrong
 */
public record Finding(Cause cause, String sentence, String remedy) {
    /** Nothing is wrong. */
    static Finding normal(Cause cause, String sentence) {
        return new Finding(cause, sentence, "");
    }
}
