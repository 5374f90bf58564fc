package org.realmscope.machine.history;

import java.util.List;
import org.jspecify.annotations.Nullable;
import org.realmscope.abi.RmiCommand;
import org.realmscope.abi.RmiStatus;
import org.realmscope.machine.time.Moment;

/**
 * An RMI call.
 *
 * @param moment when EL3 was about to forward it
 * @param functionId X0 without hint bits
 * @param command null if RMI 1.0 has no such command
 * @param arguments X1 up, as many as the command has
 * @param result X0 on return; null if the call has not returned, as RMI_REC_ENTER while the realm runs
 * @param outputs X1 up of a call that succeeded, as many as the command has
 * @param pe index of the PE
 * @param returnAddresses of the host's functions in which the call was made, innermost first, as many as are kept;
 *     none if they are not known. What a host of another kind than the built-in one has there need not be addresses
 * @param failedCondition place of the condition that failed the call, among those of the command in the order in which
 *     the built-in RMM checks them, from 0; null if none did, or it is not known
 */
public record RmiCallRecord(
        Moment moment,
        long functionId,
        @Nullable RmiCommand command,
        List<Long> arguments,
        @Nullable Long result,
        List<Long> outputs,
        int pe,
        List<Long> returnAddresses,
        @Nullable Integer failedCondition) {
    public RmiCallRecord {
        arguments = List.copyOf(arguments);
        outputs = List.copyOf(outputs);
        returnAddresses = List.copyOf(returnAddresses);
    }

    /** The specification's name, or the function identifier of a call that RMI 1.0 does not have. */
    public String name() {
        RmiCommand known = command;
        return known == null ? "0x" + Long.toHexString(functionId) : known.specificationName();
    }

    public boolean succeeded() {
        Long code = result;
        return code != null && code == RmiStatus.SUCCESS.returnCode();
    }

    /** X0 on return as people write it, for example {@code RMI_ERROR_RTT(2)}; null if the call has not returned. */
    public @Nullable String resultText() {
        Long code = result;
        return code == null ? null : RmiStatus.describe(code);
    }
}
