package org.realmscope.rmm.decode;

import org.jspecify.annotations.Nullable;
import org.realmscope.abi.RmiStatus;
import org.realmscope.abi.Smccc;

/** Explains X0 of an RMI command. */
public final class ReturnCodes {
    private ReturnCodes() {}

    public static Decoded rmi(long value) {
        @Nullable RmiStatus status = RmiStatus.of(value);
        Decoded.Builder decoded =
                new Decoded.Builder("RMI return code " + Decoded.hex(value) + ": " + RmiStatus.describe(value));
        if (status == null) {
            return decoded.note(
                            value == Smccc.NOT_SUPPORTED
                                    ? "No command has this function identifier."
                                    : "RMI 1.0 has no such status.")
                    .build();
        }
        int index = RmiStatus.index(value);
        decoded.bits("index", value, 15, 8, indexMeaning(status, index)).bits("status", value, 7, 0, meaning(status));
        if (status == RmiStatus.ERROR_RTT && index < 3) {
            decoded.note("If the walk ended there because no table is below: next RMI_RTT_CREATE(rd, rtt, ipa, "
                    + (index + 1) + ") with ipa aligned to " + Decoded.hex(1L << (12 + 9 * (3 - index))) + ".");
        } else if (status == RmiStatus.ERROR_RTT) {
            decoded.note("The walk reached the page level: the entry is in a state that the command does not take.");
        }
        return decoded.build();
    }

    private static String meaning(RmiStatus status) {
        return switch (status) {
            case SUCCESS -> "the command completed";
            case ERROR_INPUT -> "an input value is not acceptable";
            case ERROR_REALM -> "the state of the Realm prevents the command";
            case ERROR_REC -> "the state of the REC prevents the command";
            case ERROR_RTT -> "the RTT walk ended early, or at an entry in another state";
        };
    }

    private static String indexMeaning(RmiStatus status, int index) {
        return switch (status) {
            case ERROR_RTT -> "level " + index;
            case ERROR_REALM -> index == 0 ? "of RMI_REC_ENTER: NEW" : "of RMI_REC_ENTER: SYSTEM_OFF";
            default -> "";
        };
    }
}
