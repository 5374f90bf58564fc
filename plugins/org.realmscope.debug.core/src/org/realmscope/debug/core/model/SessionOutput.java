package org.realmscope.debug.core.model;

import java.util.EnumMap;
import java.util.List;
import java.util.Map;

/** What the adapter, the machine and its host write, each in a stream of its own. */
public final class SessionOutput {
    /** Lines of an adapter's complaints that people see when it has died. */
    private static final int LAST_LINES = 5;

    private final Map<OutputCategory, OutputStreamMonitor> monitors = new EnumMap<>(OutputCategory.class);
    private final OutputStreamMonitor errors = new OutputStreamMonitor();

    SessionOutput() {
        for (OutputCategory each : OutputCategory.values()) {
            monitors.put(each, new OutputStreamMonitor());
        }
    }

    /** A stream. */
    public OutputStreamMonitor of(OutputCategory category) {
        return monitors.get(category);
    }

    /** What the adapter's JVM writes to standard error: nothing, unless something is wrong. */
    public OutputStreamMonitor errors() {
        return errors;
    }

    /** The last lines of {@link #errors}, after a line break; empty if there are none. */
    public String lastErrors() {
        List<String> lines = errors.getContents().lines().toList();
        String last = String.join("\n", lines.subList(Math.max(0, lines.size() - LAST_LINES), lines.size()));
        return last.isEmpty() ? "" : "\n" + last;
    }
}
