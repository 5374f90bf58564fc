package org.realmscope.scenario.run;

import java.util.ArrayList;
import java.util.List;
import org.realmscope.machine.history.ProgressDetector;
import org.realmscope.machine.vmm.Vmm;
import org.realmscope.machine.vmm.VmmBoard;
import org.realmscope.machine.vmm.VmmPhase;
import org.realmscope.platform.SecurityState;
import org.realmscope.platform.pe.Pe;
import org.realmscope.platform.state.StateSink;
import org.realmscope.platform.state.StateSource;
import org.realmscope.platform.sysreg.SystemRegister;
import org.realmscope.scenario.model.VmmAction;
import org.realmscope.scenario.model.VmmRule;

/**
 * The VMM of a scenario. It brings the host up, builds the realms, runs each vCPU on the PE of its own, follows the
 * rules, and destroys the realms when every vCPU has come to an end.
 */
public final class ScenarioVmm implements Vmm, HostThread.Listener {
    /** Immediate of the host call with which a vCPU says that it has done its steps. */
    public static final int END_OF_STEPS = 0xffff;

    private static final VmmPhase[] PHASES = VmmPhase.values();
    private static final int BEFORE_FIRST_PHASE = -1;
    /** A run is given up when the limit is exceeded by this factor: the host needs time to clean up. */
    private static final long LAST_LIMIT = 2;

    private static final int DOORBELL_READY = 1;
    private static final int DOORBELL_REPLY = 2;
    private static final int DOORBELL_GONE = 4;

    private static final long HPFAR_FIPA = 0xf_ffff_ffff_fff0L;
    private static final int HPFAR_SHIFT = 8;

    private final ScenarioScripts scripts;
    private final HostThread host;
    private final List<VcpuThread> vcpus = new ArrayList<>();
    private final VcpuExits exits;
    private final RuleTriggers triggers;
    private final ProgressDetector progress = new ProgressDetector();
    private final long limit;
    private int phase = BEFORE_FIRST_PHASE;
    private RunEnd end = RunEnd.COMPLETED;
    private boolean sawNoProgress;
    private boolean hostIsReady;
    private boolean hasDoorbell;
    private int doorbellPe;
    private long doorbellValue;
    private long start;
    /** Derived from the rest: when {@link #act} has something to do. */
    private long next;

    ScenarioVmm(ScenarioScripts scripts) {
        this.scripts = scripts;
        this.host = new HostThread(scripts, this);
        for (int i = 0; i < scripts.vcpus().size(); i++) {
            vcpus.add(new VcpuThread());
        }
        this.triggers = new RuleTriggers(scripts, host, vcpus);
        this.exits = new VcpuExits(scripts, vcpus, host, triggers);
        this.limit = scripts.scenario().platform().limit();
    }

    // --- what there is to see

    /** The phase of the run. */
    VmmPhase phase() {
        return phase == BEFORE_FIRST_PHASE ? VmmPhase.BOOT : PHASES[phase];
    }

    /** How the run ended; meaningful once it has. */
    RunEnd end() {
        return end;
    }

    VcpuThread vcpu(int index) {
        return vcpus.get(index);
    }

    /** A variable of the scripts. */
    long variable(int index) {
        return host.variable(index);
    }

    /** What PE 0 was asked for last. */
    String describeHost() {
        return host.describe();
    }

    /** Whether a vCPU faulted in the same way for ever. */
    boolean sawNoProgress() {
        return sawNoProgress;
    }

    /** Rules that have not come to apply. */
    List<VmmRule> untriggered() {
        return triggers.untriggered();
    }

    // --- what the machine tells

    @Override
    public void doorbell(int pe, long value) {
        hasDoorbell = true;
        doorbellPe = pe;
        doorbellValue = value;
        next = 0;
    }

    @Override
    public void realmFault(Pe pe, long realmInstructions) {
        if (!hasVcpu(pe)) {
            return;
        }
        long pc = pe.sys.get(SystemRegister.ELR_EL2);
        long ipa = (pe.sys.get(SystemRegister.HPFAR_EL2) & HPFAR_FIPA) << HPFAR_SHIFT;
        if (phase() == VmmPhase.RUN) {
            triggers.faulted();
        }
        if (progress.faulted(pe.index, realmInstructions, pc, ipa) == ProgressDetector.LIMIT) {
            noProgress(pe.index - 1);
        }
        refresh();
    }

    /** The RMM may fault on behalf of a vCPU that waits for an answer of its own: that vCPU executes nothing at all. */
    @Override
    public void recExited(Pe pe, long realmInstructions) {
        if (!hasVcpu(pe)) {
            return;
        }
        VcpuThread vcpu = vcpus.get(pe.index - 1);
        vcpu.emptyRuns = vcpu.exitedAt == realmInstructions ? vcpu.emptyRuns + 1 : 0;
        vcpu.exitedAt = realmInstructions;
        if (vcpu.emptyRuns == ProgressDetector.LIMIT) {
            noProgress(pe.index - 1);
            refresh();
        }
    }

    private boolean hasVcpu(Pe pe) {
        return pe.index > 0 && pe.index <= vcpus.size();
    }

