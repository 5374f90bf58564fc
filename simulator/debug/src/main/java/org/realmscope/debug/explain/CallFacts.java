package org.realmscope.debug.explain;

import java.util.List;
import org.jspecify.annotations.Nullable;
import org.realmscope.debug.inspect.CheckedCondition;
import org.realmscope.debug.inspect.RttEntry;
import org.realmscope.machine.time.Moment;

/**
 * A call of the RMM and why it fails, if it does.
 *
 * @param name the specification's
 * @param moment when it is about to take effect
 * @param inputs {@code name = value} of each input
 * @param arguments X1 and up
 * @param result X0 as people write it; null if it has not returned
 * @param failed whether it returned an error
 * @param failing the condition because of which it failed; null if it did not, or that is not known
 * @param leaf entry at which the walk of its IPA ends before it takes effect; null if it has none
 * @param otherProfile what another profile of the RMM answers; null if the same, or that is not known
 * @param repeatedAt when the same call was made again with success; null if it was not
 * @param isPending whether the host has not gone on to anything else, so that it may make good what was missing
 * @param origin what made the failing condition hold; null if that is not known
 */
record CallFacts(
        String name,
        Moment moment,
        List<String> inputs,
        List<Long> arguments,
        @Nullable String result,
        boolean failed,
        @Nullable CheckedCondition failing,
        @Nullable RttEntry leaf,
        @Nullable String otherProfile,
        @Nullable Moment repeatedAt,
        boolean isPending,
        @Nullable Origin origin) {
    CallFacts {
        inputs = List.copyOf(inputs);
        arguments = List.copyOf(arguments);
    }

    /** Label of the condition because of which it failed; empty if it is not known. */
    String label() {
        CheckedCondition condition = failing;
        return condition == null ? "" : condition.condition().label();
    }

    /**
     * What the failing condition has compared.
     *
     * @param prefix of the name of the value, for example {@code Granule(}
     * @return empty if it has compared nothing of that name
     */
    String value(String prefix) {
        CheckedCondition condition = failing;
        return condition == null
                ? ""
                : condition.values().stream()
                        .filter(value -> value.startsWith(prefix))
                        .findFirst()
                        .map(value -> value.substring(value.indexOf(" = ") + 3))
                        .orElse("");
    }

    /** The call in a line, for example {@code RMI_RTT_CREATE(rd = 0x1000, ...) returns RMI_ERROR_INPUT}. */
    String text() {
        return name + "(" + String.join(", ", inputs) + ")" + (result == null ? "" : " returns " + result);
    }

    CallFacts repeatedAt(@Nullable Moment when) {
        return with(when, isPending, origin);
    }

    CallFacts asPending(boolean pending) {
        return with(repeatedAt, pending, origin);
    }

    CallFacts withOrigin(@Nullable Origin found) {
        return with(repeatedAt, isPending, found);
    }

    private CallFacts with(@Nullable Moment when, boolean pending, @Nullable Origin found) {
        return new CallFacts(
                name, moment, inputs, arguments, result, failed, failing, leaf, otherProfile, when, pending, found);
    }
}
