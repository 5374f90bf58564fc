package org.realmscope.scenario.run;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.realmscope.machine.event.ProgressDetector;
import org.realmscope.machine.vmm.DoorbellKind;
import org.realmscope.machine.vmm.Vmm;
import org.realmscope.machine.vmm.VmmBoard;
import org.realmscope.machine.vmm.VmmCommand;
import org.realmscope.machine.vmm.VmmPhase;
import org.realmscope.platform.SecurityState;
import org.realmscope.platform.pe.Pe;
import org.realmscope.platform.state.StateSink;
import org.realmscope.platform.state.StateSource;
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

    /** Instructions in which an RMM image that boots at all has booted. */
    private static final long BOOT_LIMIT = 50_000_000;

    private final ScenarioScripts scripts;
    private final HostThread host;
    private final List<VcpuThread> vcpus = new ArrayList<>();
    private final VcpuExits exits;
    private final RuleTriggers triggers;
    private final Parking parking;
    private final long limit;
    private final long bootLimit;
    private int phase = BEFORE_FIRST_PHASE;
    private RunEnd end = RunEnd.COMPLETED;
    private boolean sawNoProgress;
    /** Whether some realm could not be destroyed. */
    private boolean hasRemains;
    /** Whether all realms have been destroyed, and the host asked for what it reports. */
    private boolean hasCleanedUp;
    /** Fewest pages that the host had left when something failed. */
    private long leastMemory = NEVER;

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
        this.parking = new Parking(vcpus);
        this.limit = scripts.scenario().platform().limit();
        this.bootLimit = scripts.scenario().rmm().image() == null ? limit : Math.min(limit, BOOT_LIMIT);
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

    /** Whether every realm that there was has been destroyed, so that what is delegated now stays delegated. */
    boolean hasCleanedUp() {
        return hasCleanedUp;
    }

    /** Fewest pages that the host had left when something failed that may have been for want of memory. */
    long leastMemory() {
        return leastMemory;
    }

    /** The action that PE 0 is busy with, null if it is none. */
    @Nullable
    VmmAction currentAction() {
        return host.currentAction();
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
    public void realmFault(Pe pe, long repeats) {
        if (!hasVcpu(pe)) {
            return;
        }
        if (phase() == VmmPhase.RUN) {
            triggers.faulted();
        }
        came(pe, repeats, false);
    }

    @Override
    public void ripasChangeAsked(Pe pe, long repeats) {
        if (hasVcpu(pe)) {
            came(pe, repeats, true);
        }
    }

    private void came(Pe pe, long repeats, boolean isRipasChange) {
        sawNoProgress |= repeats >= ProgressDetector.LIMIT;
        vcpus.get(pe.index - 1).isAtRipasChange = isRipasChange;
        if (parking.came(pe.index - 1, repeats)) {
            host.add(scripts.kick(pe.index - 1), ScriptQueue.NOBODY);
        }
        refresh();
    }

    private boolean hasVcpu(Pe pe) {
        return pe.index > 0 && pe.index <= vcpus.size();
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
        return waitsForTime ? Math.min(limit, triggers.nextTime(start)) : NEVER;
    }

    private void refresh() {
        next = hasDoorbell || phase == BEFORE_FIRST_PHASE || (hostIsReady && hasWork()) ? 0 : deadline();
    }

    private boolean hasWork() {
        return host.hasStep() || isPhaseOver() || vcpuToRun() >= 0;
    }

    private long deadline() {
        return switch (phase()) {
            case RUN ->
                host.isIdle() ? Math.min(limit, Math.min(triggers.nextTime(start), parking.nextRetry())) : limit;
            case BOOT -> hostIsReady ? limit : bootLimit;
            case BUILD, START -> limit;
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
            if (!vcpu.status.isFinal() && vcpu.status != VcpuStatus.PARKED) {
                return false;
            }
        }
        return !parking.isUsed() || triggers.nextTime(start) == NEVER;
    }

    // --- what

    @Override
    public void act(VmmBoard board) {
        if (hasDoorbell) {
            hasDoorbell = false;
            board.acknowledge(doorbellPe, doorbellValue);
            answered(board, doorbellPe, DoorbellKind.of(doorbellValue), DoorbellKind.value(doorbellValue));
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
        long now = board.instructions();
        if (phase() == VmmPhase.BOOT && !hostIsReady) {
            end = bootEnd(board, RunEnd.LIMIT);
            enter(board, VmmPhase.FINISHED);
        } else if (now < limit && triggers.nextTime(start) <= now) {
            triggers.timeHasCome();
            board.note("time of a rule");
        } else if (now < limit) {
            parking.retryUntil(now);
            board.note("another try of a vCPU without progress");
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
            end = bootEnd(board, RunEnd.HOST_HUNG);
            enter(board, VmmPhase.FINISHED);
        }
        refresh();
        return true;
    }

    /** The RMM boots before the host: an image that does not come back never lets the host begin. */
    private RunEnd bootEnd(VmmBoard board, RunEnd otherwise) {
        boolean isInRmm = !hostIsReady && board.pe(0).securityState == SecurityState.REALM;
        return isInRmm ? RunEnd.RMM_FAILED : otherwise;
    }

    private void answered(VmmBoard board, int pe, int kind, long value) {
        switch (kind) {
            case DoorbellKind.READY -> hostIsReady |= pe == 0;
            case DoorbellKind.REPLY -> {
                if (pe == 0) {
                    host.replied(board, value);
                } else if (pe <= vcpus.size()) {
                    exits.returned(board, pe - 1, value);
                    parking.returned(pe - 1, board.instructions());
                }
            }
            case DoorbellKind.GONE -> gone(pe);
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
                VmmCommand.RUN.number(),
                vcpu.reply,
                VcpuThread.REPLY_REGISTERS);
    }

    // --- phases

    private void enter(VmmBoard board, VmmPhase entered) {
        phase = entered.ordinal();
        switch (entered) {
            case BOOT -> {
                triggers.hostStarts();
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
            case END -> {
                parking.close();
                triggers.phaseBegan(VmmPhase.END);
            }
            case CLOSE -> {
                for (int i = 0; i < scripts.realms().size(); i++) {
                    host.add(scripts.close(i), ScriptQueue.NOBODY);
                }
            }
            case REPORT -> {
                hasCleanedUp = !hasRemains;
                host.add(ScenarioScripts.REPORT, ScriptQueue.NOBODY);
            }
            case FINISHED -> host.clear();
        }
        board.enter(entered);
    }

    private void stopVcpus(VmmBoard board) {
        boolean isLimit = end == RunEnd.LIMIT;
        parking.close();
        for (int i = 0; i < vcpus.size(); i++) {
            VcpuThread vcpu = vcpus.get(i);
            if (!vcpu.status.isFinal() && vcpu.status != VcpuStatus.RUNNING) {
                vcpu.status = VcpuStatus.LIMITED;
            } else if (vcpu.ending == VcpuStatus.PARKED) {
                vcpu.ending = VcpuStatus.STUCK;
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
            if (step instanceof ScriptStep.Command command) {
                commandDone(command.command(), result);
            }
            return;
        }
        ScenarioScripts.RuleAction entry = scripts.actions().get(step.action());
        ActionOutcome.remember(host, scripts, step.action(), result);
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

    /** A command that no rule has asked for is done. */
    private void commandDone(VmmCommand command, long result) {
        switch (command) {
            case SETUP -> {
                if (result < 0 && !triggers.mayFailTheHost()) {
                    hostGone();
                }
            }
            case REPORTS -> {
                long pages = host.variable(scripts.memory());
                leastMemory = pages == ScenarioScripts.UNKNOWN ? leastMemory : Math.min(leastMemory, pages);
            }
            case CLOSE -> hasRemains |= result < 0 && result != HostThread.IMPOSSIBLE;
            default -> {
                if (phase() == VmmPhase.BUILD && VcpuExits.mayBeForMemory(result)) {
                    host.add(ScenarioScripts.MEMORY, ScriptQueue.NOBODY);
                }
            }
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
    public void scriptDone(int number, int vcpu) {
        if (scripts.isRule(number)) {
            parking.retryAll();
        }
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
        sink.put(phase);
        sink.put(end.ordinal());
        sink.put(sawNoProgress);
        sink.put(hasRemains);
        sink.put(hasCleanedUp);
        sink.put(leastMemory);
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
        phase = (int) source.next();
        end = RunEnd.of(source.next());
        sawNoProgress = source.nextFlag();
        hasRemains = source.nextFlag();
        hasCleanedUp = source.nextFlag();
        leastMemory = source.next();
        hostIsReady = source.nextFlag();
        hasDoorbell = source.nextFlag();
        doorbellPe = (int) source.next();
        doorbellValue = source.next();
        start = source.next();
        refresh();
    }
}
