package org.realmscope.rmm.attestation;

import com.upokecenter.cbor.CBORObject;
import java.nio.charset.StandardCharsets;
import org.realmscope.rmm.command.Rmm;
import org.realmscope.rmm.measurement.HashAlgorithm;
import org.realmscope.rmm.realm.Realms;
import org.realmscope.rmm.rec.Recs;

/**
 * Forms the CCA attestation token (DEN0137, A7.2): a Realm token signed by the RAK and a platform token signed by the
 * IAK, bound by the hash of the RAK's public key. Keys and platform claims are those of a development platform, and say
 * so.
 */
final class TokenSigner {
    private static final int TAG_COLLECTION = 399;
    private static final int PLATFORM_TOKEN = 44234;
    private static final int REALM_TOKEN = 44241;

    private static final int CHALLENGE = 10;
    private static final int PROFILE = 265;
    private static final int REALM_PERSONALIZATION_VALUE = 44235;
    private static final int REALM_HASH_ALGORITHM = 44236;
    private static final int REALM_PUBLIC_KEY = 44237;
    private static final int REALM_INITIAL_MEASUREMENT = 44238;
    private static final int REALM_EXTENSIBLE_MEASUREMENTS = 44239;
    private static final int REALM_PUBLIC_KEY_HASH_ALGORITHM = 44240;

    private static final int INSTANCE_ID = 256;
    private static final int SECURITY_LIFECYCLE = 2395;
    private static final int IMPLEMENTATION_ID = 2396;
    private static final int SOFTWARE_COMPONENTS = 2399;
    private static final int CONFIG = 2401;
    private static final int PLATFORM_HASH_ALGORITHM = 2402;
    /** Lifecycle: debug of the Realm world is possible. */
    private static final int NON_CCA_PLATFORM_ROT_DEBUG = 0x4000;

    private static final int COMPONENT_TYPE = 1;
    private static final int COMPONENT_MEASUREMENT = 2;
    private static final int COMPONENT_VERSION = 4;
    private static final int COMPONENT_SIGNER = 5;

    private static final int COSE_KEY_TYPE = 1;
    private static final int COSE_KEY_TYPE_EC2 = 2;
    private static final int COSE_KEY_CURVE = -1;
    private static final int COSE_CURVE_P384 = 2;
    private static final int COSE_KEY_X = -2;
    private static final int COSE_KEY_Y = -3;

    private static final HashAlgorithm PLATFORM_HASH = HashAlgorithm.SHA_256;

    private final DevelopmentKey realmKey = DevelopmentKey.realm();
    private final DevelopmentKey platformKey = DevelopmentKey.platform();

    /** The token of a Realm with the challenge that is in the REC. */
    byte[] sign(Rmm rmm, long rd, long rec) {
        byte[] realmToken = CoseSign1.sign(realmClaims(rmm, rd, rec), realmKey);
        byte[] platformToken = CoseSign1.sign(platformClaims(), platformKey);
        CBORObject collection =
                CBORObject.NewOrderedMap().Add(PLATFORM_TOKEN, platformToken).Add(REALM_TOKEN, realmToken);
        return collection.WithTag(TAG_COLLECTION).EncodeToBytes();
    }

    private byte[] realmClaims(Rmm rmm, long rd, long rec) {
        CBORObject rems = CBORObject.NewArray();
        for (int i = 1; i < Realms.MEASUREMENTS; i++) {
            rems.Add(rmm.measurements.value(rd, i));
        }
        return CBORObject.NewOrderedMap()
                .Add(CHALLENGE, bytes(rmm, rec + Recs.CHALLENGE))
                .Add(PROFILE, "tag:arm.com,2023:realm#1.0.0")
                .Add(REALM_PERSONALIZATION_VALUE, bytes(rmm, Realms.rpv(rd)))
                .Add(REALM_INITIAL_MEASUREMENT, rmm.measurements.value(rd, 0))
                .Add(REALM_EXTENSIBLE_MEASUREMENTS, rems)
                .Add(REALM_HASH_ALGORITHM, rmm.measurements.algorithm(rd).ianaName())
                .Add(REALM_PUBLIC_KEY, publicKey())
                .Add(REALM_PUBLIC_KEY_HASH_ALGORITHM, PLATFORM_HASH.ianaName())
                .EncodeToBytes();
    }

    private byte[] publicKey() {
        return CBORObject.NewOrderedMap()
                .Add(COSE_KEY_TYPE, COSE_KEY_TYPE_EC2)
                .Add(COSE_KEY_CURVE, COSE_CURVE_P384)
                .Add(COSE_KEY_X, realmKey.x())
                .Add(COSE_KEY_Y, realmKey.y())
                .EncodeToBytes();
    }

    private byte[] platformClaims() {
        byte[] instance = new byte[1 + PLATFORM_HASH.length()];
        instance[0] = 1;
        System.arraycopy(hash("Realmscope instance"), 0, instance, 1, PLATFORM_HASH.length());
        CBORObject component = CBORObject.NewOrderedMap()
                .Add(COMPONENT_TYPE, "RMM")
                .Add(COMPONENT_MEASUREMENT, hash("Realmscope built-in RMM"))
                .Add(COMPONENT_VERSION, "1.0")
                .Add(COMPONENT_SIGNER, hash("Realmscope development signer"));
        return CBORObject.NewOrderedMap()
                .Add(PROFILE, "tag:arm.com,2023:cca_platform#1.0.0")
                .Add(CHALLENGE, PLATFORM_HASH.digest().digest(publicKey()))
                .Add(IMPLEMENTATION_ID, hash("Realmscope simulated platform"))
                .Add(INSTANCE_ID, instance)
                .Add(CONFIG, "development".getBytes(StandardCharsets.UTF_8))
                .Add(SECURITY_LIFECYCLE, NON_CCA_PLATFORM_ROT_DEBUG)
                .Add(SOFTWARE_COMPONENTS, CBORObject.NewArray().Add(component))
                .Add(PLATFORM_HASH_ALGORITHM, PLATFORM_HASH.ianaName())
                .EncodeToBytes();
    }

    private static byte[] hash(String text) {
        return PLATFORM_HASH.digest().digest(text.getBytes(StandardCharsets.UTF_8));
    }

    private static byte[] bytes(Rmm rmm, long pa) {
        byte[] bytes = new byte[Realms.VALUE_SIZE];
        rmm.memory.read(pa, bytes, 0, bytes.length);
        return bytes;
    }
}
