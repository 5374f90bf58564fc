package org.realmscope.debug.inspect;

/** State of a granule (DEN0137, RmmGranuleState). */
public enum GranuleState {
    UNDELEGATED,
    DELEGATED,
    RD,
    REC,
    REC_AUX,
    DATA,
    RTT
}
