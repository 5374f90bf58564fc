package org.realmscope.scenario.run;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.realmscope.scenario.guest.GuestProgram;
import org.realmscope.scenario.guest.StepCode;
import org.realmscope.scenario.model.GuestStep;

/** What guest steps are expected to lead to. */
final class StepExpectations {
    private final GuestWatch watch;
    private final ScenarioScripts scripts;
    private final List<VcpuEnd> ends;

    StepExpectations(GuestWatch watch, ScenarioScripts scripts, List<VcpuEnd> ends) {
        this.watch = watch;
        this.scripts = scripts;
        this.ends = ends;
    }

    /** What a step is expected to lead to; null if the scenario does not say. */
    static GuestStep.@Nullable Outcome outcome(GuestStep step) {
        return switch (step) {
            case GuestStep.Load load -> load.outcome();
            case GuestStep.Store store -> store.outcome();
            case GuestStep.LoadPair load -> load.outcome();
            case GuestStep.StorePair store -> store.outcome();
            case GuestStep.Fetch fetch -> fetch.outcome();
            case GuestStep.Atomic atomic -> atomic.outcome();
            case GuestStep.SetRipas set -> set.outcome();
            case GuestStep.GetRipas get -> get.outcome();
            case GuestStep.HostCall call -> call.outcome();
            case GuestStep.Call call -> call.outcome();
            case GuestStep.Await await -> null;
            case GuestStep.Wait wait -> null;
            case GuestStep.Words words -> null;
            case GuestStep.ForEach loop -> null;
            case GuestStep.Repeat loop -> null;
        };
    }

    /** Whether a step is expected to get an external abort. */
    static boolean expectsAbort(StepCode step) {
        GuestStep.Outcome outcome = outcome(step.step());
        return outcome != null && outcome.kind() == GuestStep.Outcome.Kind.EXTERNAL_ABORT;
    }

    /** Those of a realm's program. */
    List<ExpectationResult> evaluate(int realm, GuestProgram program) {
        List<ExpectationResult> results = new ArrayList<>();
        for (StepCode step : program.steps()) {
            GuestStep.Outcome outcome = outcome(step.step());
            if (outcome != null) {
                results.add(evaluate(vcpu(realm, step), step, outcome));
            } else {
                unexpected(vcpu(realm, step), step).ifPresent(results::add);
            }
        }
        return results;
    }

    /** A step that says nothing of its outcome may do anything but abort. */
    private Optional<ExpectationResult> unexpected(int vcpu, StepCode step) {
        RealmAbort abort = watch.seenAbort(vcpu, step.index());
        return abort == null
                ? Optional.empty()
                : Optional.of(new ExpectationResult(
                        step.step().position(),
                        step.step().text(),
                        false,
                        "took " + abort.text()
                                + (abort.outcome().isEmpty()
                                        ? ""
                                        : "; write 'expect " + abort.outcome() + "' if it should")));
    }

    private int vcpu(int realm, StepCode step) {
        for (int i = 0; i < scripts.vcpus().size(); i++) {
            ScenarioScripts.Vcpu vcpu = scripts.vcpus().get(i);
            if (vcpu.realm() == realm && vcpu.setup().equals(step.vcpu())) {
                return i;
            }
        }
        throw new IllegalStateException("no vCPU does " + step.step().text());
    }

    private ExpectationResult evaluate(int vcpu, StepCode step, GuestStep.Outcome outcome) {
        String problem = switch (outcome.kind()) {
            case VALUES -> values(vcpu, step);
            case EXTERNAL_ABORT -> abort(vcpu, step);
            case GRANULE_PROTECTION_FAULT -> protectionFault(vcpu, step);
            case STUCK -> stuck(vcpu, step);
        };
        return new ExpectationResult(
                step.step().position(), step.step().text(), problem == null, problem == null ? "" : problem);
    }

    /** Whether the vCPU came to the end of its steps: one that turns its realm off does not. */
    private boolean hasDoneAll(int vcpu) {
        VcpuEnd end = ends.get(vcpu);
        return end.status() == VcpuStatus.ENDED && !end.turnedOff();
    }

    private boolean isReached(int vcpu, StepCode step) {
        return hasDoneAll(vcpu) || watch.furthest(vcpu) >= step.extent().base();
    }

    /** A step in a loop counts as completed when the vCPU was seen behind it, in whatever turn of the loop. */
    private boolean isCompleted(int vcpu, StepCode step) {
        return hasDoneAll(vcpu) || watch.furthest(vcpu) >= step.extent().end();
    }

    private String notCompleted(int vcpu, StepCode step) {
        String how = ", the vCPU " + ends.get(vcpu).text();
        return (isReached(vcpu, step) ? "was not completed" : "was not reached") + how;
    }

    private @Nullable String values(int vcpu, StepCode step) {
        GuestWatch.Mismatch mismatch = watch.mismatch(vcpu, step.index());
        RealmAbort abort = watch.seenAbort(vcpu, step.index());
        if (abort != null) {
            return "took " + abort.text();
        }
        if (mismatch == null) {
            return isCompleted(vcpu, step) ? null : notCompleted(vcpu, step);
        }
        int first = step.checks().stream()
                .filter(check -> check.pc() == mismatch.pc())
                .mapToInt(StepCode.Check::value)
                .findFirst()
                .orElse(0);
        boolean isPair = step.step() instanceof GuestStep.LoadPair;
        String which = first == 0 ? "" : "value " + (first + 1) + " ";
        return which + "was " + hex(mismatch.actual(), isPair) + ", expected " + hex(mismatch.expected(), isPair);
    }

    private static String hex(List<Long> values, boolean both) {
        return values.stream().limit(both ? 2 : 1).map(Notation::hex).collect(Collectors.joining(", "));
    }

    private @Nullable String abort(int vcpu, StepCode step) {
        if (watch.wasAborted(vcpu, step.index())) {
            return null;
        }
        return otherwise(vcpu, step, "an external abort");
    }

    private @Nullable String protectionFault(int vcpu, StepCode step) {
        return watch.seenAbort(vcpu, step.index()) == RealmAbort.GRANULE_PROTECTION
                ? null
                : otherwise(vcpu, step, "a granule protection fault");
    }

    private String otherwise(int vcpu, StepCode step, String expected) {
        RealmAbort abort = watch.seenAbort(vcpu, step.index());
        if (abort != null) {
            return "took " + abort.text();
        }
        return isCompleted(vcpu, step) ? "was completed without " + expected : notCompleted(vcpu, step);
    }

    private @Nullable String stuck(int vcpu, StepCode step) {
        if (isCompleted(vcpu, step)) {
            return "was completed";
        }
        return isReached(vcpu, step) ? null : notCompleted(vcpu, step);
    }
}
