package org.realmscope.scenario.run;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.OptionalLong;
import java.util.stream.IntStream;
import org.realmscope.machine.HostImages;
import org.realmscope.machine.Machine;
import org.realmscope.machine.MachineConfiguration;
import org.realmscope.machine.RealmFirmware;
import org.realmscope.machine.checkpoint.CheckpointPolicy;
import org.realmscope.machine.control.StopReason;
import org.realmscope.machine.history.DelegatedGranule;
import org.realmscope.machine.history.HistoryLimits;
import org.realmscope.machine.history.RunHistory;
import org.realmscope.machine.history.RunRecorder;
import org.realmscope.machine.image.ElfImage;
import org.realmscope.machine.time.Moment;
import org.realmscope.machine.vmm.Errno;
import org.realmscope.platform.UserError;
import org.realmscope.scenario.guest.GuestAssembler;
import org.realmscope.scenario.guest.GuestProgram;
import org.realmscope.scenario.model.RealmSetup;
import org.realmscope.scenario.model.Scenario;
import org.realmscope.scenario.model.VcpuSetup;

/**
 * A scenario with the machine that it describes. The machine stands at reset with everything wired: whoever runs it, by
 * {@link #run} or otherwise, sees the whole run, and {@link #result} says what it showed.
 */
public final class ScenarioRun {
    /** Realms that the host image has room for. */
    private static final int MAX_REALMS = 4;

    private static final String NOTHING_CHANGES =
            "no progress: it asks for a change of RIPAS that the host does not make; memory that is DESTROYED is"
                    + " changed only if the realm allows for that ('destroyed')";

    private static final long DRAM_BASE = MachineConfiguration.DEFAULT.dramBase();

    private final Scenario scenario;
    private final long seed;
    private final List<GuestProgram> programs;
    private final ScenarioScripts scripts;
    private final Machine machine;
    private final RunRecorder recorder;
    private final GuestWatch watch;

    /**
     * How a scenario is run.
     *
     * @param seed of the schedule
     * @param checkpoints how much history the machine keeps
     * @param history how much of what happens is recorded
     */
    public record Options(long seed, CheckpointPolicy checkpoints, HistoryLimits history) {
        /** As the scenario says, from reset to the end. */
        public static Options of(Scenario scenario) {
            return new Options(scenario.platform().seed(), CheckpointPolicy.NEVER, HistoryLimits.DEFAULT);
        }

        public Options withSeed(long other) {
            return new Options(other, checkpoints, history);
        }

        public Options withCheckpoints(CheckpointPolicy policy) {
            return new Options(seed, policy, history);
        }

        public Options withHistory(HistoryLimits limits) {
            return new Options(seed, checkpoints, limits);
        }
    }

    /** Hears how a run proceeds. */
    @FunctionalInterface
    public interface Progress {
        /** Hears nothing. */
        Progress NONE = instructions -> {};

        /** The run has come to this instruction count. */
        void reached(long instructions);
    }

    private ScenarioRun(Scenario scenario, Options options) {
        this.scenario = scenario;
        this.seed = options.seed();
        check(scenario);
        InputProblems problems = new InputProblems(scenario);
        this.programs = problems.of(
                () -> scenario.realms().stream().map(GuestAssembler::assemble).toList());
        String rmm = Objects.requireNonNullElse(scenario.rmm().image(), "");
        String host = Objects.requireNonNullElse(scenario.host().image(), "");
        RealmFirmware firmware = problems.of(rmm, () -> firmware(scenario));
        ElfImage hostImage = problems.of(host, () -> hostImage(scenario));
        MachineConfiguration configuration = problems.of(() -> MachineConfiguration.DEFAULT
                .withPes(scenario.platform().pes())
                .withDramSize(scenario.platform().dram())
                .withSeed(options.seed())
                .withQuantum(scenario.platform().quantum())
                .withFirmware(firmware)
                .withCheckpoints(options.checkpoints()));
        this.scripts = ScriptCompiler.compile(
                scenario, programs, DRAM_BASE + scenario.platform().dram());
        this.machine = problems.of(
                rmm.isEmpty() ? host : rmm,
                () -> new Machine(configuration, List.of(hostImage), () -> new ScenarioVmm(scripts)));
        this.recorder = RunRecorder.attach(machine, options.history());
        this.watch = new GuestWatch(machine, recorder, scripts, programs);
        machine.setProbe(watch);
    }

    /**
     * Makes the machine of a scenario. Files that the scenario names are relative to it.
     *
     * @throws UserError if a file cannot be used, or something is outside what machine and host have room for
     */
    public static ScenarioRun of(Scenario scenario, Options options) {
        return new ScenarioRun(scenario, options);
    }

