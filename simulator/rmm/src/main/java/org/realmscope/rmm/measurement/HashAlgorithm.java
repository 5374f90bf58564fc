package org.realmscope.rmm.measurement;

import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;

/** Hash algorithm of a Realm (DEN0137, RmiHashAlgorithm). {@code ordinal()} is the encoding. */
public enum HashAlgorithm {
    SHA_256("SHA-256", "sha-256", 32),
    SHA_512("SHA-512", "sha-512", 64);

    private static final HashAlgorithm[] BY_CODE = values();

    private final String javaName;
    private final String ianaName;
    private final int length;

    HashAlgorithm(String javaName, String ianaName, int length) {
        this.javaName = javaName;
        this.ianaName = ianaName;
        this.length = length;
    }

    /** @param code encoding that REALM_CREATE has checked */
    public static HashAlgorithm of(int code) {
        return BY_CODE[code];
    }

    /** Bytes of a hash value. */
    public int length() {
        return length;
    }

    /** Name in the IANA registry of named information hash algorithms, as attestation tokens hold it. */
    public String ianaName() {
        return ianaName;
    }

    /** A digest that has taken nothing yet. */
    public MessageDigest digest() {
        try {
            return MessageDigest.getInstance(javaName);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has " + javaName, e);
        }
    }
}
