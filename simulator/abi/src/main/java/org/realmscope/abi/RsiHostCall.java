package org.realmscope.abi;

/** Byte offsets of RsiHostCall, 256 bytes: the argument of RSI_HOST_CALL (DEN0137, B5.4). */
public final class RsiHostCall {
    /** 2 bytes. */
    public static final int IMM = 0x000;
    /** gprs[0] to gprs[30], 8 bytes each. */
    public static final int GPRS = 0x008;

    public static final int SIZE = 0x100;

    private RsiHostCall() {}
}
