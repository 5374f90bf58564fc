package org.realmscope.scenario.run;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.TreeMap;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;
import org.realmscope.abi.RmiStatus;
import org.realmscope.machine.Machine;
import org.realmscope.machine.event.EventProbe;
import org.realmscope.machine.history.FaultRecord;
import org.realmscope.machine.history.ResolutionKind;
import org.realmscope.machine.history.RunRecorder;
import org.realmscope.machine.vmm.VmmPhase;
import org.realmscope.platform.SecurityState;
import org.realmscope.platform.pe.Pe;
import org.realmscope.platform.sysreg.SystemRegister;
import org.realmscope.scenario.guest.GuestProgram;
import org.realmscope.scenario.guest.StepCode;
import org.realmscope.scenario.model.GuestStep;
import org.realmscope.scenario.model.Position;
import org.realmscope.scenario.model.VmmAction;

/**
 * Watches the guests' programs beside the recorder of the run: how far each vCPU comes, which of the checks that the
 * steps' code makes fail, and which steps get an external abort.
 */
final class GuestWatch implements EventProbe {
    private static final int EC_SHIFT = 26;
    private static final int EC_BRK = 0x3c;
    private static final int EC_INSTRUCTION_ABORT_SAME_EL = 0x21;
    private static final int EC_DATA_ABORT_SAME_EL = 0x25;
    /** Bits of a vector's offset that say which of the four sorts of exceptions it is for. */
    private static final int VECTOR_KIND = 0x180;

    private static final int EC_INSTRUCTION_ABORT = 0x20;
    private static final int EC_DATA_ABORT = 0x24;
    private static final int FSC = 0x3f;
    private static final int FSC_GRANULE_PROTECTION = 0x28;
    private static final int LINK = 30;
    private static final int FIRST_ACTUAL = 9;
    private static final int FIRST_EXPECTED = 11;

    private final Machine machine;
    private final RunRecorder recorder;
    private final ScenarioScripts scripts;
    private final List<GuestProgram> programs;
    private final List<Vcpu> vcpus = new ArrayList<>();
    /** By vCPU and index of the step. */
    private final TreeMap<Long, GuestException> exceptions = new TreeMap<>();

    private final Delegations delegations = new Delegations();
    private final FetchSites fetches;
    private List<String> places = List.of();

    /** What is known of a vCPU's program. */
    private static final class Vcpu {
        /** Failed checks by the steps' indices. */
        final TreeMap<Integer, Mismatch> mismatches = new TreeMap<>();

        /** Steps that got an external abort. */
        final TreeSet<Integer> aborts = new TreeSet<>();

        /** What the first abort of a step was that the realm itself saw, whether it expects one or not. */
        final TreeMap<Integer, RealmAbort> seenAborts = new TreeMap<>();

        OptionalLong lastPc = OptionalLong.empty();
        /** The furthest address of the program that was seen. */
        long furthest = Long.MIN_VALUE;
        /** The step whose last fault may turn out to be an external abort, and that fault. */
        int faultingStep = -1;

        long fault;
    }

    /**
     * A check that failed.
     *
     * @param pc of the check
     * @param actual X9 and X10
     * @param expected X11 and X12
     */
    record Mismatch(long pc, List<Long> actual, List<Long> expected) {}

    GuestWatch(Machine machine, RunRecorder recorder, ScenarioScripts scripts, List<GuestProgram> programs) {
        this.machine = machine;
        this.recorder = recorder;
        this.scripts = scripts;
        this.programs = programs;
        this.fetches = new FetchSites(scripts.vcpus().size());
        for (int i = 0; i < scripts.vcpus().size(); i++) {
            vcpus.add(new Vcpu());
        }
    }

    // --- what was seen

    /** The failed check of a step, the first if there were several, or null. */
    @Nullable
    Mismatch mismatch(int vcpu, int step) {
        return vcpus.get(vcpu).mismatches.get(step);
    }

    /** Whether an access of a step was answered with an external abort. */
    boolean wasAborted(int vcpu, int step) {
        conclude(vcpus.get(vcpu));
        return vcpus.get(vcpu).aborts.contains(step);
    }

    /** What the first abort of a step was that the realm itself saw; null if there was none. */
    @Nullable
    RealmAbort seenAbort(int vcpu, int step) {
        return vcpus.get(vcpu).seenAborts.get(step);
    }

    /** The furthest address of the steps' program that a vCPU was seen at; {@link Long#MIN_VALUE} if at none. */
    long furthest(int vcpu) {
        return vcpus.get(vcpu).furthest;
    }

    /** Where a vCPU's program was seen last. */
    OptionalLong lastPc(int vcpu) {
        return vcpus.get(vcpu).lastPc;
    }

