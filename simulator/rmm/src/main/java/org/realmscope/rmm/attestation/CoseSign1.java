package org.realmscope.rmm.attestation;

import com.upokecenter.cbor.CBORObject;

/** COSE_Sign1 (RFC 9052, 4.2) with ES384. */
final class CoseSign1 {
    private static final int TAG = 18;
    private static final int HEADER_ALGORITHM = 1;
    private static final int ES384 = -35;

    private CoseSign1() {}

    /** The tagged structure with {@code payload}, signed by {@code key}. */
    static byte[] sign(byte[] payload, DevelopmentKey key) {
        byte[] header = CBORObject.NewOrderedMap().Add(HEADER_ALGORITHM, ES384).EncodeToBytes();
        byte[] signed = CBORObject.NewArray()
                .Add("Signature1")
                .Add(header)
                .Add(new byte[0])
                .Add(payload)
                .EncodeToBytes();
        CBORObject structure = CBORObject.NewArray()
                .Add(header)
                .Add(CBORObject.NewOrderedMap())
                .Add(payload)
                .Add(key.sign(signed));
        return structure.WithTag(TAG).EncodeToBytes();
    }
}
