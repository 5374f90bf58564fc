package org.realmscope.machine.history;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.realmscope.platform.memory.PhysicalMemory;

/**
 * The places in the host's code from which it makes RMI calls. A place is a chain of return addresses, innermost first:
 * X30, then those of the frame records that X29 leads to (AAPCS64, 6.4.6). There are few of them, so that a call only
 * needs the number of its place.
 */
final class HostCallSites {
    /** The place of a call of which nothing is known. */
    static final int UNKNOWN = 0;
    /** Binary logarithm of how many places can be told apart; those beyond are not known. */
    static final int BITS = 10;

    private static final int SITES = 1 << BITS;
    /** Return addresses of a place: from the SMC to where the host begins to handle an exit. */
    private static final int DEPTH = 12;

    private static final int FRAME_RECORD = 16;
    private static final long HASH_FACTOR = 0x9e37_79b9_7f4a_7c15L;

    private final PhysicalMemory memory;
    /** {@link #DEPTH} for each place, the last ones 0 if there are fewer. */
    private long[] addresses = new long[16 * DEPTH];

    private int count = 1;
    /** Places by the hash of their addresses; 0 if free. */
    private final int[] table = new int[2 * SITES];

    private final long[] chain = new long[DEPTH];

    /** @param memory which the host addresses by physical addresses, as its stacks are mapped one to one */
    HostCallSites(PhysicalMemory memory) {
        this.memory = memory;
    }

    /**
     * The place from which the host makes a call.
     *
     * @param returnAddress X30
     * @param framePointer X29
     */
    int of(long returnAddress, long framePointer) {
        long hash = walk(returnAddress, framePointer);
        int slot = (int) (hash >>> 64 - BITS - 1);
        while (table[slot] != 0) {
            if (isChain(table[slot])) {
                return table[slot];
            }
            slot = (slot + 1) % table.length;
        }
        return count == SITES ? UNKNOWN : add(slot);
    }

    /** Fills {@link #chain}, and returns its hash. */
    private long walk(long returnAddress, long framePointer) {
        long address = returnAddress;
        long frame = framePointer;
        long hash = 0;
        for (int i = 0; i < DEPTH; i++) {
            chain[i] = address;
            hash = (hash ^ address) * HASH_FACTOR;
            boolean isRecord = address != 0 && frame != 0 && frame % FRAME_RECORD == 0;
            if (!isRecord || !memory.isBacked(frame, FRAME_RECORD)) {
                Arrays.fill(chain, i + 1, DEPTH, 0);
                break;
            }
            long outer = memory.read64(frame);
            address = memory.read64(frame + 8);
            // Stacks grow down: a record that is not above this one is none of a caller.
            frame = Long.compareUnsigned(outer, frame) > 0 ? outer : 0;
        }
        return hash;
    }

    private boolean isChain(int site) {
        return Arrays.equals(addresses, site * DEPTH, (site + 1) * DEPTH, chain, 0, DEPTH);
    }

    private int add(int slot) {
        if ((count + 1) * DEPTH > addresses.length) {
            addresses = Arrays.copyOf(addresses, 2 * addresses.length);
        }
        System.arraycopy(chain, 0, addresses, count * DEPTH, DEPTH);
        table[slot] = count;
        return count++;
    }

    /** The return addresses of a place, innermost first; none if it is not known. */
    List<Long> returnAddresses(int site) {
        List<Long> chain = new ArrayList<>(DEPTH);
        for (int i = site * DEPTH; i < (site + 1) * DEPTH && addresses[i] != 0; i++) {
            chain.add(addresses[i]);
        }
        return chain;
    }
}
