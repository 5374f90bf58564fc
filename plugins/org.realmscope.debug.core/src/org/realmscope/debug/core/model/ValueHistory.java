package org.realmscope.debug.core.model;

import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/** What values were at the last stop, of those that somebody looked at, so that changed ones can be marked. */
final class ValueHistory {
    private Map<String, String> before = Map.of();
    private Map<String, String> now = new ConcurrentHashMap<>();

    /** The machine has stopped: what is shown from now on is compared with what was shown until now. */
    synchronized void next() {
        if (!now.isEmpty()) {
            before = now;
            now = new ConcurrentHashMap<>();
        }
    }

    /**
     * Notes a value.
     *
     * @param path where it was found
     * @return whether it was another one at the last stop
     */
    synchronized boolean note(String path, String value) {
        now.put(path, value);
        String old = before.get(path);
        return old != null && !old.equals(value);
    }
}
