package org.realmscope.rmm.attestation;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.upokecenter.cbor.CBORObject;
import java.math.BigInteger;
import java.security.AlgorithmParameters;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.MessageDigest;
import java.security.PublicKey;
import java.security.Signature;
import java.security.spec.ECGenParameterSpec;
import java.security.spec.ECParameterSpec;
import java.security.spec.ECPoint;
import java.security.spec.ECPublicKeySpec;
import java.util.Arrays;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.realmscope.platform.Platform;
import org.realmscope.rmm.TestPlatform;
import org.realmscope.rmm.choices.RmmChoices;
import org.realmscope.rmm.choices.RmmConfiguration;
import org.realmscope.rmm.command.Rmm;
import org.realmscope.rmm.granule.CarveOut;

/**
 * The token as a verifier sees it: structure, claims, signatures that the JDK accepts, and the same bytes each time.
 */
class TokenTest {
    private static final long RD = 0x8010_0000L;
    private static final long REC = 0x8010_1000L;

    private Rmm rmm;
    private CBORObject token;

    @BeforeEach
    void sign() {
        Platform platform = TestPlatform.create();
        rmm = new Rmm(
                new RmmConfiguration(0, 48, true, TestPlatform.DELEGABLE, CarveOut.DEFAULT, RmmChoices.SPECIFICATION),
                platform);
        rmm.realms.setAttributes(RD, 0, 39, 1);
        rmm.memory.fill(RD + 0x80, 64, 0x5a);
        rmm.memory.fill(REC + 0x100, 64, 0xc3);
        token = CBORObject.DecodeFromBytes(new TokenSigner().sign(rmm, RD, REC));
    }

    @Test
    void collectionHasBothTokens() {
        assertTrue(token.HasMostOuterTag(399));
        assertEquals(2, token.size());
        assertTrue(part(44234).HasMostOuterTag(18));
        assertTrue(part(44241).HasMostOuterTag(18));
    }

    @Test
    void realmClaimsAreThoseOfTheRealm() {
        CBORObject claims = claims(44241);
        assertEquals(8, claims.size());
        assertArrayEquals(
                filled(64, 0xc3), claims.get(CBORObject.FromObject(10)).GetByteString());
        assertArrayEquals(
                filled(64, 0x5a), claims.get(CBORObject.FromObject(44235)).GetByteString());
        assertEquals(64, claims.get(CBORObject.FromObject(44238)).GetByteString().length);
        assertEquals(4, claims.get(CBORObject.FromObject(44239)).size());
        assertEquals("sha-512", claims.get(CBORObject.FromObject(44236)).AsString());
    }

    @Test
    void platformTokenIsBoundToTheRealmKey() throws GeneralSecurityException {
        byte[] key = claims(44241).get(CBORObject.FromObject(44237)).GetByteString();
        byte[] challenge = claims(44234).get(CBORObject.FromObject(10)).GetByteString();
        assertArrayEquals(MessageDigest.getInstance("SHA-256").digest(key), challenge);
    }

    @Test
    void realmSignatureVerifies() throws GeneralSecurityException {
        CBORObject sign1 = part(44241);
        CBORObject key = CBORObject.DecodeFromBytes(
                claims(44241).get(CBORObject.FromObject(44237)).GetByteString());
        Signature verifier = Signature.getInstance("SHA384withECDSAinP1363Format");
        verifier.initVerify(publicKey(
                key.get(CBORObject.FromObject(-2)).GetByteString(),
                key.get(CBORObject.FromObject(-3)).GetByteString()));
        verifier.update(CBORObject.NewArray()
                .Add("Signature1")
                .Add(sign1.get(0).GetByteString())
                .Add(new byte[0])
                .Add(sign1.get(2).GetByteString())
                .EncodeToBytes());
        assertTrue(verifier.verify(sign1.get(3).GetByteString()));
    }

    @Test
    void sameInputsGiveTheSameBytes() {
        assertArrayEquals(token.EncodeToBytes(), new TokenSigner().sign(rmm, RD, REC));
    }

    private CBORObject part(int key) {
        return CBORObject.DecodeFromBytes(token.get(CBORObject.FromObject(key)).GetByteString());
    }

    private CBORObject claims(int key) {
        return CBORObject.DecodeFromBytes(part(key).get(2).GetByteString());
    }

    private static byte[] filled(int length, int value) {
        byte[] bytes = new byte[length];
        Arrays.fill(bytes, (byte) value);
        return bytes;
    }

    private static PublicKey publicKey(byte[] x, byte[] y) throws GeneralSecurityException {
        AlgorithmParameters curve = AlgorithmParameters.getInstance("EC");
        curve.init(new ECGenParameterSpec("secp384r1"));
        ECPoint point = new ECPoint(new BigInteger(1, x), new BigInteger(1, y));
        return KeyFactory.getInstance("EC")
                .generatePublic(new ECPublicKeySpec(point, curve.getParameterSpec(ECParameterSpec.class)));
    }
}
