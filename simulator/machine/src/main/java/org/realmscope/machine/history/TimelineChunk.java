package org.realmscope.machine.history;

import java.util.Arrays;
import org.realmscope.machine.time.Moment;

/**
 * Consecutive entries as bytes. An entry is a head, then values as variable-length differences from the last value of
 * the same meaning in the chunk, 7 bits a byte, the lowest first, bit 7 set in all but the last byte, the sign in bit
 * 0.
 *
 * <table>
 * <caption>Head</caption>
 * <tr><th>Bits</th><th>Meaning</th></tr>
 * <tr><td>7:6</td><td>of a world switch: 0 to Realm, 1 to Non-secure, 2 two bytes with the states follow; of a return,
 * bit 6: the function follows, which is not that of the PE's last call</td></tr>
 * <tr><td>5</td><td>realm and vCPU follow, which are not the last ones of the PE; of a call and a return, the realm
 * follows, which is not the one that the PE's last call named</td></tr>
 * <tr><td>4</td><td>the ordinal follows: neither the next one of the same count, nor the first of another</td></tr>
 * <tr><td>3</td><td>the PE follows: not that of the last entry</td></tr>
 * <tr><td>2:0</td><td>{@link EntryKind}</td></tr>
 * </table>
 *
 * <p>Behind the head: the instructions since the last entry, then PE, ordinal, realm and vCPU if they follow, then what
 * the kind has.
 */
final class TimelineChunk {
    static final int KIND = 7;
    static final int HAS_PE = 1 << 3;
    static final int HAS_ORDINAL = 1 << 4;
    static final int HAS_REALM = 1 << 5;
    static final int HAS_FUNCTION = 1 << 6;
    static final int SWITCH_SHIFT = 6;
    /** From Non-secure to Realm. */
    static final int TO_REALM = 0;
    /** From Realm to Non-secure. */
    static final int TO_NON_SECURE = 1;
    /** From and to follow. */
    static final int OTHER_SWITCH = 2;

    /** Bytes from which on a chunk is full. */
    private static final int FULL = 1 << 16;

    /** Bytes that no entry exceeds: 18 registers and what comes before them, all as long as they can be. */
    private static final int LONGEST_ENTRY = 256;

    private static final int SMALLEST = 2 * LONGEST_ENTRY;
    /** Objects and what refers to them. */
    private static final int OVERHEAD = 160;

    final long firstNumber;
    final long[] counts = new long[EntryKind.values().length];
    private byte[] bytes = new byte[SMALLEST];
    private int size;
    private int count;
    private long lastInstructions;
    private int lastOrdinal;

    TimelineChunk(long firstNumber) {
        this.firstNumber = firstNumber;
    }

    int count() {
        return count;
    }

    boolean isFull() {
        return size >= FULL;
    }

    byte at(int index) {
        return bytes[index];
    }

    /** Bytes that the chunk takes. */
    long bytes() {
        return (long) bytes.length + OVERHEAD;
    }

    /** Moment of the newest entry; the chunk has one. */
    Moment last() {
        return new Moment(lastInstructions, lastOrdinal);
    }

    /** No entry is added any more. */
    void seal() {
        bytes = Arrays.copyOf(bytes, size);
    }

    /** An entry begins. */
    void begin(EntryKind kind, long instructions, int ordinal) {
        if (bytes.length - size < LONGEST_ENTRY) {
            bytes = Arrays.copyOf(bytes, size + (size >> 1) + LONGEST_ENTRY);
        }
        counts[kind.ordinal()]++;
        count++;
        lastInstructions = instructions;
        lastOrdinal = ordinal;
    }

    /** Appends a byte to the entry that has begun. */
    void put(int value) {
        bytes[size++] = (byte) value;
    }

    /** Appends a signed value to the entry that has begun. */
    void putSigned(long value) {
        long rest = value << 1 ^ value >> 63;
        while ((rest & ~0x7fL) != 0) {
            bytes[size++] = (byte) (rest & 0x7f | 0x80);
            rest >>>= 7;
        }
        bytes[size++] = (byte) rest;
    }
}
