package org.realmscope.debug.explain;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.realmscope.abi.RmiCommand;
import org.realmscope.debug.inspect.CheckedCondition;
import org.realmscope.debug.inspect.Inspection;
import org.realmscope.debug.inspect.RttEntry;
import org.realmscope.debug.symbols.SymbolScopes;
import org.realmscope.machine.Machine;
import org.realmscope.machine.event.MachineEvent;
import org.realmscope.machine.event.MachineObserver;
import org.realmscope.machine.history.FaultRecord;
import org.realmscope.machine.history.ResolutionKind;
import org.realmscope.machine.history.RmiCallRecord;
import org.realmscope.machine.history.RunHistory;
import org.realmscope.machine.history.RunRecorder;
import org.realmscope.machine.history.TimelineEntry;
import org.realmscope.machine.time.Moment;
import org.realmscope.platform.SecurityState;
import org.realmscope.platform.UserError;

/**
 * Explains faults, failed calls and injected aborts of a run at any moment of it that can still be reached. The live
 * machine stays where it is: everything is looked at on forks. Its thread has to be the machine's.
 */
public final class Explainer {
    private static final int EC_SMC = 0x17;

    private final Machine live;
    private final RunRecorder recorder;
    private final SymbolScopes symbols;
    private final Forks forks;

    /**
     * @param recorder of the machine's run
     * @param symbols of the machine's programs; without the host's, its memory slots and switches are not known
     */
    public Explainer(Machine live, RunRecorder recorder, SymbolScopes symbols) {
        this.live = live;
        this.recorder = recorder;
        this.symbols = symbols;
        this.forks = new Forks(live);
    }

    // --- faults

    /**
     * Explains a fault, and the abort that was injected for it.
     *
     * @param number from the history
     * @throws IllegalArgumentException if it is not kept
     */
    public Explanation fault(long number) {
        FaultRecord fault = recorder.faults().fault(number);
        RunHistory history = recorder.history();
        PastCalls past = past(history);
        FaultFacts facts = new FaultReader(forks, past, calls(past), symbols, history.start()).read(fault);
        Finding finding = FaultRules.find(facts);
        return new Explanation(
                finding,
                FaultEvidence.of(facts, finding),
                finding == null ? List.of() : References.of(finding.cause()));
    }

    private PastCalls past(RunHistory history) {
        return new PastCalls(recorder.faults(), history.otherCalls(), forks);
    }

    private CallReader calls(PastCalls past) {
        return new CallReader(forks, new OriginSearch(forks, recorder.timeline(), search(), past));
    }

    private FaultSearch search() {
        return new FaultSearch(recorder.faults());
    }

    // --- moments

    /**
     * Explains what happened at a moment: a fault, an RMI, RSI or PSCI call at its entry or outcome, an exception for
     * memory of another world, or an abort that was injected.
     *
     * @throws UserError if the moment cannot be reached
     */
    public Explanation at(Moment moment) {
        if (moment.isBefore(live.earliest()) || live.frontier().isBefore(moment)) {
            throw new UserError(
                    UserError.Code.PARAMETER_INVALID,
                    "moment %s is not kept; those from %s to %s are"
                            .formatted(moment, live.earliest(), live.frontier()));
        }
        Moment before = new Moment(Math.max(0, moment.instructions() - 1), 0);
        Machine fork = live.fork(before.isBefore(live.earliest()) ? live.earliest() : before);
        List<MachineEvent> events = new ArrayList<>();
        fork.setObserver(new MachineObserver() {
            @Override
            public void event(MachineEvent event) {
                events.add(event);
            }
        });
        fork.run(moment);
        fork.setObserver(null);
        for (int i = events.size() - 1; i >= 0; i--) {
            MachineEvent event = events.get(i);
            Explanation found =
                    event.moment().instructions() == moment.instructions() ? explain(event, events, fork) : null;
            if (found != null) {
                return found;
            }
        }
        Explanation handled = handledFault(fork);
        if (handled != null) {
            return handled;
        }
        return new Explanation(
                null,
                List.of(new Evidence(
                        Evidence.Source.HISTORY, "Nothing that can be explained happened at moment " + moment + ".")),
                List.of());
    }

    private @Nullable Explanation explain(MachineEvent event, List<MachineEvent> events, Machine fork) {
        return switch (event) {
            case MachineEvent.Stage2Fault fault
            when fault.world() == SecurityState.REALM -> latestFault(fault.pe(), fault.moment());
            case MachineEvent.RmiReturn result -> ofHost(result, events);
            case MachineEvent.RmiCall call -> hostCall(call, null);
            case MachineEvent.RealmResumed resumed ->
                isCall(resumed) ? ofRealm(resumed, events) : latestFault(resumed.pe(), resumed.moment());
            case MachineEvent.ExceptionTaken taken
            when GranuleFault.isOne(taken) -> GranuleFault.explain(taken, new Inspection(fork));
            case MachineEvent.ExceptionTaken taken when isCall(taken) -> realmCall(taken.moment(), taken.pe());
            case MachineEvent.RecExit exit -> latestFault(exit.pe(), exit.moment());
            default -> null;
        };
    }

