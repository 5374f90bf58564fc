package org.realmscope.debug.control;

import org.jspecify.annotations.Nullable;

/**
 * Something that is known of an event, by the name that conditions and log messages use.
 *
 * @param value as a number; null if it has none
 * @param isSigned whether the number has a sign
 * @param text as a log message shows it; if there is no value, why not
 */
public record EventField(String name, @Nullable Long value, boolean isSigned, String text) {
    /** An address or a register. */
    public static EventField hexadecimal(String name, long value) {
        return new EventField(name, value, false, "0x" + Long.toHexString(value));
    }

    /** A number of things, or the number of a thing. */
    public static EventField decimal(String name, long value) {
        return new EventField(name, value, true, Long.toString(value));
    }

    /** One of a few names, which are among {@link EventConstants}. */
    static EventField constant(String name, Enum<?> value) {
        return new EventField(name, EventConstants.number(value), true, value.name());
    }

    /** Something that conditions cannot compare. */
    public static EventField text(String name, String text) {
        return new EventField(name, null, false, text);
    }

    /** Something that the event does not have; as a number -1, which equals no constant. */
    static EventField none(String name) {
        return new EventField(name, -1L, true, "none");
    }

    /** Something that is not known, and why not. */
    static EventField unknown(String name, String reason) {
        return new EventField(name, null, false, "not known: " + reason);
    }
}
