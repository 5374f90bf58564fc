package org.realmscope.abi;

import org.jspecify.annotations.Nullable;

/**
 * Calls of an RMM to EL3, RMM-EL3 interface 0.4 of TF-A (function numbers 0x1B0-0x1CF), and the private call that
 * completes an RMI command.
 */
public enum RmmEl3Call {
    /** X1: status X0 of the command, X2-X5: its X1-X4. Does not return; the next entry is the next command. */
    RMI_REQ_COMPLETE(0x18f),
    /** X1: granule that goes from the Non-secure to the Realm physical address space. */
    GTSI_DELEGATE(0x1b0),
    /** X1: granule that goes from the Realm to the Non-secure physical address space. */
    GTSI_UNDELEGATE(0x1b1),
    /** X1: buffer, X2: its size in bytes, X3: curve. */
    ATTEST_GET_REALM_KEY(0x1b2),
    /** X1: buffer, X2: its size in bytes, X3: size of the challenge in bytes. */
    ATTEST_GET_PLAT_TOKEN(0x1b3),
    /** X1: 0 or a negative error. Does not return; the next entry is an RMI command. */
    BOOT_COMPLETE(0x1cf);

    /** Interface version 0.4: major in bits 30:16, minor in bits 15:0. */
    public static final long INTERFACE_VERSION = 0x4;

    public static final long SUCCESS = 0;
    /** The call failed for a reason that has no code of its own, or does not exist. */
    public static final long ERROR_UNKNOWN = -1;
    /** The address is not granule-aligned or not memory. */
    public static final long ERROR_BAD_ADDRESS = -2;
    /** The granule is not in the physical address space that the call starts from. */
    public static final long ERROR_BAD_PAS = -3;

    private static final RmmEl3Call[] CALLS = values();

    private final long functionId;

    RmmEl3Call(int functionNumber) {
        this.functionId = 0xc400_0000L | functionNumber;
    }

    /** The call with the identifier {@code functionId}, or null. */
    public static @Nullable RmmEl3Call of(long functionId) {
        for (RmmEl3Call call : CALLS) {
            if (call.functionId == functionId) {
                return call;
            }
        }
        return null;
    }

    public long functionId() {
        return functionId;
    }
}
