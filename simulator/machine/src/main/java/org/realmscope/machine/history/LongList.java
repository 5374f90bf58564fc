package org.realmscope.machine.history;

import java.util.Arrays;

/** A growing list of words. */
final class LongList {
    private static final int SMALLEST = 16;

    private long[] words;
    private int size;

    LongList() {
        words = new long[SMALLEST];
    }

    int size() {
        return size;
    }

    /** Words that it has room for. */
    int capacity() {
        return words.length;
    }

    long get(int index) {
        return words[index];
    }

    void set(int index, long word) {
        words[index] = word;
    }

    void add(long word) {
        if (size == words.length) {
            words = Arrays.copyOf(words, size + (size >> 1));
        }
        words[size++] = word;
    }

    void addAll(LongList other) {
        if (size + other.size > words.length) {
            words = Arrays.copyOf(words, Math.max(size + other.size, words.length + (words.length >> 1)));
        }
        System.arraycopy(other.words, 0, words, size, other.size);
        size += other.size;
    }

    void clear() {
        size = 0;
    }

    /** Forgets what is behind the first {@code count} words. */
    void truncate(int count) {
        size = Math.min(size, count);
    }

    LongList copy() {
        LongList copy = new LongList();
        copy.addAll(this);
        return copy;
    }

    /** Gives up the room that is not needed. */
    void trim() {
        words = Arrays.copyOf(words, Math.max(size, SMALLEST));
    }
}
