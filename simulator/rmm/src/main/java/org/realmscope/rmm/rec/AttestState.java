package org.realmscope.rmm.rec;

/** Whether a REC generates an attestation token (DEN0137, RmmRecAttestState). {@code ordinal()} is its encoding. */
public enum AttestState {
    NO_ATTEST_IN_PROGRESS,
    ATTEST_IN_PROGRESS
}
