package org.realmscope.debug.core.breakpoints;

import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.eclipse.jdt.annotation.Nullable;

/** Attributes of markers: making them, and saying them. */
final class Attributes {
    private Attributes() {}

    /** The attributes, and one more. */
    static Map<String, Object> with(Map<String, ?> attributes, String name, Object value) {
        Map<String, Object> all = new TreeMap<>(attributes);
        all.put(name, value);
        return all;
    }

    /** Adds what an attribute says to a description, if it is there. */
    static void add(List<String> words, String before, @Nullable Object value) {
        if (value != null) {
            words.add(before + value);
        }
    }
}