    private static void check(Scenario scenario) {
        int vcpus = 0;
        for (RealmSetup realm : scenario.realms()) {
            for (VcpuSetup vcpu : realm.vcpus()) {
                vcpus++;
                if (vcpus >= scenario.platform().pes()) {
                    throw new UserError(
                            UserError.Code.SCENARIO_INVALID,
                            "%s: no PE is left for %s: %d PEs are one for the VMM and %d for vCPUs [TOO_FEW_PES]"
                                    .formatted(
                                            vcpu.position(),
                                            vcpu.name(),
                                            scenario.platform().pes(),
                                            scenario.platform().pes() - 1));
                }
            }
        }
        if (scenario.realms().size() > MAX_REALMS) {
            RealmSetup realm = scenario.realms().get(MAX_REALMS);
            throw new UserError(
                    UserError.Code.SCENARIO_INVALID,
                    "%s: %s is one realm too many; the host has room for %d [COUNT]"
                            .formatted(realm.position(), realm.name(), MAX_REALMS));
        }
    }

    private static RealmFirmware firmware(Scenario scenario) {
        String image = scenario.rmm().image();
        return image == null
                ? RealmFirmware.builtIn(scenario.rmm().profile(), scenario.rmm().patternContent())
                : RealmFirmware.file(image, read(scenario, image));
    }

    private static ElfImage hostImage(Scenario scenario) {
        String image = scenario.host().image();
        return image == null ? HostImages.kvm() : ElfImage.parse(image, read(scenario, image));
    }

    private static byte[] read(Scenario scenario, String file) {
        Path path = Path.of(scenario.file()).resolveSibling(file);
        try {
            return Files.readAllBytes(path);
        } catch (IOException e) {
            throw new UserError(
                    UserError.Code.FILE_UNREADABLE,
                    "'%s' cannot be read; it is looked for as %s".formatted(file, path));
        }
    }

    // --- what there is

    public Scenario scenario() {
        return scenario;
    }

    /** The machine; a run of it is a run of the scenario. */
    public Machine machine() {
        return machine;
    }

    /** What the vCPUs of each realm run. */
    public List<GuestProgram> programs() {
        return programs;
    }

    /** What has been recorded of the run. */
    public RunRecorder recorder() {
        return recorder;
    }

    /** Physical address of the host's reports (docs/vmm-port.md); empty until the host has said where they are. */
    public OptionalLong reportTable() {
        long table = vmm().variable(scripts.reports());
        return table == ScenarioScripts.UNKNOWN ? OptionalLong.empty() : OptionalLong.of(table);
    }

    // --- running

    /** Runs the scenario from where the machine stands to its end. */
    public ScenarioResult run() {
        return run(Progress.NONE, Long.MAX_VALUE);
    }

    /**
     * Runs the scenario to its end, or until {@link Machine#pause} is asked for.
     *
     * @param every instructions between two calls of {@code progress}
     */
    public ScenarioResult run(Progress progress, long every) {
        StopReason reason;
        do {
            long now = machine.now().instructions();
            progress.reached(now);
            reason = machine.run(every > Long.MAX_VALUE - now ? Moment.NEVER : new Moment(now + every, 0));
        } while (reason instanceof StopReason.LimitReached);
        return result(reason);
    }

    /**
     * What the run has shown.
     *
     * @param reason why the machine stopped last
     */
    public ScenarioResult result(StopReason reason) {
        ScenarioVmm vmm = vmm();
        RunEnd end = end(vmm, reason);
        if (!end.isComplete() && watch.places().isEmpty()) {
            watch.notePlaces();
        }
        readReports(vmm);
        RunHistory history = recorder.history();
        List<VcpuEnd> ends = vcpuEnds(vmm);
        List<Integer> numbers = realmNumbers(vmm);
        List<ActionOutcome> actions = IntStream.range(0, scripts.actions().size())
                .mapToObj(number -> ActionOutcome.of(vmm, scripts, number))
                .toList();
        List<LeakedGranule> leaks = LeakedGranule.of(
                history.reports(), vmm.hasCleanedUp() ? DelegatedGranule.of(machine) : List.of(), watch.delegations());
        return new ScenarioResult(
                scenario,
                seed,
                machine.now().instructions(),
                end,
                RunEndText.of(end, reason, vmm, scenario, machine.describe(0)),
                history,
                programs,
                ends,
                numbers,
                leaks,
                watch.exceptions(),
                watch.fetches(),
                failedRealms(vmm),
                actions,
                vmm.untriggered(),
                end == RunEnd.COMPLETED ? List.of() : watch.places(),
                expectations(history, leaks, ends, numbers, actions),
                machine.consoleText());
    }

