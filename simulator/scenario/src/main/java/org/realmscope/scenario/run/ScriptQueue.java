package org.realmscope.scenario.run;

import java.util.Arrays;
import org.realmscope.platform.state.StateSink;
import org.realmscope.platform.state.StateSource;
import org.realmscope.platform.state.Stateful;

/** Scripts that wait for PE 0, in the order in which they came, each with the vCPU that waits for it. */
final class ScriptQueue implements Stateful {
    /** No vCPU waits for the script. */
    static final int NOBODY = -1;

    private static final int CONTEXT_BITS = 8;

    private long[] entries = new long[16];
    private int size;

    boolean isEmpty() {
        return size == 0;
    }

    void add(int script, int vcpu) {
        if (size == entries.length) {
            entries = Arrays.copyOf(entries, 2 * size);
        }
        entries[size++] = (long) script << CONTEXT_BITS | (vcpu + 1);
    }

    /** Number of the first script. */
    int script() {
        return (int) (entries[0] >>> CONTEXT_BITS);
    }

    /** The vCPU that waits for the first script, or {@link #NOBODY}. */
    int vcpu() {
        return (int) (entries[0] & (1 << CONTEXT_BITS) - 1) - 1;
    }

    void remove() {
        size--;
        System.arraycopy(entries, 1, entries, 0, size);
    }

    @Override
    public void save(StateSink sink) {
        sink.put(size);
        sink.put(entries, 0, size);
    }

    @Override
    public void load(StateSource source) {
        size = (int) source.next();
        if (size > entries.length) {
            entries = new long[size];
        }
        source.next(entries, 0, size);
    }
}
