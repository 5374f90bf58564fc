package org.realmscope.rmm.command;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What came of one call of a command.
 *
 * @param name the specification's, for example {@code RMI_RTT_CREATE}
 * @param inputs by name
 * @param outputs by name; those that the command did not set are left out
 * @param result X0 on return; of a call that left the REC, 0
 * @param resultText X0 as people write it
 * @param failed the condition that failed the command with what it compared, null if none did
 * @param changes in order
 * @param otherProfile what the other profile returns for the same call, null if the same
 */
public record CommandOutcome(
        String name,
        List<NamedValue> inputs,
        List<NamedValue> outputs,
        long result,
        String resultText,
        @Nullable EvaluatedCondition failed,
        List<Change> changes,
        @Nullable String otherProfile) {
    public CommandOutcome {
        inputs = List.copyOf(inputs);
        outputs = List.copyOf(outputs);
        changes = List.copyOf(changes);
    }

    /** The call in one line, and a second line for the condition that failed it. */
    public String text() {
        StringBuilder text =
                new StringBuilder(name).append(inputs).append(" -> ").append(resultText);
        if (!outputs.isEmpty()) {
            text.append(' ').append(outputs);
        }
        if (failed != null) {
            text.append("\n  ").append(failed.text());
        }
        if (otherProfile != null) {
            text.append("\n  ").append(otherProfile);
        }
        return text.toString();
    }
}
