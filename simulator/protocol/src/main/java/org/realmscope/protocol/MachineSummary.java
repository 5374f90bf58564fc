package org.realmscope.protocol;

import java.util.List;

/**
 * What there is.
 *
 * @param moment where the machine stands
 * @param earliest moment that can be gone back to
 * @param frontier furthest moment that was reached
 * @param scenario file of the scenario
 * @param seed of the run
 * @param realmsVisible false with an RMM image, whose realms only it knows
 * @param faults stage 2 faults so far
 * @param rmiCalls RMI calls that have returned so far
 * @param hostReports warnings and other reports of the host so far
 * @param moments that are open
 */
public record MachineSummary(
        String moment,
        String earliest,
        String frontier,
        String scenario,
        long seed,
        boolean realmsVisible,
        List<PeInfo> pes,
        List<RealmInfo> realms,
        long faults,
        long rmiCalls,
        long hostReports,
        List<MomentInfo> moments) {
    /**
     * A PE.
     *
     * @param thread its thread
     * @param world {@code ns}, {@code realm}, {@code root} or {@code secure}
     * @param state what it does, in words
     */
    public record PeInfo(int pe, int thread, String name, String world, int el, String pc, String state) {}

    /**
     * A realm.
     *
     * @param name as it is written in addresses
     * @param measurements RIM, then REM 0 to 3, in hexadecimal
     */
    public record RealmInfo(
            String name,
            String rd,
            String state,
            int ipaWidth,
            boolean lpa2,
            int vmid,
            int startLevel,
            String rttBase,
            List<String> measurements,
            List<RecInfo> recs) {}

    /**
     * A REC.
     *
     * @param pe on which it runs, or -1
     * @param pc where it goes on, if it does not run
     * @param lastExit what its last exit was about
     */
    public record RecInfo(String rec, int number, int pe, boolean runnable, String pc, String lastExit) {}
}
