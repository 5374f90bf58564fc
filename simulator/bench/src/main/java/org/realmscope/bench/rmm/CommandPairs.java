package org.realmscope.bench.rmm;

import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.State;
import org.realmscope.abi.RmiCommand;
import org.realmscope.platform.memory.PhysicalMemory;

/**
 * Pairs of RMI commands that undo each other, as JMH measures them: one invocation is one pair. The pairs go round
 * {@value #PAGES} pages that have been written before, so that wiping them costs what it does in use. JMH extends
 * these classes, so they are not final.
 */
@BenchmarkMode(Mode.Throughput)
@OutputTimeUnit(TimeUnit.SECONDS)
public class CommandPairs {
    private static final long PAGES = 256;
    private static final long DRAM_SIZE = 64L << 20;
    private static final long TABLE_SPAN = 2L << 20;

    /** A host that owns all the pages. */
    @State(Scope.Thread)
    public static class Undelegated {
        private final RmmHost host = new RmmHost(DRAM_SIZE);
        private final long first = writtenPages(host);
        private long page;
    }

    /** A host with a Realm that has a level 3 table, RIPAS RAM, for IPAs from 0 on; the pages are DELEGATED. */
    @State(Scope.Thread)
    public static class Delegated {
        private final RmmHost host = new RmmHost(DRAM_SIZE);
        private final long rd = realmWithTable(host);
        private final long first = writtenPages(host);
        private long page;

        /** Delegates the pages. */
        public Delegated() {
            for (long i = 0; i < PAGES; i++) {
                host.call(RmiCommand.GRANULE_DELEGATE, first + i * PhysicalMemory.GRANULE_SIZE, 0, 0, 0);
            }
        }
    }

    /** GRANULE_DELEGATE, then GRANULE_UNDELEGATE of the same page. */
    @Benchmark
    public void delegatePairs(Undelegated state) {
        long pa = state.first + state.page * PhysicalMemory.GRANULE_SIZE;
        state.page = (state.page + 1) % PAGES;
        state.host.call(RmiCommand.GRANULE_DELEGATE, pa, 0, 0, 0);
        state.host.call(RmiCommand.GRANULE_UNDELEGATE, pa, 0, 0, 0);
    }

    /** DATA_CREATE_UNKNOWN, then DATA_DESTROY at the same IPA. */
    @Benchmark
    public void dataPairs(Delegated state) {
        long ipa = state.page * PhysicalMemory.GRANULE_SIZE;
        state.page = (state.page + 1) % PAGES;
        state.host.call(RmiCommand.DATA_CREATE_UNKNOWN, state.rd, state.first + ipa, ipa, 0);
        state.host.call(RmiCommand.DATA_DESTROY, state.rd, ipa, 0, 0);
    }

    private static long writtenPages(RmmHost host) {
        long first = host.granule();
        for (long i = 1; i < PAGES; i++) {
            host.granule();
        }
        host.memory.fill(first, PAGES * PhysicalMemory.GRANULE_SIZE, 1);
        return first;
    }

    private static long realmWithTable(RmmHost host) {
        long rd = host.realm();
        host.call(RmiCommand.RTT_CREATE, rd, host.delegated(), 0, 2);
        host.call(RmiCommand.RTT_CREATE, rd, host.delegated(), 0, 3);
        host.call(RmiCommand.RTT_INIT_RIPAS, rd, 0, TABLE_SPAN, 0);
        return rd;
    }
}
