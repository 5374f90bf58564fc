package org.realmscope.rmm.rtt;

/** Realm IPA state of a Protected entry (DEN0137, RmiRipas). {@code ordinal()} is the encoding. */
public enum Ripas {
    EMPTY,
    RAM,
    DESTROYED;

    private static final Ripas[] BY_CODE = values();

    /** @param code 0 EMPTY, 1 RAM, 2 DESTROYED */
    public static Ripas of(int code) {
        return BY_CODE[code];
    }
}
