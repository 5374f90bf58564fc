package org.realmscope.rmm.granule;

/** State of a granule (DEN0137, RmmGranuleState). {@code ordinal()} is its encoding in the granule table. */
public enum GranuleState {
    UNDELEGATED,
    DELEGATED,
    RD,
    REC,
    REC_AUX,
    DATA,
    RTT;

    private static final GranuleState[] BY_CODE = values();

    static GranuleState of(int code) {
        return BY_CODE[code];
    }
}
