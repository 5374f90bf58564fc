package org.realmscope.rmm.command;

import java.util.function.ToLongFunction;
import org.realmscope.abi.Psci;
import org.realmscope.abi.RmiStatus;
import org.realmscope.abi.RsiStatus;

/**
 * What a command returns in X0 when a condition holds.
 *
 * @param text as it is written in a listing, for example {@code RMI_ERROR_RTT(walk.level)}
 * @param value of X0, may depend on the call's scratch
 */
public record FailureCode(String text, ToLongFunction<Call> value) {
    public static final FailureCode INPUT = constant(RmiStatus.ERROR_INPUT.returnCode());
    public static final FailureCode REALM = constant(RmiStatus.ERROR_REALM.returnCode(0));
    /** ERROR_REALM with the index that REC_ENTER uses for SYSTEM_OFF. */
    public static final FailureCode REALM_SYSTEM_OFF = constant(RmiStatus.ERROR_REALM.returnCode(1));

    public static final FailureCode REC = constant(RmiStatus.ERROR_REC.returnCode());
    /** ERROR_RTT with the level that the walk reached. */
    public static final FailureCode RTT_WALK_LEVEL =
            new FailureCode("RMI_ERROR_RTT(walk.level)", call -> RmiStatus.ERROR_RTT.returnCode(call.walk.level));
    /** ERROR_RTT with the level below the one that the walk reached: that of the child table. */
    public static final FailureCode RTT_CHILD_LEVEL =
            new FailureCode("RMI_ERROR_RTT(level)", call -> RmiStatus.ERROR_RTT.returnCode(call.walk.level + 1));

    public static final FailureCode RSI_INPUT =
            new FailureCode("RSI_ERROR_INPUT", call -> RsiStatus.ERROR_INPUT.returnCode());
    public static final FailureCode RSI_STATE =
            new FailureCode("RSI_ERROR_STATE", call -> RsiStatus.ERROR_STATE.returnCode());

    public static final FailureCode PSCI_INVALID_PARAMETERS =
            new FailureCode("PSCI_INVALID_PARAMETERS", call -> Psci.INVALID_PARAMETERS);
    public static final FailureCode PSCI_INVALID_ADDRESS =
            new FailureCode("PSCI_INVALID_ADDRESS", call -> Psci.INVALID_ADDRESS);
    public static final FailureCode PSCI_ALREADY_ON = new FailureCode("PSCI_ALREADY_ON", call -> Psci.ALREADY_ON);

    private static FailureCode constant(long returnCode) {
        return new FailureCode(RmiStatus.describe(returnCode), call -> returnCode);
    }
}
