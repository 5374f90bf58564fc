package org.realmscope.rmm.attestation;

import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import org.bouncycastle.asn1.sec.SECNamedCurves;
import org.bouncycastle.asn1.x9.X9ECParameters;
import org.bouncycastle.crypto.digests.SHA384Digest;
import org.bouncycastle.crypto.params.ECDomainParameters;
import org.bouncycastle.crypto.params.ECPrivateKeyParameters;
import org.bouncycastle.crypto.signers.ECDSASigner;
import org.bouncycastle.crypto.signers.HMacDSAKCalculator;
import org.bouncycastle.math.ec.ECPoint;

/**
 * A P-384 key of the simulated platform. It is no secret: anybody can derive it from its name, and nothing that it
 * signs proves anything but that it comes from this simulator.
 */
final class DevelopmentKey {
    /** Bytes of a coordinate, and of each half of a signature. */
    static final int LENGTH = 48;

    private static final X9ECParameters CURVE = SECNamedCurves.getByName("secp384r1");
    private static final ECDomainParameters DOMAIN =
            new ECDomainParameters(CURVE.getCurve(), CURVE.getG(), CURVE.getN(), CURVE.getH());

    private final BigInteger scalar;
    private final ECPoint point;

    private DevelopmentKey(String name) {
        SHA384Digest digest = new SHA384Digest();
        byte[] bytes = name.getBytes(StandardCharsets.UTF_8);
        digest.update(bytes, 0, bytes.length);
        byte[] hash = new byte[LENGTH];
        digest.doFinal(hash, 0);
        this.scalar = new BigInteger(1, hash)
                .mod(CURVE.getN().subtract(BigInteger.ONE))
                .add(BigInteger.ONE);
        this.point = CURVE.getG().multiply(scalar).normalize();
    }

    /** Realm Attestation Key (RAK). */
    static DevelopmentKey realm() {
        return new DevelopmentKey("Realmscope development key: Realm Attestation Key");
    }

    /** Initial Attestation Key (IAK) of the platform. */
    static DevelopmentKey platform() {
        return new DevelopmentKey("Realmscope development key: Initial Attestation Key");
    }

    byte[] x() {
        return point.getAffineXCoord().getEncoded();
    }

    byte[] y() {
        return point.getAffineYCoord().getEncoded();
    }

    /** ES384 (RFC 9053): ECDSA with SHA-384 and the deterministic nonce of RFC 6979; r then s, 48 bytes each. */
    byte[] sign(byte[] message) {
        SHA384Digest digest = new SHA384Digest();
        digest.update(message, 0, message.length);
        byte[] hash = new byte[LENGTH];
        digest.doFinal(hash, 0);
        ECDSASigner signer = new ECDSASigner(new HMacDSAKCalculator(new SHA384Digest()));
        signer.init(true, new ECPrivateKeyParameters(scalar, DOMAIN));
        BigInteger[] parts = signer.generateSignature(hash);
        byte[] signature = new byte[2 * LENGTH];
        put(signature, 0, parts[0]);
        put(signature, LENGTH, parts[1]);
        return signature;
    }

    private static void put(byte[] target, int offset, BigInteger value) {
        byte[] bytes = value.toByteArray();
        int skipped = Math.max(0, bytes.length - LENGTH);
        int length = bytes.length - skipped;
        System.arraycopy(bytes, skipped, target, offset + LENGTH - length, length);
    }
}