    private void noProgress(int index) {
        VcpuThread vcpu = vcpus.get(index);
        sawNoProgress = true;
        if (vcpu.status == VcpuStatus.RUNNING && vcpu.ending == VcpuStatus.NEW) {
            vcpu.ending = VcpuStatus.STUCK;
            host.add(scripts.kick(index), ScriptQueue.NOBODY);
        }
    }

    // --- when

    @Override
    public long nextAction() {
        return next;
    }

    @Override
    public long nextActionWhenIdle() {
        if (next == 0) {
            return 0;
        }
        boolean waitsForTime = phase() == VmmPhase.RUN && host.isIdle() && triggers.nextTime(start) != NEVER;
        return waitsForTime ? next : NEVER;
    }

    private void refresh() {
        next = hasDoorbell || phase == BEFORE_FIRST_PHASE || (hostIsReady && hasWork()) ? 0 : deadline();
    }

    private boolean hasWork() {
        return host.hasStep() || isPhaseOver() || vcpuToRun() >= 0;
    }

    private long deadline() {
        return switch (phase()) {
            case RUN -> Math.min(limit, host.isIdle() ? triggers.nextTime(start) : NEVER);
            case BOOT, BUILD, START -> limit;
            case STOP, END, CLOSE, REPORT -> limit > NEVER / LAST_LIMIT ? NEVER : LAST_LIMIT * limit;
            case FINISHED -> NEVER;
        };
    }

    private int vcpuToRun() {
        if (phase() != VmmPhase.RUN) {
            return -1;
        }
        for (int i = 0; i < vcpus.size(); i++) {
            if (vcpus.get(i).status == VcpuStatus.READY && vcpus.get(i).holds == 0) {
                return i;
            }
        }
        return -1;
    }

    private boolean isPhaseOver() {
        if (!host.isIdle() || phase() == VmmPhase.FINISHED) {
            return false;
        }
        if (phase() != VmmPhase.RUN && phase() != VmmPhase.STOP) {
            return true;
        }
        for (VcpuThread vcpu : vcpus) {
            if (!vcpu.status.isFinal()) {
                return false;
            }
        }
        return true;
    }

    // --- what

    @Override
    public void act(VmmBoard board) {
        if (hasDoorbell) {
            hasDoorbell = false;
            board.acknowledge(doorbellPe, doorbellValue);
            answered(board, doorbellPe, (int) doorbellValue & 0xff, doorbellValue >>> 8);
        } else if (phase == BEFORE_FIRST_PHASE) {
            enter(board, VmmPhase.BOOT);
        } else if (host.hasStep()) {
            host.perform(board);
        } else if (vcpuToRun() >= 0) {
            run(board, vcpuToRun());
        } else if (isPhaseOver()) {
            enter(board, PHASES[phase + (phase() == VmmPhase.RUN ? 2 : 1)]);
        } else {
            actAtDeadline(board);
        }
        refresh();
    }

    private void actAtDeadline(VmmBoard board) {
        if (board.instructions() < limit) {
            triggers.timeHasCome();
            board.note("time of a rule");
        } else if (phase() == VmmPhase.RUN) {
            end = RunEnd.LIMIT;
            enter(board, VmmPhase.STOP);
        } else {
            end = RunEnd.LIMIT;
            enter(board, VmmPhase.FINISHED);
        }
    }

    @Override
    public boolean actWhenIdle(VmmBoard board) {
        if (phase() == VmmPhase.FINISHED) {
            return false;
        }
        if (host.isWaiting()) {
            host.refuse(board);
        } else if (phase() == VmmPhase.RUN && host.isIdle()) {
            enter(board, VmmPhase.STOP);
        } else {
            end = RunEnd.HOST_HUNG;
            enter(board, VmmPhase.FINISHED);
        }
        refresh();
        return true;
    }

    private void answered(VmmBoard board, int pe, int kind, long value) {
        switch (kind) {
            case DOORBELL_READY -> hostIsReady |= pe == 0;
            case DOORBELL_REPLY -> {
                if (pe == 0) {
                    host.replied(board, value);
                } else if (pe <= vcpus.size()) {
                    exits.returned(board, pe - 1, value);
                }
            }
            case DOORBELL_GONE -> gone(pe);
            default -> {
                // Reports are for those who listen.
            }
        }
        exits.decide();
    }

    private void gone(int pe) {
        if (pe == 0) {
            hostGone();
        } else if (pe <= vcpus.size()) {
            VcpuThread vcpu = vcpus.get(pe - 1);
            vcpu.isGone = true;
            vcpu.status = VcpuStatus.FAILED;
            vcpu.error = HostThread.IMPOSSIBLE;
        }
    }

    /** Without its ioctl thread nothing more can be asked of the host. */
    private void hostGone() {
        end = phase() == VmmPhase.BOOT ? RunEnd.HOST_FAILED : RunEnd.HOST_HUNG;
        phase = VmmPhase.REPORT.ordinal();
        host.clear();
    }

