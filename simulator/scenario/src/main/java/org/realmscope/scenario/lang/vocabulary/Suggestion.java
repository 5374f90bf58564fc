package org.realmscope.scenario.lang.vocabulary;

import java.util.Collection;
import java.util.Optional;

/** What somebody may have meant who wrote a word that does not exist. */
public final class Suggestion {
    private static final int LETTERS_PER_MISTAKE = 3;
    private static final int MOST_LISTED = 12;

    private Suggestion() {}

    /**
     * The candidate that takes the fewest changes, if they are few enough for a slip of the pen; a word without the
     * prefix of its interface, {@code VERSION} for {@code RSI_VERSION}, counts as one.
     */
    public static Optional<String> closest(String word, Collection<String> candidates) {
        String best = "";
        int fewest = Math.max(1, word.length() / LETTERS_PER_MISTAKE) + 1;
        for (String candidate : candidates) {
            int changes = isSame(word, candidate) ? 0 : distance(word, candidate);
            if (changes < fewest) {
                fewest = changes;
                best = candidate;
            }
        }
        return best.isEmpty() ? Optional.empty() : Optional.of(best);
    }

    private static boolean isSame(String word, String candidate) {
        int prefix = candidate.length() - word.length();
        return candidate.equalsIgnoreCase(word)
                || prefix > 1
                        && candidate.charAt(prefix - 1) == '_'
                        && candidate.indexOf('_') == prefix - 1
                        && candidate.regionMatches(true, prefix, word, 0, word.length());
    }

    /** {@code ; did you mean 'x'?}, or all candidates if they are few, or nothing. */
    public static String sentence(String word, Collection<String> candidates) {
        Optional<String> closest = closest(word, candidates);
        if (closest.isPresent()) {
            return "; did you mean '" + closest.get() + "'?";
        }
        return candidates.isEmpty() || candidates.size() > MOST_LISTED ? "" : "; possible: " + choice(candidates);
    }

    /** {@code a, b and c}. */
    public static String list(Collection<String> words) {
        return list(words, "and");
    }

    /** {@code a, b or c}. */
    public static String choice(Collection<String> words) {
        return list(words, "or");
    }

    private static String list(Collection<String> words, String last) {
        StringBuilder text = new StringBuilder();
        int left = words.size();
        for (String word : words) {
            text.append(word).append(left > 2 ? ", " : left == 2 ? " " + last + " " : "");
            left--;
        }
        return text.toString();
    }

    /** Insertions, deletions, replacements and exchanges of neighbours. */
    private static int distance(String from, String to) {
        int[] before = new int[to.length() + 1];
        int[] last = new int[to.length() + 1];
        int[] row = new int[to.length() + 1];
        for (int j = 0; j <= to.length(); j++) {
            last[j] = j;
        }
        for (int i = 1; i <= from.length(); i++) {
            row[0] = i;
            for (int j = 1; j <= to.length(); j++) {
                int replaced = last[j - 1] + (from.charAt(i - 1) == to.charAt(j - 1) ? 0 : 1);
                row[j] = Math.min(replaced, Math.min(last[j], row[j - 1]) + 1);
                boolean exchanged = i > 1
                        && j > 1
                        && from.charAt(i - 1) == to.charAt(j - 2)
                        && from.charAt(i - 2) == to.charAt(j - 1);
                if (exchanged) {
                    row[j] = Math.min(row[j], before[j - 2] + 1);
                }
            }
            int[] free = before;
            before = last;
            last = row;
            row = free;
        }
        return last[to.length()];
    }
}
