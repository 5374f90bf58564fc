package org.realmscope.abi;

import org.jspecify.annotations.Nullable;

/**
 * Status of an RMI command: bits 7:0 of the return code in X0; bits 15:8 are an index (DEN0137, RmiCommandReturnCode).
 */
public enum RmiStatus {
    SUCCESS(0),
    /** An input value, in a register or in memory, is not acceptable. */
    ERROR_INPUT(1),
    /** An attribute or the state of the Realm prevents the command; the index says which. */
    ERROR_REALM(2),
    /** An attribute or the state of the REC prevents the command. */
    ERROR_REC(3),
    /** The RTT walk ended early or at an entry in another state; the index is the level it reached. */
    ERROR_RTT(4);

    private static final RmiStatus[] BY_CODE = values();

    private final int code;

    RmiStatus(int code) {
        this.code = code;
    }

    /** The status in a return code; null for a value that RMI 1.0 does not define. */
    public static @Nullable RmiStatus of(long returnCode) {
        int status = (int) returnCode & 0xff;
        return returnCode >>> 16 == 0 && status < BY_CODE.length ? BY_CODE[status] : null;
    }

    /** The index in a return code, for {@link #ERROR_RTT} a level from -1 to 3. */
    public static int index(long returnCode) {
        return (byte) (returnCode >>> 8);
    }

    /** A return code as people write it, for example {@code RMI_ERROR_RTT(2)}. */
    public static String describe(long returnCode) {
        RmiStatus status = of(returnCode);
        if (status == null) {
            return returnCode == Smccc.NOT_SUPPORTED ? "NOT_SUPPORTED" : "0x" + Long.toHexString(returnCode);
        }
        String name = "RMI_" + status;
        return status == ERROR_REALM || status == ERROR_RTT ? name + "(" + index(returnCode) + ")" : name;
    }

    /** The return code with index 0. */
    public long returnCode() {
        return code;
    }

    /** The return code with {@code index} in bits 15:8. */
    public long returnCode(int index) {
        return code | (index & 0xffL) << 8;
    }
}
