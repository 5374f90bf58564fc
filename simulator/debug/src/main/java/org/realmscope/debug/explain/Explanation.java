package org.realmscope.debug.explain;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Why something happened.
 *
 * @param finding cause and remedy; null if they are not known
 * @param evidence what was seen, in the order in which it matters
 * @param references into the documentation, {@code file#anchor}, and into specifications
 */
public record Explanation(@Nullable Finding finding, List<Evidence> evidence, List<String> references) {
    public Explanation {
        evidence = List.copyOf(evidence);
        references = List.copyOf(references);
    }

    /** The cause; null if it is not known. */
    public @Nullable Cause cause() {
        return finding == null ? null : finding.cause();
    }

    /** The explanation as people read it, a line for each part. */
    public String text() {
        StringBuilder text = new StringBuilder();
        Finding known = finding;
        text.append(known == null ? "The cause is not known." : known.cause() + ": " + known.sentence());
        for (Evidence each : evidence) {
            text.append("\n  ").append(each.source().text()).append(": ").append(each.text());
        }
        if (known != null && !known.remedy().isEmpty()) {
            text.append("\n  remedy: ").append(known.remedy());
        }
        return text.toString();
    }
}
