package org.realmscope.platform.state;

/** Takes the words of a machine state, in order. */
public interface StateSink {
    void put(long word);

    /** Puts {@code length} words of {@code words} from {@code offset} on. */
    default void put(long[] words, int offset, int length) {
        for (int i = offset; i < offset + length; i++) {
            put(words[i]);
        }
    }

    /** Puts a truth value as 0 or 1. */
    default void put(boolean flag) {
        put(flag ? 1L : 0L);
    }
}
