package org.realmscope.machine.checkpoint;

import java.util.Arrays;
import org.realmscope.platform.state.StateSink;
import org.realmscope.platform.state.StateSource;

/** The words of a machine state in one array, which grows while it is written. */
public final class StateWords implements StateSink {
    private long[] words = new long[4096];
    private int size;

    @Override
    public void put(long word) {
        if (size == words.length) {
            words = Arrays.copyOf(words, 2 * size);
        }
        words[size++] = word;
    }

    @Override
    public void put(long[] source, int offset, int length) {
        if (size + length > words.length) {
            words = Arrays.copyOf(words, Math.max(2 * words.length, size + length));
        }
        System.arraycopy(source, offset, words, size, length);
        size += length;
    }

    /** Number of words. */
    public int size() {
        return size;
    }

    /** Releases what the array has too much. */
    public void trim() {
        words = Arrays.copyOf(words, size);
    }

    /** Reads the words from the first one on. */
    public StateSource read() {
        return new Reader(words, size);
    }

    private static final class Reader implements StateSource {
        private final long[] words;
        private final int size;
        private int position;

        Reader(long[] words, int size) {
            this.words = words;
            this.size = size;
        }

        @Override
        public long next() {
            if (position == size) {
                throw new IllegalStateException("a component loads more words than were saved");
            }
            return words[position++];
        }
    }
}
