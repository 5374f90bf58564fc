package org.realmscope.debug.inspect;

/**
 * A REC, the realm's virtual processor.
 *
 * @param rec physical address of its granule
 * @param rd physical address of the RD of its realm
 * @param mpidr RmiRecMpidr
 * @param pe PE on which it runs, or -1
 * @param runnable whether the host may enter it
 * @param pc where it goes on, if it does not run
 * @param lastExit what its last exit was about, in the RMM's words
 */
public record RecSummary(long rec, long rd, long mpidr, int pe, boolean runnable, long pc, String lastExit) {
    /** Number of the REC in its realm (DEN0137, RecIndex). */
    public int number() {
        return (int) (mpidr & 0xf | (mpidr >>> 8 & 0xff) << 4 | (mpidr >>> 16 & 0xff) << 12 | (mpidr >>> 24) << 20);
    }
}
