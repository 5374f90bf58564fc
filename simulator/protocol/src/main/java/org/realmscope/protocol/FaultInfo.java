package org.realmscope.protocol;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A stage 2 fault of a realm.
 *
 * @param number from 1
 * @param moment when the PE had taken it
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
        List<RmiCallInfo> rmi) {}
