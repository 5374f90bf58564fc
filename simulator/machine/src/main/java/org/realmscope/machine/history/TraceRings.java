package org.realmscope.machine.history;

/**
 * Where a host image keeps its trace, a ring of events per PE ({@code docs/vmm-port.md}).
 *
 * @param base physical address of PE 0's ring; 0 if the host has none
 * @param stride bytes from a PE's ring to the next PE's
 * @param capacity events in a ring
 * @param count number of rings
 */
public record TraceRings(long base, long stride, long capacity, long count) {
    /** Bytes before the first event of a ring; the first 8 are the number of events ever written. */
    static final int HEADER = 0x40;
    /** Bytes of an event. */
    static final int EVENT_SIZE = 0x40;

    static final TraceRings NONE = new TraceRings(0, 0, 0, 0);

    boolean has(int pe) {
        return base != 0 && pe < count && capacity > 0;
    }

    long ring(int pe) {
        return base + pe * stride;
    }

    /** Address of event {@code n} of a PE, counted from 0. */
    long event(int pe, long n) {
        return ring(pe) + HEADER + EVENT_SIZE * Long.remainderUnsigned(n, capacity);
    }
}
