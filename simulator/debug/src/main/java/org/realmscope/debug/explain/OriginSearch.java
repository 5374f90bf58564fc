package org.realmscope.debug.explain;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.realmscope.abi.RmiCommand;
import org.realmscope.abi.RmiStatus;
import org.realmscope.debug.inspect.CheckedCondition;
import org.realmscope.debug.inspect.CommandConditions;
import org.realmscope.machine.Machine;
import org.realmscope.machine.history.FaultRecord;
import org.realmscope.machine.history.RmiCallRecord;
import org.realmscope.machine.history.Timeline;
import org.realmscope.machine.history.TimelineEntry;
import org.realmscope.machine.time.Moment;

/**
 * Finds what brought about the state because of which a call fails: the last event of the timeline before which the
 * condition did not hold, and after which it does. The same condition is evaluated for the same inputs on forks on
 * both sides of the event; where that does not agree, nothing is found.
 */
final class OriginSearch {
    /** Events on both sides of which the condition is evaluated, at most. */
    private static final int MOST_TRIALS = 16;
    /** Entries of the timeline that are looked at, at most. */
    private static final int LOOK_BACK = 200_000;
    /** Conditions on the life of a realm or a REC, which what a realm calls changes, too. */
    private static final Set<String> OF_LIFE = Set.of(
            "realm_state",
            "realm_new",
            "system_off",
            "rec_state",
            "rec_runnable",
            "rec_psci",
            "rec_mmio",
            "rec_sea",
            "calling_state",
            "target_state",
            "base_bound",
            "top_bound",
            "ripas_value");

    private final Forks forks;
    private final Timeline timeline;
    private final FaultSearch faults;
    private final PastCalls past;

    OriginSearch(Forks forks, Timeline timeline, FaultSearch faults, PastCalls past) {
        this.forks = forks;
        this.timeline = timeline;
        this.faults = faults;
        this.past = past;
    }

    /**
     * An event that may have changed the state.
     *
     * @param call moment of the call to which it belongs
     * @param before right before it
     * @param after right after it
     */
    private record Candidate(String what, int pe, Moment call, Moment before, Moment after) {}

    /**
     * What made a condition hold.
     *
     * @param failing condition because of which {@code call} fails
     * @return null if that is not known
     */
    @Nullable
    Origin find(RmiCallRecord call, CheckedCondition failing) {
        for (Candidate candidate : candidates(call, failing)) {
            if (verdict(candidate.before(), call, failing) == CheckedCondition.Verdict.FALSE) {
                return verdict(candidate.after(), call, failing) == CheckedCondition.Verdict.HOLDS
                        ? origin(candidate, call)
                        : null;
            }
        }
        return null;
    }

    private CheckedCondition.@Nullable Verdict verdict(Moment moment, RmiCallRecord call, CheckedCondition failing) {
        Machine fork = forks.at(moment);
        CommandConditions conditions = fork == null ? null : CommandConditions.of(fork);
        return conditions == null
                ? null
                : conditions.check(call.pe(), call.functionId(), call.arguments()).stream()
                        .filter(each -> each.condition().equals(failing.condition()))
                        .findFirst()
                        .map(CheckedCondition::verdict)
                        .orElse(null);
    }

    private Origin origin(Candidate candidate, RmiCallRecord call) {
        FaultRecord own = faults.ofCall(call.pe(), call.moment());
        FaultRecord other = faults.ofCall(candidate.pe(), candidate.call());
        boolean isRace = own != null
                && own.guest().pe() != candidate.pe()
                && own.moment().isBefore(candidate.after());
        return new Origin(
                candidate.what(),
                candidate.call(),
                candidate.pe(),
                other,
                other == null ? past.asked(candidate.call()) : null,
                isRace ? own : null);
    }

    // --- the timeline

    private List<Candidate> candidates(RmiCallRecord call, CheckedCondition failing) {
        CallReach reach = CallReach.of(call, failing);
        boolean isOfLife = OF_LIFE.contains(failing.condition().label());
        List<Candidate> candidates = new ArrayList<>();
        TreeMap<Integer, TimelineEntry.RmiReturn> returns = new TreeMap<>();
        TreeMap<Integer, TimelineEntry> later = new TreeMap<>();
        long newest = timeline.firstAt(call.moment()) - 1;
        timeline.visitBack(newest, entry -> {
            switch (entry) {
                case TimelineEntry.RmiReturn done -> returns.put(done.pe(), done);
                case TimelineEntry.RmiCall made -> {
                    TimelineEntry.RmiReturn done = returns.remove(made.pe());
                    TimelineEntry next = later.get(made.pe());
                    if (next != null && reach.touches(made, done)) {
                        add(made, done, next, candidates);
                    }
                }
                case TimelineEntry.RealmCall made
                when isOfLife && later.get(made.pe()) != null ->
                    candidates.add(new Candidate(
                            CallReader.nameOfRealmCall(made.functionId()) + " of vCPU " + made.vcpu(),
                            made.pe(),
                            made.moment(),
                            made.moment(),
                            later.get(made.pe()).moment()));
                default -> {}
            }
            later.put(entry.pe(), entry);
            return candidates.size() < MOST_TRIALS && newest - entry.number() < LOOK_BACK;
        });
        return candidates;
    }

    private static void add(
            TimelineEntry.RmiCall made,
            TimelineEntry.@Nullable RmiReturn done,
            TimelineEntry next,
            List<Candidate> candidates) {
        RmiCommand command = made.command();
        boolean succeeded = done == null || done.status() == RmiStatus.SUCCESS.returnCode();
        if (command == null || !succeeded) {
            return;
        }
        String name = command.specificationName();
        if (command != RmiCommand.REC_ENTER) {
            if (done != null) {
                candidates.add(new Candidate(name, made.pe(), made.moment(), made.moment(), done.moment()));
            }
            return;
        }
        if (done != null) {
            Moment exit = new Moment(done.moment().instructions(), 0);
            candidates.add(new Candidate("the REC exit of " + name, made.pe(), made.moment(), exit, done.moment()));
        }
        candidates.add(new Candidate(name, made.pe(), made.moment(), made.moment(), next.moment()));
    }
}
