package org.realmscope.debug.core.breakpoints;

import java.util.Map;
import java.util.TreeMap;

/** Attributes of a marker that is made. */
final class Attributes {
    private Attributes() {}

    /** The attributes, and one more. */
    static Map<String, Object> with(Map<String, ?> attributes, String name, Object value) {
        Map<String, Object> all = new TreeMap<>(attributes);
        all.put(name, value);
        return all;
    }
}
