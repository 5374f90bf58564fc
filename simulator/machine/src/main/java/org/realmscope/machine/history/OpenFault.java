package org.realmscope.machine.history;

/** A fault whose handling is not over, or the values of one that is, on their way into and out of the store. */
final class OpenFault {
    /** {@link #returnCode} if the host does not record it. */
    static final int NO_RETURN_CODE = Integer.MIN_VALUE;
    /** {@link #before} and {@link #after} if they are not known. */
    static final int NO_STATE = 0xff;
    /** {@link #decision} if an RMM image decided. */
    static final int NO_DECISION = -1;
    /** {@link #realm} and {@link #vcpu} if they are not known. */
    static final int NOBODY = 0x3ff;
    /** {@link #command} if no RMI command made a mapping. */
    static final int NO_COMMAND = -1;

    static final int HALF_UNKNOWN = 0;
    static final int HALF_PROTECTED = 1;
    static final int HALF_UNPROTECTED = 2;

    /** Where the handling stands. */
    enum Stage {
        /** There is no fault. */
        NONE,
        /** The RMM has it. */
        TAKEN,
        /** The host has it. */
        EXITED,
        /** The host has called RMI_REC_ENTER, which may fail. */
        ENTERED
    }

    Stage stage = Stage.NONE;
    long number;
    int pe;
    int realm;
    int vcpu;
    long rec;
    long instructions;
    int ordinal;
    long pc;
    long ipa;
    int half;
    long esr;
    long far;
    long hpfar;
    boolean repeats;
    /** Whether the RMM reported it and no PE took it: {@link #esr}, {@link #far} and {@link #hpfar} are the host's. */
    boolean reported;

    boolean shown;
    long hostEsr;
    long hostFar;
    long hostHpfar;
    int decision;
    int before;
    int after;
    ResolutionKind kind = ResolutionKind.OPEN;
    int command;
    int returnCode;
    int tlbInvalidations;
    int gptChanges;
    long hostInstructions;
    int callCount;
    final LongList calls = new LongList();

    /** Starts over, with everything unknown and nothing counted. */
    void clear() {
        stage = Stage.NONE;
        reported = false;
        shown = false;
        hostEsr = 0;
        hostFar = 0;
        hostHpfar = 0;
        decision = NO_DECISION;
        before = NO_STATE;
        after = NO_STATE;
        kind = ResolutionKind.OPEN;
        command = NO_COMMAND;
        returnCode = NO_RETURN_CODE;
        tlbInvalidations = 0;
        gptChanges = 0;
        hostInstructions = -1;
        callCount = 0;
        calls.clear();
    }

    /** Takes everything over from another one. */
    void copyFrom(OpenFault other) {
        stage = other.stage;
        number = other.number;
        pe = other.pe;
        realm = other.realm;
        vcpu = other.vcpu;
        rec = other.rec;
        instructions = other.instructions;
        ordinal = other.ordinal;
        pc = other.pc;
        ipa = other.ipa;
        half = other.half;
        esr = other.esr;
        far = other.far;
        hpfar = other.hpfar;
        repeats = other.repeats;
        reported = other.reported;
        shown = other.shown;
        hostEsr = other.hostEsr;
        hostFar = other.hostFar;
        hostHpfar = other.hostHpfar;
        decision = other.decision;
        before = other.before;
        after = other.after;
        kind = other.kind;
        command = other.command;
        returnCode = other.returnCode;
        tlbInvalidations = other.tlbInvalidations;
        gptChanges = other.gptChanges;
        hostInstructions = other.hostInstructions;
        callCount = other.callCount;
        calls.clear();
        calls.addAll(other.calls);
    }

    OpenFault copy() {
        OpenFault copy = new OpenFault();
        copy.copyFrom(this);
        return copy;
    }
}
