package org.realmscope.rmm.psci;

import org.jspecify.annotations.Nullable;
import org.realmscope.abi.Psci;
import org.realmscope.abi.Smccc;
import org.realmscope.rmm.choices.RmmChoice;
import org.realmscope.rmm.command.Call;
import org.realmscope.rmm.command.ConditionTable;
import org.realmscope.rmm.run.ExitRecord;

/** PSCI_FEATURES: whether a realm has a PSCI function. */
final class Features extends PsciHandler {
    private static final int PSCI_FUNC_ID = 1;
    private static final long FUNCTION_ID_BITS = 0xffff_ffffL;

    Features() {
        super(ConditionTable.builder().build());
    }

    @Override
    void commit(Call call, ExitRecord exit) {
        long functionId = call.x[PSCI_FUNC_ID] & FUNCTION_ID_BITS;
        call.result = isSupported(call, functionId) ? Psci.SUCCESS : Psci.NOT_SUPPORTED;
    }

    private static boolean isSupported(Call call, long functionId) {
        @Nullable Psci function = PsciTable.find(call.rmm, functionId);
        if (function == Psci.VERSION) {
            return !call.rmm.asReference(RmmChoice.PSCI_FEATURES_VERSION);
        }
        return function != null || functionId == Smccc.VERSION;
    }
}
