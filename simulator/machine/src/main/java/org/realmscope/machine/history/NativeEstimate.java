package org.realmscope.machine.history;

import java.util.List;
import org.jspecify.annotations.Nullable;
import org.realmscope.abi.RmiCommand;

/**
 * What native code would have executed, estimated from measurements of the reference RMM (rmm-spec-v1.0-rel0, Release)
 * and TF-A 2.12 on QEMU. It never advances the counter.
 *
 * @param rmm instructions of the RMM
 * @param el3 instructions at EL3
 * @param isComplete whether every call has been measured; else the rest is not in the numbers
 */
public record NativeEstimate(long rmm, long el3, boolean isComplete) {
    /** Nothing native ran. */
    public static final NativeEstimate ZERO = new NativeEstimate(0, 0, true);

    /** World switch to the RMM and back. */
    private static final int EL3_CALL = 1_036;
    /** GPT update on behalf of the RMM, with the switches. */
    private static final int EL3_DELEGATE = 1_970;

    private static final int NOT_MEASURED = -1;
    private static final int ENTER_PROTECTED = 9_720;
    private static final int ENTER_UNPROTECTED = 8_755;

    /**
     * The estimate for the calls of one fault.
     *
     * @param isProtected half of the IPA space of the fault, null if it is not known
     */
    static NativeEstimate of(List<RmiCallRecord> calls, @Nullable Boolean isProtected) {
        long rmm = 0;
        long el3 = 0;
        boolean complete = true;
        for (RmiCallRecord call : calls) {
            RmiCommand command = call.command();
            int cost = command == null ? NOT_MEASURED : instructions(command, call.succeeded(), isProtected);
            el3 += EL3_CALL;
            if (command == RmiCommand.GRANULE_DELEGATE || command == RmiCommand.GRANULE_UNDELEGATE) {
                el3 += call.succeeded() ? EL3_DELEGATE : 0;
            }
            if (cost == NOT_MEASURED) {
                complete = false;
            } else {
                rmm += cost;
            }
        }
        return new NativeEstimate(rmm, el3, complete);
    }

    private static int instructions(RmiCommand command, boolean succeeded, @Nullable Boolean isProtected) {
        return switch (command) {
            case VERSION -> 93;
            case FEATURES -> 173;
            case GRANULE_DELEGATE -> succeeded ? 736 : NOT_MEASURED;
            case GRANULE_UNDELEGATE -> succeeded ? 161 : NOT_MEASURED;
            // Failed calls were measured from 863 to 1,171 instructions, RTT_CREATE from 1,930 to 2,266.
            case DATA_CREATE_UNKNOWN -> succeeded ? 1_510 : 1_017;
            case RTT_CREATE -> succeeded ? 2_098 : NOT_MEASURED;
            case RTT_MAP_UNPROTECTED -> succeeded ? 1_482 : NOT_MEASURED;
            case REC_ENTER -> Boolean.FALSE.equals(isProtected) ? ENTER_UNPROTECTED : ENTER_PROTECTED;
            default -> NOT_MEASURED;
        };
    }
}