    /** What the scenario says at a vCPU's last pc, null if nothing. */
    @Nullable
    Position lastPosition(int vcpu) {
        OptionalLong pc = lastPc(vcpu);
        return pc.isEmpty()
                ? null
                : programs.get(scripts.vcpus().get(vcpu).realm())
                        .positionAt(pc.getAsLong())
                        .orElse(null);
    }

    /** Exceptions that no step asks for, a line per step. */
    List<GuestException> exceptions() {
        return List.copyOf(exceptions.values());
    }

    /** Which steps called the code outside of the programs that faulted. */
    FetchSites fetches() {
        return fetches;
    }

    /** Actions of the scenario that delegated granules, by address. */
    Map<Long, VmmAction> delegations() {
        return delegations.actions();
    }

    /** Where every PE was when vCPUs had to be stopped; empty if they had not. */
    List<String> places() {
        return places;
    }

    /** Takes note of where everything is. */
    void notePlaces() {
        List<String> lines = new ArrayList<>();
        for (int pe = 0; pe < machine.configuration().pes(); pe++) {
            int index = pe - 1;
            String line = machine.describe(pe);
            if (index >= 0 && index < vcpus.size()) {
                look(pe, vcpus.get(index));
                ScenarioScripts.Vcpu vcpu = scripts.vcpus().get(index);
                String name = scripts.realms().get(vcpu.realm()).setup().name() + "."
                        + vcpu.setup().name();
                Position position = lastPosition(index);
                line += ", " + name + (position == null ? "" : " at " + position);
            }
            lines.add(line);
        }
        places = List.copyOf(lines);
    }

    /** A PE that executes a realm tells where it is by itself; one that waits is behind the instruction. */
    private void look(int index, Vcpu vcpu) {
        Pe pe = machine.pe(index);
        if (pe.securityState == SecurityState.REALM && pe.el < 2) {
            long at = machine.state(index).isWaiting() ? pe.pc - Integer.BYTES : pe.pc;
            vcpu.lastPc = OptionalLong.of(at);
            ScenarioScripts.Vcpu its = scripts.vcpus().get(index - 1);
            if (programs.get(its.realm()).vcpuAt(at).filter(its.setup()::equals).isPresent()) {
                vcpu.furthest = Math.max(vcpu.furthest, at);
            }
        }
    }

    // --- events

    @Override
    public void exceptionTaken(Pe pe, int ordinal, int fromEl, int targetEl, int vectorOffset) {
        int index = pe.index - 1;
        boolean isGuest = fromEl < 2 && pe.securityState == SecurityState.REALM && index >= 0 && index < vcpus.size();
        recorder.exceptionTaken(pe, ordinal, fromEl, targetEl, vectorOffset);
        if (recorder.isRepeating()) {
            return;
        }
        if (isGuest) {
            conclude(vcpus.get(index));
        }
        if (isGuest && places.isEmpty()) {
            taken(pe, index, targetEl, (vectorOffset & VECTOR_KIND) == 0);
        }
    }

    private void taken(Pe pe, int index, int targetEl, boolean isSynchronous) {
        Vcpu vcpu = vcpus.get(index);
        GuestProgram program = programs.get(scripts.vcpus().get(index).realm());
        long pc = pe.sys.get(targetEl == 2 ? SystemRegister.ELR_EL2 : SystemRegister.ELR_EL1);
        long esr = pe.sys.get(targetEl == 2 ? SystemRegister.ESR_EL2 : SystemRegister.ESR_EL1);
        int exceptionClass = (int) (esr >>> EC_SHIFT) & 0x3f;
        long inProgram = program.code().contains(pc) ? pc : pe.x[LINK] - Integer.BYTES;
        if (!program.code().contains(inProgram)) {
            vcpu.lastPc = OptionalLong.of(pc);
            return;
        }
        vcpu.lastPc = OptionalLong.of(inProgram);
        StepCode step = program.stepAt(inProgram).orElse(null);
        // Behind the last step there is the host call that ends them.
        boolean isItsOwn = program.vcpuAt(inProgram)
                .filter(scripts.vcpus().get(index).setup()::equals)
                .isPresent();
        if (step == null) {
            vcpu.furthest = isItsOwn ? Math.max(vcpu.furthest, inProgram) : vcpu.furthest;
            return;
        }
        vcpu.furthest = Math.max(vcpu.furthest, inProgram);
        if (targetEl == 2 && inProgram != pc && step.step() instanceof GuestStep.Fetch) {
            fetches.add(index, recorder.faults().count(), inProgram);
        }
        if (targetEl == 1 && isSynchronous) {
            takenAtEl1(pe, index, step, pc, exceptionClass);
        } else if (targetEl == 2
                && (exceptionClass == EC_DATA_ABORT || exceptionClass == EC_INSTRUCTION_ABORT)
                && StepExpectations.expectsAbort(step)) {
            vcpu.faultingStep = step.index();
            vcpu.fault = recorder.faults().count();
        }
    }

