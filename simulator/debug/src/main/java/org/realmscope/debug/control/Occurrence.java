package org.realmscope.debug.control;

import java.util.List;
import java.util.Map;

/**
 * Something at which a breakpoint stops has happened.
 *
 * @param what in words
 * @param fields what conditions and log messages know of it
 */
public record Occurrence(String what, EventFields fields) {
    /** A hazard of which no more is known than a sentence. */
    public Occurrence(String what) {
        this(what, EventFields.NONE);
    }

    /** A hazard with its fields. */
    Occurrence(String what, String subject, List<EventField> fields, Map<String, Long> constants) {
        this(what, new EventFields(subject, fields, constants));
    }
}