    private RunEnd end(ScenarioVmm vmm, StopReason reason) {
        RunEnd end = reason instanceof StopReason.VmmFinished ? vmm.end() : RunEnd.STOPPED;
        boolean isExhausted = end.isComplete() && HostMemory.isExhausted(vmm.leastMemory());
        return isExhausted ? RunEnd.OUT_OF_MEMORY : end;
    }

    private ScenarioVmm vmm() {
        if (machine.vmm() instanceof ScenarioVmm vmm) {
            return vmm;
        }
        throw new IllegalStateException("the machine has another VMM");
    }

    /** A host that could not be asked at the end has its reports where it said at the beginning. */
    private void readReports(ScenarioVmm vmm) {
        long table = vmm.variable(scripts.reports());
        if (table != ScenarioScripts.UNKNOWN
                && recorder.host().reportCount() > recorder.host().reports().size()) {
            recorder.host().readReports(table, recorder.host().reportCount());
        }
    }

    private List<VcpuEnd> vcpuEnds(ScenarioVmm vmm) {
        List<VcpuEnd> ends = new ArrayList<>();
        for (int i = 0; i < scripts.vcpus().size(); i++) {
            ScenarioScripts.Vcpu vcpu = scripts.vcpus().get(i);
            VcpuThread thread = vmm.vcpu(i);
            ends.add(new VcpuEnd(
                    vcpu.realm(),
                    vcpu.setup(),
                    vcpu.pe(),
                    thread.status,
                    thread.hasTurnedOff,
                    thread.error,
                    watch.lastPc(i),
                    watch.lastPosition(i),
                    detail(vmm, vcpu, thread)));
        }
        return ends;
    }

    private String detail(ScenarioVmm vmm, ScenarioScripts.Vcpu vcpu, VcpuThread thread) {
        if (thread.isGone) {
            return "the host's thread is gone";
        }
        if (Parking.isStuckAtRipasChange(thread)) {
            return NOTHING_CHANGES;
        }
        boolean isBuilt = vmm.variable(scripts.realms().get(vcpu.realm()).error()) == ScenarioScripts.UNKNOWN;
        return isBuilt ? "" : "its realm could not be built";
    }

    private List<Integer> realmNumbers(ScenarioVmm vmm) {
        List<Integer> numbers = new ArrayList<>();
        int next = 0;
        for (ScenarioScripts.RealmVariables realm : scripts.realms()) {
            numbers.add(vmm.variable(realm.rd()) == ScenarioScripts.UNKNOWN ? -1 : next++);
        }
        return numbers;
    }

    private List<String> failedRealms(ScenarioVmm vmm) {
        List<String> lines = new ArrayList<>();
        for (int i = 0; i < scripts.realms().size(); i++) {
            ScenarioScripts.RealmVariables realm = scripts.realms().get(i);
            long error = vmm.variable(realm.error());
            if (error != ScenarioScripts.UNKNOWN) {
                ScriptStep step =
                        scripts.scripts().get(ScenarioScripts.build(i)).steps().get((int) vmm.variable(realm.step()));
                lines.add("%s: %s: %s failed with %s"
                        .formatted(step.position(), realm.setup().name(), step.text(), Errno.describe(error)));
            }
        }
        return lines;
    }

    private List<ExpectationResult> expectations(
            RunHistory history,
            List<LeakedGranule> leaks,
            List<VcpuEnd> ends,
            List<Integer> numbers,
            List<ActionOutcome> actions) {
        List<ExpectationResult> results = new ArrayList<>();
        StepExpectations steps = new StepExpectations(watch, scripts, ends);
        for (int i = 0; i < programs.size(); i++) {
            results.addAll(steps.evaluate(i, programs.get(i)));
        }
        for (ActionOutcome action : actions) {
            if (action.hasExpectation()) {
                results.add(new ExpectationResult(
                        action.action().position(), action.action().text(), action.isMet(), action.actual()));
            }
        }
        Expectations.Course course = new Expectations.Course(
                vmm().sawNoProgress(), !failedRealms(vmm()).isEmpty(), history.start() != null, vmm().hasCleanedUp());
        results.addAll(new Expectations(scenario, history, leaks, ends, numbers, course).evaluate());
        results.sort(Comparator.comparingInt(
                        (ExpectationResult result) -> result.position().line())
                .thenComparingInt(result -> result.position().column()));
        return results;
    }
}
