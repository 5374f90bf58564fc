package org.realmscope.rmm.run;

import org.realmscope.rmm.command.Rmm;
import org.realmscope.rmm.rtt.EntryState;
import org.realmscope.rmm.rtt.Ripas;
import org.realmscope.rmm.rtt.RttWalk;
import org.realmscope.rmm.rtt.S2Entry;

/**
 * What an abort that a realm took to EL2 leads to (DEN0137, A5.2.6 and A4.3.4): one constant per row of the decision
 * table, in order of evaluation, each with its result for a data access and for an instruction fetch.
 */
public enum AbortDecision {
    /** The abort is a synchronous external abort. */
    EXTERNAL_ABORT("external abort", Result.EXTERNAL, Result.EXTERNAL),
    /** The IPA is not in the IPA space of the Realm. */
    BEYOND_IPA_SPACE("IPA >= 2^ipa_width", Result.ADDRESS_SIZE_FAULT, Result.ADDRESS_SIZE_FAULT),
    PROTECTED_EMPTY("Protected, RIPAS EMPTY", Result.SEA, Result.SEA),
    PROTECTED_RAM_UNASSIGNED("Protected, RIPAS RAM, UNASSIGNED", Result.EXIT, Result.EXIT),
    /** The entry translates: the access raced with a change and is tried again. */
    PROTECTED_RAM_ASSIGNED("Protected, RIPAS RAM, ASSIGNED", Result.RETRY, Result.RETRY),
    PROTECTED_DESTROYED("Protected, RIPAS DESTROYED", Result.EXIT, Result.EXIT),
    UNPROTECTED_UNASSIGNED_WITH_SYNDROME("Unprotected, UNASSIGNED_NS, ISV = 1", Result.EXIT_EMULATABLE, Result.SEA),
    UNPROTECTED_UNASSIGNED("Unprotected, UNASSIGNED_NS, ISV = 0", Result.EXIT, Result.SEA),
    UNPROTECTED_PERMISSION_WITH_SYNDROME(
            "Unprotected, ASSIGNED_NS, permission fault, ISV = 1", Result.EXIT_EMULATABLE, Result.SEA),
    UNPROTECTED_PERMISSION("Unprotected, ASSIGNED_NS, permission fault, ISV = 0", Result.EXIT, Result.SEA),
    /** The entry permits the access: the access raced with a change and is tried again. */
    UNPROTECTED_ASSIGNED("Unprotected, ASSIGNED_NS, permitted", Result.RETRY, Result.SEA);

    /** What the RMM does. */
    public enum Result {
        /** A Synchronous External Abort is taken to the Realm. */
        SEA,
        /** An address size fault is taken to the Realm. */
        ADDRESS_SIZE_FAULT,
        /** REC exit due to an abort that the host cannot emulate. */
        EXIT,
        /** REC exit due to an Emulatable Data Abort. */
        EXIT_EMULATABLE,
        /** The instruction is executed again. */
        RETRY,
        /** As the severity of the external abort says. */
        EXTERNAL
    }

    private final String row;
    private final Result data;
    private final Result fetch;

    AbortDecision(String row, Result data, Result fetch) {
        this.row = row;
        this.data = data;
        this.fetch = fetch;
    }

    /** The row's condition in the specification's words. */
    public String row() {
        return row;
    }

    /** @param isFetch whether the abort is an Instruction Abort */
    public Result result(boolean isFetch) {
        return isFetch ? fetch : data;
    }

    /**
     * The row of an abort that a REC took.
     *
     * @param esr ESR_EL2
     * @param hpfar HPFAR_EL2
     * @param walk filled with the entry of the IPA, unless the abort has another row before it is looked up
     */
    public static AbortDecision of(Rmm rmm, long rec, long esr, long hpfar, RttWalk walk) {
        if (Syndrome.isExternalAbort(esr)) {
            return EXTERNAL_ABORT;
        }
        long rd = rmm.recs.owner(rec);
        long ipa = Syndrome.faultingPage(hpfar);
        if (!rmm.realms.isInIpaSpace(rd, ipa)) {
            return BEYOND_IPA_SPACE;
        }
        rmm.rtts.walk(rd, ipa, S2Entry.PAGE_LEVEL, walk);
        return of(rmm.realms.isProtected(rd, ipa), walk.state(), walk.ripas(), esr);
    }

    /**
     * The row of an abort that is no external abort and whose IPA is in the IPA space.
     *
     * @param isProtected whether the IPA is Protected
     * @param state of the entry at which the walk of the IPA ends
     * @param ripas of that entry, encoded as {@link Ripas}
     * @param esr ESR_EL2 of the abort
     */
    public static AbortDecision of(boolean isProtected, EntryState state, int ripas, long esr) {
        if (isProtected) {
            if (ripas == Ripas.EMPTY.ordinal()) {
                return PROTECTED_EMPTY;
            }
            if (ripas == Ripas.DESTROYED.ordinal()) {
                return PROTECTED_DESTROYED;
            }
            return state == EntryState.ASSIGNED ? PROTECTED_RAM_ASSIGNED : PROTECTED_RAM_UNASSIGNED;
        }
        boolean withSyndrome = Syndrome.hasInstruction(esr);
        if (state != EntryState.ASSIGNED_NS) {
            return withSyndrome ? UNPROTECTED_UNASSIGNED_WITH_SYNDROME : UNPROTECTED_UNASSIGNED;
        }
        if (Syndrome.isPermissionFault(esr)) {
            return withSyndrome ? UNPROTECTED_PERMISSION_WITH_SYNDROME : UNPROTECTED_PERMISSION;
        }
        return UNPROTECTED_ASSIGNED;
    }
}
