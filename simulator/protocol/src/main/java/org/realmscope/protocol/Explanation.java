package org.realmscope.protocol;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Why something happened.
 *
 * @param known whether there is an explanation; {@code cause} and {@code remedy} are empty if not
 * @param code stable name of the cause, as {@code docs/explain.md} lists them; null if it is not known
 * @param normal whether nothing is wrong; null if the cause is not known, or that is not decided yet
 * @param cause in one sentence
 * @param remedy what to do about it; empty if nothing is wrong
 * @param evidence what was seen, in the order in which it matters
 * @param links into the documentation, as {@code docs/explain.md#first_touch}, and chapters of specifications
 */
public record Explanation(
        boolean known,
        @Nullable String code,
        @Nullable Boolean normal,
        String cause,
        String remedy,
        List<Fact> evidence,
        List<String> links) {
    /**
     * A fact.
     *
     * @param source where it was seen: {@code fault}, {@code decision}, {@code rtt}, {@code granule},
     *     {@code condition}, {@code call}, {@code memslot}, {@code switch}, {@code host}, {@code history} or
     *     {@code profile}
     * @param text in a sentence
     */
    public record Fact(String source, String text) {}
}
