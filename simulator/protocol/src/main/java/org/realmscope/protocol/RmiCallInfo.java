package org.realmscope.protocol;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * An RMI call.
 *
 * @param moment when EL3 was about to forward it
 * @param fault number of the fault for which it was made; null if for none
 * @param name the specification's, or the function identifier of a call that RMI 1.0 does not have
 * @param arguments X1 up
 * @param result for example {@code RMI_ERROR_RTT(2)}; null if the call has not returned
 * @param outputs X1 up, of a call that succeeded
 * @param inputFields {@code arguments} by the specification's names; empty of a call that RMI 1.0 does not have
 * @param outputFields {@code outputs} by the specification's names
 * @param pe that made it
 * @param functions of the host in which it was made, inlined ones included, from the innermost one outwards; without
 *     those that do nothing but make the call. Empty if they are not known
 * @param condition that failed the call; null if none did, or if it is not known, as of an RMM image
 */
public record RmiCallInfo(
        String moment,
        @Nullable Long fault,
        String name,
        List<String> arguments,
        @Nullable String result,
        List<String> outputs,
        List<Field> inputFields,
        List<Field> outputFields,
        int pe,
        List<String> functions,
        @Nullable FailedCondition condition) {
    /**
     * A failure condition that held.
     *
     * @param name the specification's label, for example {@code rtt_walk}
     * @param text what makes the command fail, in the specification's words, for example {@code walk.level < level}
     */
    public record FailedCondition(String name, String text) {}

    /** A value by the specification's name. */
    public record Field(String name, String value) {}
}
