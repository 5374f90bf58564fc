package org.realmscope.rmm;

import java.util.List;
import org.realmscope.platform.memory.PhysicalMemory;

/** What the host or the realm of a fuzzed machine does next. */
sealed interface FuzzStep {
    /**
     * The host writes words to its pages and calls the RMM.
     *
     * @param registers X1 and up
     */
    record HostCall(long functionId, List<FuzzValue> registers, List<Patch> patches) implements FuzzStep {}

    /**
     * The realm, which is entered if it does not run, writes words to its pages and executes SMC.
     *
     * @param registers X1 and up
     */
    record RealmCall(long functionId, List<FuzzValue> registers, List<Patch> patches) implements FuzzStep {}

    /** An interrupt takes the realm, if it runs, back to the host. */
    record Interrupt() implements FuzzStep {}

    /**
     * Words written to a structure.
     *
     * @param page number of the page among those of the writer
     * @param offset bytes, so small that the words stay in the page
     */
    record Patch(int page, int offset, List<FuzzValue> words) {
        long pageOf(long[] pages) {
            return pages[page % pages.length];
        }

        void write(PhysicalMemory memory, long start, long[] known) {
            long pa = start + offset;
            for (FuzzValue word : words) {
                memory.write64(pa, word.on(known));
                pa += Long.BYTES;
            }
        }
    }
}
