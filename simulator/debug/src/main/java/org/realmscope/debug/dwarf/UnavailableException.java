package org.realmscope.debug.dwarf;

/** A value cannot be computed, since something that it depends on is not known; the message says what. */
final class UnavailableException extends Exception {
    private static final long serialVersionUID = 1L;

    UnavailableException(String what) {
        super(what, null, false, false);
    }

    ValueLocation.Unavailable location() {
        return new ValueLocation.Unavailable(String.valueOf(getMessage()));
    }
}