    /** Checks that fail are BRKs; aborts come from the RMM and are in the history of faults. */
    private void takenAtEl1(Pe pe, int index, StepCode step, long pc, int exceptionClass) {
        boolean isCheck = exceptionClass == EC_BRK && step.checks().stream().anyMatch(check -> check.pc() == pc);
        if (isCheck) {
            Vcpu vcpu = vcpus.get(index);
            vcpu.mismatches.putIfAbsent(
                    step.index(),
                    new Mismatch(
                            pc,
                            List.of(pe.x[FIRST_ACTUAL], pe.x[FIRST_ACTUAL + 1]),
                            List.of(pe.x[FIRST_EXPECTED], pe.x[FIRST_EXPECTED + 1])));
        } else if (exceptionClass == EC_INSTRUCTION_ABORT_SAME_EL || exceptionClass == EC_DATA_ABORT_SAME_EL) {
            boolean isProtection = (pe.sys.get(SystemRegister.ESR_EL1) & FSC) == FSC_GRANULE_PROTECTION;
            vcpus.get(index)
                    .seenAborts
                    .putIfAbsent(step.index(), isProtection ? RealmAbort.GRANULE_PROTECTION : RealmAbort.OTHER);
        } else {
            GuestException first = new GuestException(
                    index, step.step().position(), step.step().text(), pc, exceptionClass, 1);
            exceptions.merge((long) index << Integer.SIZE | step.index(), first, (old, other) -> old.again());
        }
    }

    /** The RMM maps nothing: where it lets a realm go on after an abort, it has made it take an external abort. */
    private void injected(int index) {
        Vcpu vcpu = vcpus.get(index);
        GuestProgram program = programs.get(scripts.vcpus().get(index).realm());
        if (vcpu.lastPc.isPresent()) {
            program.stepAt(vcpu.lastPc.getAsLong())
                    .ifPresent(step -> vcpu.seenAborts.putIfAbsent(step.index(), RealmAbort.EXTERNAL));
        }
    }

    /** By the time of the next exception it is known what became of the last fault. */
    private void conclude(Vcpu vcpu) {
        if (vcpu.faultingStep >= 0 && vcpu.fault >= recorder.faults().firstKept()) {
            FaultRecord fault = recorder.faults().fault(vcpu.fault);
            ResolutionKind kind = fault.resolution().kind();
            if (kind == ResolutionKind.INJECTED || kind == ResolutionKind.INJECTED_BY_HOST) {
                vcpu.aborts.add(vcpu.faultingStep);
            }
        }
        vcpu.faultingStep = -1;
    }

    @Override
    public void vmmPhaseBegan(long at, int ordinal, VmmPhase phase) {
        if (phase == VmmPhase.STOP) {
            notePlaces();
        }
        recorder.vmmPhaseBegan(at, ordinal, phase);
    }

    // --- what only the recorder wants

    @Override
    public void rmiCalled(Pe pe, int ordinal, long functionId) {
        if (pe.index == 0) {
            delegations.called(functionId, pe.x[1]);
        }
        recorder.rmiCalled(pe, ordinal, functionId);
    }

    @Override
    public void rmiReturned(Pe pe, int ordinal, long functionId, int first) {
        recorder.rmiReturned(pe, ordinal, functionId, first);
        if (pe.index == 0 && pe.x[first] == RmiStatus.SUCCESS.returnCode()) {
            VmmAction action = machine.vmm() instanceof ScenarioVmm vmm ? vmm.currentAction() : null;
            delegations.succeeded(functionId, action instanceof VmmAction.Rmi ? action : null);
        }
    }

    @Override
    public void recExited(Pe pe, int ordinal, long rec, long run) {
        recorder.recExited(pe, ordinal, rec, run);
    }

    @Override
    public void realmResumed(Pe pe, int ordinal, long esr, long x0) {
        int exceptionClass = (int) (esr >>> EC_SHIFT) & 0x3f;
        int index = pe.index - 1;
        boolean isAbort = exceptionClass == EC_DATA_ABORT || exceptionClass == EC_INSTRUCTION_ABORT;
        if (isAbort && index >= 0 && index < vcpus.size()) {
            injected(index);
        }
        recorder.realmResumed(pe, ordinal, esr, x0);
    }

    @Override
    public void worldSwitched(Pe pe, int ordinal, SecurityState from) {
        recorder.worldSwitched(pe, ordinal, from);
    }

    @Override
    public void granuleAssigned(Pe pe, int ordinal) {
        recorder.granuleAssigned(pe, ordinal);
    }

    @Override
    public void tlbInvalidated(Pe pe, int ordinal) {
        recorder.tlbInvalidated(pe, ordinal);
    }

    @Override
    public void doorbellAcknowledged(long at, int ordinal, int pe, long value) {
        recorder.doorbellAcknowledged(at, ordinal, pe, value);
    }
}