    /** The last fault of a PE up to a moment, if it was taken at the same instruction. */
    private @Nullable Explanation latestFault(int pe, Moment moment) {
        FaultRecord fault = search().last(pe, moment);
        return fault == null || fault.moment().instructions() != moment.instructions() ? null : fault(fault.number());
    }

    /** The fault that is being handled where a fork stands: on the PE whose turn it is, else the one taken last. */
    private @Nullable Explanation handledFault(Machine fork) {
        int current = fork.currentPe();
        FaultRecord handled = current < 0 ? null : search().handledAt(current, fork.now());
        if (handled != null) {
            return fault(handled.number());
        }
        for (int pe = 0; pe < fork.configuration().pes(); pe++) {
            FaultRecord other = search().handledAt(pe, fork.now());
            handled = handled == null || other != null && other.number() > handled.number() ? other : handled;
        }
        return handled == null ? null : fault(handled.number());
    }

    // --- calls

    private static boolean isCall(MachineEvent.RealmResumed resumed) {
        return ((int) (resumed.esr() >>> 26) & 0x3f) == EC_SMC;
    }

    private static boolean isCall(MachineEvent.ExceptionTaken taken) {
        return taken.world() == SecurityState.REALM
                && taken.targetEl() == 2
                && taken.fromEl() < 2
                && taken.syndrome().exceptionClass() == EC_SMC;
    }

    private @Nullable Explanation ofHost(MachineEvent.RmiReturn result, List<MachineEvent> events) {
        for (MachineEvent event : events.reversed()) {
            if (event instanceof MachineEvent.RmiCall call && call.pe() == result.pe()) {
                return hostCall(call, result.results().getFirst());
            }
        }
        return null;
    }

    private Explanation hostCall(MachineEvent.RmiCall made, @Nullable Long result) {
        RmiCommand command = made.command();
        List<Long> arguments = made.arguments();
        int count = command == null ? arguments.size() : command.inputs().size();
        RmiCallRecord call = new RmiCallRecord(
                made.moment(),
                made.functionId(),
                command,
                arguments.subList(0, Math.min(count, arguments.size())),
                result,
                List.of(),
                made.pe(),
                List.of(),
                null);
        RunHistory history = recorder.history();
        PastCalls past = past(history);
        FaultRecord fault = search().ofCall(call.pe(), call.moment());
        Moment repeated = fault == null ? past.repetition(call) : CallReader.repetition(call, fault.rmi());
        CallFacts facts = calls(past).ofHost(call, repeated);
        return explanation(facts.asPending(isPending(call, fault, past)), fault);
    }

    /** Whether the host may still make good what a call failed for: it has not got to anything else yet. */
    private boolean isPending(RmiCallRecord call, @Nullable FaultRecord fault, PastCalls past) {
        if (fault != null) {
            return fault.resolution().kind() == ResolutionKind.OPEN;
        }
        return isNewest(call) && past.asked(call.moment()) != PastChange.Asked.RAW_CALL;
    }

    private boolean isNewest(RmiCallRecord call) {
        List<TimelineEntry> later = new ArrayList<>();
        recorder.timeline().visitBack(recorder.timeline().count(), entry -> {
            if (call.moment().isBefore(entry.moment())
                    && entry.pe() == call.pe()
                    && entry instanceof TimelineEntry.RmiCall) {
                later.add(entry);
            }
            return later.isEmpty() && call.moment().isBefore(entry.moment());
        });
        return later.isEmpty();
    }

    private @Nullable Explanation ofRealm(MachineEvent.RealmResumed resumed, List<MachineEvent> events) {
        for (MachineEvent event : events.reversed()) {
            if (event instanceof MachineEvent.ExceptionTaken taken && taken.pe() == resumed.pe() && isCall(taken)) {
                return realmCall(taken.moment(), taken.pe());
            }
        }
        return null;
    }

    private @Nullable Explanation realmCall(Moment moment, int pe) {
        CallFacts facts = calls(past(recorder.history())).ofRealm(moment, pe);
        return facts == null ? null : explanation(facts, null);
    }

    private static Explanation explanation(CallFacts facts, @Nullable FaultRecord fault) {
        Finding finding = CallRules.find(facts);
        List<Evidence> evidence = new ArrayList<>();
        evidence.add(new Evidence(Evidence.Source.CALL, facts.text() + " at moment " + facts.moment() + "."));
        CheckedCondition failing = facts.failing();
        if (failing != null) {
            evidence.add(new Evidence(Evidence.Source.CONDITION, failing.text() + "."));
        }
        if (fault != null) {
            evidence.add(new Evidence(
                    Evidence.Source.HISTORY,
                    "The host makes the call for fault %d, at IPA 0x%x, taken at moment %s."
                            .formatted(fault.number(), fault.ipa(), fault.moment())));
        }
        RttEntry leaf = facts.leaf();
        if (leaf != null) {
            evidence.add(new Evidence(
                    Evidence.Source.RTT,
                    "The walk of the IPA ends at level %d, IPA 0x%x: %s."
                            .formatted(leaf.level(), leaf.ipa(), leaf.hipas())));
        }
        if (facts.otherProfile() != null) {
            evidence.add(new Evidence(Evidence.Source.PROFILE, facts.otherProfile() + "."));
        }
        return new Explanation(finding, evidence, finding == null ? List.of() : References.of(finding.cause()));
    }
}
