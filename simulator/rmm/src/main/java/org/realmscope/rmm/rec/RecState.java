package org.realmscope.rmm.rec;

/** State of a REC (DEN0137, RmmRecState). {@code ordinal()} is its encoding; a REC that is NULL has no granule. */
public enum RecState {
    READY,
    RUNNING
}
