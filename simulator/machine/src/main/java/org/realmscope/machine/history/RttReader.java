package org.realmscope.machine.history;

import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.realmscope.platform.Platform;
import org.realmscope.rmm.BuiltInRmm;
import org.realmscope.rmm.granule.GranuleState;
import org.realmscope.rmm.rtt.EntryState;
import org.realmscope.rmm.rtt.Ripas;
import org.realmscope.rmm.rtt.RttWalk;
import org.realmscope.rmm.run.AbortDecision;
import org.realmscope.rmm.view.RmmView;

/**
 * What the built-in RMM's tables say about an IPA, as 8 bits: level + 1 in bits 7:5, EntryState in bits 4:2, RIPAS in
 * bits 1:0. With an RMM image nothing is known.
 */
final class RttReader {
    private static final List<AbortDecision> DECISIONS = List.of(AbortDecision.values());

    private final @Nullable RmmView view;
    private final RttWalk walk = new RttWalk();

    RttReader(Platform platform) {
        this.view = platform.realmWorld() instanceof BuiltInRmm rmm ? rmm.view(platform) : null;
    }

    /** Whether the tables can be read. */
    boolean isKnown() {
        return view != null;
    }

    /** Row of the decision table for an abort of a REC. */
    AbortDecision decide(long rec, long esr, long hpfar) {
        return Objects.requireNonNull(view).decision(rec, esr, hpfar, walk);
    }

    /** State of the entry that {@link #decide} looked up on the way to its decision. */
    int lastState(AbortDecision decision) {
        return decision == AbortDecision.EXTERNAL_ABORT || decision == AbortDecision.BEYOND_IPA_SPACE
                ? OpenFault.NO_STATE
                : pack();
    }

    AbortDecision decision(int ordinal) {
        return DECISIONS.get(ordinal);
    }

    static FaultRecord.@Nullable Decision describe(int ordinal, boolean isFetch) {
        if (ordinal == OpenFault.NO_DECISION) {
            return null;
        }
        AbortDecision decision = DECISIONS.get(ordinal);
        String result = switch (decision.result(isFetch)) {
            case SEA -> "Synchronous External Abort to the Realm";
            case ADDRESS_SIZE_FAULT -> "Address Size Fault to the Realm";
            case EXIT -> isFetch ? "REC exit, Instruction Abort" : "REC exit, Non-emulatable Data Abort";
            case EXIT_EMULATABLE -> "REC exit, Emulatable Data Abort";
            case RETRY -> "the access is tried again";
            case EXTERNAL -> "by the severity of the external abort";
        };
        return new FaultRecord.Decision(decision.name(), decision.row(), result);
    }

    /** State of the entry of an IPA of a REC's Realm; {@link OpenFault#NO_STATE} if it is not known. */
    int state(long rec, long ipa) {
        RmmView tables = view;
        if (tables == null || tables.granuleState(rec) != GranuleState.REC) {
            return OpenFault.NO_STATE;
        }
        long rd = tables.granuleOwner(rec);
        if (!tables.isInIpaSpace(rd, ipa)) {
            return OpenFault.NO_STATE;
        }
        tables.walk(rd, ipa, walk);
        return pack();
    }

    private int pack() {
        return walk.level + 1 << 5 | walk.state().ordinal() << 2 | walk.ripas();
    }

    static boolean isMapped(int state) {
        EntryState entry = entryState(state);
        return entry == EntryState.ASSIGNED_NS || entry == EntryState.ASSIGNED && (state & 3) == Ripas.RAM.ordinal();
    }

    private static EntryState entryState(int state) {
        return EntryState.values()[state >>> 2 & 7];
    }

    /** The state in words; null if it is not known. */
    static @Nullable RttState describe(int state) {
        if (state == OpenFault.NO_STATE) {
            return null;
        }
        EntryState entry = entryState(state);
        boolean isNs = entry == EntryState.ASSIGNED_NS || entry == EntryState.UNASSIGNED_NS;
        return new RttState(
                (state >>> 5) - 1,
                entry.name(),
                isNs ? null : Ripas.of(state & 3).name());
    }
}
