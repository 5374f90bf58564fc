package org.realmscope.abi;

/** Byte offsets of RsiRealmConfig, 4 KiB: output of RSI_REALM_CONFIG (DEN0137, B5.4). */
public final class RsiRealmConfig {
    /** IPA width in bits, 8 bytes. */
    public static final int IPA_WIDTH = 0x000;
    /** RmiHashAlgorithm, 1 byte. */
    public static final int HASH_ALGO = 0x008;
    /** Realm Personalization Value, 64 bytes. */
    public static final int RPV = 0x200;

    public static final int SIZE = 0x1000;

    private RsiRealmConfig() {}
}
