package org.realmscope.platform.state;

/** Gives the words of a machine state back, in the order in which they were put. */
public interface StateSource {
    long next();

    /** Fills {@code length} words of {@code words} from {@code offset} on. */
    default void next(long[] words, int offset, int length) {
        for (int i = offset; i < offset + length; i++) {
            words[i] = next();
        }
    }

    default boolean nextFlag() {
        return next() != 0;
    }
}
