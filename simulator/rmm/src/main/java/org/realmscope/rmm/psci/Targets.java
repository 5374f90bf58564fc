package org.realmscope.rmm.psci;

import java.util.function.Consumer;
import org.realmscope.platform.memory.MemoryRegion;
import org.realmscope.platform.memory.PhysicalMemory;
import org.realmscope.rmm.choices.RmmChoice;
import org.realmscope.rmm.command.Call;
import org.realmscope.rmm.command.ConditionTable;
import org.realmscope.rmm.command.FailureCode;
import org.realmscope.rmm.command.Operand;
import org.realmscope.rmm.granule.GranuleState;
import org.realmscope.rmm.rec.Recs;

/** The REC that the MPIDR in X1 of a PSCI call names. */
final class Targets {
    private static final int TARGET = 1;
    private static final long NONE = -1;

    private Targets() {}

    /** {@code target}: there is no such REC; for the reference implementation, nor ever was in this Realm. */
    static Consumer<ConditionTable.Builder> exists() {
        return table -> table.condition(
                        "target",
                        "target_cpu is not the MPIDR of a REC of the Realm",
                        FailureCode.PSCI_INVALID_PARAMETERS,
                        call -> index(call) >= call.rmm.realms.recIndex(call.rd)
                                || !call.rmm.asReference(RmmChoice.PSCI_DESTROYED_TARGET) && find(call) == NONE)
                .compares(
                        Operand.hex("target_cpu", call -> call.x[TARGET]),
                        Operand.decimal("rec_index", call -> call.rmm.realms.recIndex(call.rd)));
    }

    /** Whether the REC calls about itself. */
    static boolean isCaller(Call call) {
        return index(call) == Recs.index(call.rmm.recs.mpidrOf(call.rec));
    }

    private static long index(Call call) {
        return Recs.indexOfAffinity(call.x[TARGET]);
    }

    /** Whether the REC that the call is about may run. False if it has been destroyed. */
    static boolean isRunnable(Call call) {
        long rec = find(call);
        return rec != NONE && call.rmm.recs.isRunnable(rec);
    }

    /** Address of the REC that the call is about, {@link #NONE} if there is none. */
    private static long find(Call call) {
        for (MemoryRegion region : call.rmm.granules.regions()) {
            for (long pa = region.base(); pa < region.end(); pa += PhysicalMemory.GRANULE_SIZE) {
                if (call.rmm.granules.is(pa, GranuleState.REC)
                        && call.rmm.recs.owner(pa) == call.rd
                        && Recs.index(call.rmm.recs.mpidrOf(pa)) == index(call)) {
                    return pa;
                }
            }
        }
        return NONE;
    }
}
