package org.realmscope.ui.rmi;

import java.util.Locale;
import org.eclipse.jdt.annotation.Nullable;
import org.realmscope.ui.filter.FilterWords;

/**
 * Which calls are shown.
 *
 * @param name   of the function, in which {@code *} stands for anything; null for all
 * @param failed whether only calls are shown that failed
 * @param fault  the fault for which they were made; null for all
 */
record RmiQuery(
        @Nullable String name, boolean failed, @Nullable Long fault) {
    private static final String EXPECTED = "a name, failed, and fault=17 can be asked for";

    /** What a filter asks for. */
    static RmiQuery of(FilterWords words) {
        String name = null;
        boolean failed = false;
        for (String word : words.words()) {
            if (word.equalsIgnoreCase("failed")) {
                failed = true;
            } else if (name == null) {
                name = pattern(word);
            } else {
                throw new IllegalArgumentException("Only one name, for example RTT_CREATE or RMI_DATA_*.");
            }
        }
        words.refuseSettingsBut(EXPECTED, "fault");
        if (words.range() != null) {
            throw new IllegalArgumentException("Addresses are not searched here; " + EXPECTED + ".");
        }
        Integer fault = words.number("fault");
        return new RmiQuery(name, failed, fault == null ? null : Long.valueOf(fault));
    }

    private static String pattern(String word) {
        String upper = word.toUpperCase(Locale.ROOT);
        return upper.startsWith("RMI_") || upper.startsWith("*") ? upper : "*" + upper + "*";
    }
}
