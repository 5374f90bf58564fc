package org.realmscope.machine.history;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.realmscope.abi.RmiCommand;
import org.realmscope.abi.RmiStatus;
import org.realmscope.abi.RsiCommand;
import org.realmscope.abi.Smccc;
import org.realmscope.machine.Machine;
import org.realmscope.platform.SecurityState;
import org.realmscope.platform.pe.Pe;
import org.realmscope.platform.sysreg.SystemRegister;

/** Writes the {@link Timeline} of a run, from events that a {@link RunRecorder} has found to be new. */
final class TimelineRecorder {
    private static final int EC_SHIFT = 26;
    private static final int EC_SMC = 0x17;
    /** X1 to X3, which PSCI functions are given. */
    private static final int PSCI_ARGUMENTS = 3;

    private final TimelineStore store;
    private final TimelineWriter writer;
    private final RealmRegistry realms;
    private final RipasCapture capture;
    /** Null if {@link #capture} sees the tables. */
    private @Nullable RipasModel model;

    private final Occupant[] occupants;
    /** What there was before the RIPAS changing command that a PE's host has called, null if it has called none. */
    private final RipasCapture.@Nullable Before[] before;

    /** Where everything stood at a moment. */
    record Mark(
            long chunks,
            List<Occupant> occupants,
            List<Pending> before,
            @Nullable RipasModel model) {}

    /** A command that has not returned, and what there was before it. */
    record Pending(int pe, RipasCapture.Before before) {}

    TimelineRecorder(Machine machine, RealmRegistry realms, long limit) {
        int pes = machine.configuration().pes();
        this.store = new TimelineStore(limit);
        this.writer = new TimelineWriter(store);
        this.realms = realms;
        this.capture = new RipasCapture(machine.platform());
        this.model = capture.isKnown() ? null : new RipasModel();
        this.occupants = new Occupant[pes];
        this.before = new RipasCapture.@Nullable Before[pes];
        for (int i = 0; i < pes; i++) {
            occupants[i] = new Occupant(i);
        }
    }

    Timeline timeline() {
        return store;
    }

    // --- coming back

    Mark mark() {
        writer.beginChunk();
        List<Occupant> who = new ArrayList<>();
        List<Pending> pending = new ArrayList<>();
        for (int i = 0; i < occupants.length; i++) {
            who.add(occupants[i].copy());
            RipasCapture.Before captured = before[i];
            if (captured != null) {
                pending.add(new Pending(i, captured));
            }
        }
        return new Mark(store.closedChunks(), who, pending, model == null ? null : model.copy());
    }

    /** Forgets what has come since {@code mark} was made. */
    void reset(Mark mark) {
        store.truncate(mark.chunks());
        writer.beginChunk();
        for (int i = 0; i < occupants.length; i++) {
            occupants[i] = mark.occupants().get(i).copy();
            before[i] = null;
        }
        model = mark.model() == null ? null : mark.model().copy();
        mark.before().forEach(pending -> before[pending.pe()] = pending.before());
    }

    // --- events

    /** A PE took a stage 2 abort from a Realm: fault {@code number} of the run. */
    void faultTaken(Pe pe, int ordinal, long number, long ipa) {
        writer.fault(pe.instructions, ordinal, occupants[pe.index], number, ipa);
    }

    /** A PE took a synchronous exception from a Realm that is no abort. */
    void exceptionTaken(Pe pe, int ordinal) {
        if (isCall(pe.sys.get(SystemRegister.ESR_EL2))) {
            long functionId = Smccc.functionId(pe.x[0]);
            RsiCommand rsi = RsiCommand.of(functionId);
            int count = rsi == null ? PSCI_ARGUMENTS : rsi.inputs().size();
            writer.realmCall(pe.instructions, ordinal, occupants[pe.index], functionId, pe.x, count);
        }
    }

