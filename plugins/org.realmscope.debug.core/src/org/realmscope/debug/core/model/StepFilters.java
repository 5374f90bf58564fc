package org.realmscope.debug.core.model;

import java.util.List;
import java.util.regex.Pattern;
import org.eclipse.core.runtime.Platform;
import org.realmscope.debug.core.RealmDebug;

/**
 * Functions that a step into a call runs through when step filters are on.
 *
 * @param patterns names, in which {@code *} stands for anything
 */
public record StepFilters(List<String> patterns) {
    /** Preference with the patterns that are used, separated by commas. */
    public static final String PREFERENCE = "stepFilters";

    public StepFilters {
        patterns = List.copyOf(patterns);
    }

    /** What the preferences say. */
    public static StepFilters preferred() {
        String text = Platform.getPreferencesService().getString(RealmDebug.PLUGIN, PREFERENCE, "", null);
        return new StepFilters(List.of(text.split(",")).stream()
                .map(String::strip)
                .filter(each -> !each.isEmpty())
                .toList());
    }

    /** Whether a function is stepped through. Frames may have the world behind the function's name. */
    boolean matches(String frame) {
        String function = frame.split("[ ,(]", 2)[0];
        return patterns.stream().anyMatch(each -> {
            String regex = Pattern.quote(each).replace("*", "\\E.*\\Q");
            return function.matches(regex);
        });
    }
}