    private void run(VmmBoard board, int index) {
        VcpuThread vcpu = vcpus.get(index);
        vcpu.status = VcpuStatus.RUNNING;
        vcpu.hasAbort = false;
        vcpu.request++;
        board.command(
                scripts.vcpus().get(index).pe(),
                vcpu.request,
                HostCommand.RUN.number(),
                vcpu.reply,
                VcpuThread.REPLY_REGISTERS);
    }

    // --- phases

    private void enter(VmmBoard board, VmmPhase entered) {
        phase = entered.ordinal();
        switch (entered) {
            case BOOT -> {
                host.add(ScenarioScripts.SETUP, ScriptQueue.NOBODY);
                triggers.phaseBegan(VmmPhase.BOOT);
            }
            case BUILD -> {
                for (int i = 0; i < scripts.realms().size(); i++) {
                    host.add(ScenarioScripts.build(i), ScriptQueue.NOBODY);
                }
            }
            case START -> {
                start = board.instructions();
                exits.realmsBuilt();
                triggers.phaseBegan(VmmPhase.START);
            }
            case RUN -> {
                // act() calls KVM_RUN for each vCPU.
            }
            case STOP -> stopVcpus(board);
            case END -> triggers.phaseBegan(VmmPhase.END);
            case CLOSE -> {
                for (int i = 0; i < scripts.realms().size(); i++) {
                    host.add(scripts.close(i), ScriptQueue.NOBODY);
                }
            }
            case REPORT -> host.add(ScenarioScripts.REPORT, ScriptQueue.NOBODY);
            case FINISHED -> host.clear();
        }
        board.enter(entered);
    }

    private void stopVcpus(VmmBoard board) {
        boolean isLimit = end == RunEnd.LIMIT;
        for (int i = 0; i < vcpus.size(); i++) {
            VcpuThread vcpu = vcpus.get(i);
            if (!vcpu.status.isFinal() && vcpu.status != VcpuStatus.RUNNING) {
                vcpu.status = VcpuStatus.LIMITED;
            } else if (vcpu.status == VcpuStatus.RUNNING && vcpu.ending == VcpuStatus.NEW) {
                boolean isInRealm = board.pe(i + 1).securityState == SecurityState.REALM;
                if (!isLimit && isInRealm) {
                    end = RunEnd.DEADLOCK;
                }
                vcpu.ending = isLimit ? VcpuStatus.LIMITED : isInRealm ? VcpuStatus.STUCK : VcpuStatus.OFF;
                host.add(scripts.kick(i), ScriptQueue.NOBODY);
            }
        }
    }

    // --- scripts

    @Override
    public void stepDone(ScriptStep step, int vcpu, long result) {
        if (step.action() == ScriptStep.NO_ACTION) {
            boolean isSetup = step instanceof ScriptStep.Command command && command.command() == HostCommand.SETUP;
            if (isSetup && result < 0) {
                hostGone();
            }
            return;
        }
        ScenarioScripts.RuleAction entry = scripts.actions().get(step.action());
        ActionOutcome.remember(host, entry, result);
        if (step instanceof ScriptStep.Reply reply && vcpu != ScriptQueue.NOBODY) {
            long[] registers = vcpus.get(vcpu).reply;
            for (int i = 0; i < Math.min(registers.length, reply.values().size()); i++) {
                registers[i] = reply.values().get(i);
            }
        }
        if (entry.action() instanceof VmmAction.ExternalAbort abort) {
            VcpuThread target = vcpus.get(scripts.vcpu(abort.realm(), abort.vcpu()));
            target.holds--;
            target.hasAbort |= result >= 0;
        }
    }

    @Override
    public boolean mustWait(ScriptStep step) {
        if (phase() != VmmPhase.RUN
                || step.action() == ScriptStep.NO_ACTION
                || !(scripts.actions().get(step.action()).action() instanceof VmmAction.ExternalAbort abort)) {
            return false;
        }
        VcpuThread target = vcpus.get(scripts.vcpu(abort.realm(), abort.vcpu()));
        return target.status == VcpuStatus.RUNNING && target.ending == VcpuStatus.NEW;
    }

    @Override
    public void scriptDone(int vcpu) {
        if (vcpu != ScriptQueue.NOBODY) {
            exits.ruleDone(vcpu);
        }
    }

    // --- state

    @Override
    public void save(StateSink sink) {
        host.save(sink);
        for (VcpuThread vcpu : vcpus) {
            vcpu.save(sink);
        }
        triggers.save(sink);
        progress.save(sink);
        sink.put(phase);
        sink.put(end.ordinal());
        sink.put(sawNoProgress);
        sink.put(hostIsReady);
        sink.put(hasDoorbell);
        sink.put(doorbellPe);
        sink.put(doorbellValue);
        sink.put(start);
    }

    @Override
    public void load(StateSource source) {
        host.load(source);
        for (VcpuThread vcpu : vcpus) {
            vcpu.load(source);
        }
        triggers.load(source);
        progress.load(source);
        phase = (int) source.next();
        end = RunEnd.of(source.next());
        sawNoProgress = source.nextFlag();
        hostIsReady = source.nextFlag();
        hasDoorbell = source.nextFlag();
        doorbellPe = (int) source.next();
        doorbellValue = source.next();
        start = source.next();
        refresh();
    }
}