    private static boolean isCall(long esr) {
        return ((int) (esr >>> EC_SHIFT) & 0x3f) == EC_SMC;
    }

    /** The RMM has handled an exception of a Realm with ESR_EL2 {@code esr}; X0 was {@code x0} then. */
    void realmResumed(Pe pe, int ordinal, long esr, long x0) {
        if (isCall(esr)) {
            long functionId = Smccc.functionId(x0);
            RsiCommand rsi = RsiCommand.of(functionId);
            int outputs = rsi == null ? 0 : rsi.outputs().size();
            writer.realmReturn(pe.instructions, ordinal, occupants[pe.index], functionId, pe.x, 1 + outputs);
        }
    }

    /** EL3 is about to forward an RMI call; {@code function} as {@link CallWords#function}. */
    void rmiCalled(Pe pe, int ordinal, int function) {
        RmiCommand command = CallWords.command(function);
        Occupant occupant = occupants[pe.index];
        if (command == RmiCommand.REC_ENTER) {
            occupant.enter(pe.x[1], realms);
        }
        occupant.calledRealm = command == null ? TimelineEntry.UNKNOWN : realm(command, pe.x[1], occupant);
        writer.rmiCall(pe.instructions, ordinal, occupant, function, pe.x);
        before[pe.index] = capture.before(command, pe.x);
    }

    /** Number of the realm that a command names with its first argument. */
    private int realm(RmiCommand command, long x1, Occupant occupant) {
        return switch (command) {
            case REC_ENTER -> occupant.realm;
            case REC_DESTROY, PSCI_COMPLETE -> realms.realmOf(x1);
            case VERSION, FEATURES, GRANULE_DELEGATE, GRANULE_UNDELEGATE, REALM_CREATE -> TimelineEntry.UNKNOWN;
            default -> realms.indexOf(x1);
        };
    }

    /** A REC exited with the record at {@code run}. */
    void recExited(long rec, boolean asksForRipas, int ripas) {
        RipasModel known = model;
        if (known != null && asksForRipas) {
            known.asked(rec, ripas);
        }
    }

    /**
     * An RMI call is complete, with its status in register {@code first}.
     *
     * @param call X0 to X3 of the call
     */
    void rmiReturned(Pe pe, int ordinal, int function, int first, long[] call) {
        writer.rmiReturn(pe.instructions, ordinal, occupants[pe.index], function, pe.x, first);
        RipasCapture.Before captured = before[pe.index];
        before[pe.index] = null;
        if (pe.x[first] != RmiStatus.SUCCESS.returnCode()) {
            return;
        }
        RipasModel known = model;
        RmiCommand command = CallWords.command(function);
        if (known != null && command != null) {
            int realm = realms.indexOf(call[1]);
            int width = realm == RealmRegistry.UNKNOWN ? 0 : realms.ipaWidth(realm);
            long protectedEnd = width == 0 ? Long.MAX_VALUE : 1L << width - 1;
            write(pe, ordinal, call[1], known.succeeded(command, call, pe.x[first + 1], protectedEnd));
        }
        if (captured == null) {
            return;
        }
        write(pe, ordinal, captured.rd(), capture.changes(captured));
        for (int i = 0; i < before.length; i++) {
            RipasCapture.Before other = before[i];
            before[i] = other == null ? null : capture.again(other);
        }
    }

    private void write(Pe pe, int ordinal, long rd, List<TimelineWriter.RipasRun> changes) {
        Occupant realm = new Occupant(pe.index);
        realm.realm = realms.indexOf(rd);
        realm.vcpu = occupants[pe.index].vcpu;
        for (TimelineWriter.RipasRun change : changes) {
            writer.ripasChange(pe.instructions, ordinal, realm, change);
        }
    }

    void worldSwitched(Pe pe, int ordinal, SecurityState from) {
        writer.worldSwitch(pe.instructions, ordinal, pe.index, from, pe.securityState);
    }
}
