package org.realmscope.protocol;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A stage 2 fault of a realm.
 *
 * @param number from 1
 * @param moment when the PE had taken it, or the RMM reported it
 * @param realm number in the order of creation, -1 if it is not known
 * @param vcpu number of the REC, -1 if it is not known
 * @param half {@code protected} or {@code unprotected}; null if it is not known
 * @param access {@code read}, {@code write} or {@code execute}
 * @param level lookup level
 * @param before state of the entry when the fault was taken; null if it is not known
 * @param after state of the entry when the realm went on; null if it is not known
 * @param decision row of the RMM's decision table; null where an RMM image decided
 * @param resolution how it ended
 * @param resolvedBy RMI command that made the mapping; null if none did
 * @param rmi calls that the host made for it, in order
 * @param repeats whether it is the same as the vCPU's fault before, with nothing of the realm executed in between
 * @param hostAccess what the host takes the access for, by the syndrome that it was told; null if it was not told
 * @param hostEsr that syndrome; null if it was not told
 * @param location of the instruction in the guest's source; null if it is not known
 * @param source {@code pe}, or {@code rmm} if the RMM reported it and no PE took it: the access and the syndrome are
 *     then what the RMM told the host
 */
public record FaultInfo(
        long number,
        String moment,
        int pe,
        int realm,
        int vcpu,
        String pc,
        String ipa,
        @Nullable String half,
        String access,
        int level,
        String esr,
        String hpfar,
        @Nullable String before,
        @Nullable String after,
        @Nullable String decision,
        String resolution,
        @Nullable String resolvedBy,
        List<RmiCallInfo> rmi,
        boolean repeats,
        @Nullable String hostAccess,
        @Nullable String hostEsr,
        Cost cost,
        @Nullable Location location,
        String source) {
    /**
     * Where the guest stood in its source.
     *
     * @param path of the file
     * @param line from 1
     * @param function that it was in
     */
    public record Location(String path, int line, String function) {}

    /**
     * What a fault cost.
     *
     * @param hostInstructions of the host between the REC exit and the next RMI_REC_ENTER; -1 if there was no exit
     * @param tlbInvalidations TLBIs that the RMM issued
     * @param gptChanges granules that changed their physical address space
     * @param nativeEstimate instructions that a native RMM and EL3 would have executed, estimated
     */
    public record Cost(long hostInstructions, long tlbInvalidations, long gptChanges, long nativeEstimate) {}
}
