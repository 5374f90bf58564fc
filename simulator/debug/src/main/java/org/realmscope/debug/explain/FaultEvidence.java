package org.realmscope.debug.explain;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import org.realmscope.debug.inspect.CheckedCondition;
import org.realmscope.debug.inspect.Hipas;
import org.realmscope.debug.inspect.ProfileDifference;
import org.realmscope.debug.inspect.RttEntry;
import org.realmscope.machine.event.FaultKind;
import org.realmscope.machine.history.FaultOutcome;
import org.realmscope.machine.history.FaultRecord;
import org.realmscope.machine.history.ResolutionKind;
import org.realmscope.machine.history.RmiCallRecord;

/** What was seen of a fault, fact by fact. */
final class FaultEvidence {
    private static final int FSC_MASK = 0x3f;
    /** Calls of a handling that is not over that are listed: the last ones. */
    private static final int MOST_CALLS = 8;

    private final FaultFacts facts;
    private final List<Evidence> evidence = new ArrayList<>();

    private FaultEvidence(FaultFacts facts) {
        this.facts = facts;
    }

    static List<Evidence> of(FaultFacts facts, @Nullable Finding finding) {
        FaultEvidence builder = new FaultEvidence(facts);
        builder.access();
        builder.tables();
        if (facts.fault().seenByHost() != null) {
            builder.slots();
            builder.switches();
            builder.calls();
            builder.host();
        }
        if (facts.isOpen()) {
            builder.next();
        }
        builder.history();
        builder.profiles(finding);
        return builder.evidence;
    }

    private void add(Evidence.Source source, String text) {
        evidence.add(new Evidence(source, text));
    }

    private void access() {
        FaultRecord fault = facts.fault();
        FaultKind kind = FaultKind.of((int) fault.esr() & FSC_MASK);
        add(
                Evidence.Source.FAULT,
                (fault.isReportedByRmm()
                                ? "On PE %d the RMM reported a stage 2 %s fault at level %d for %s, which no PE took,"
                                        + " from pc 0x%x at moment %s%s."
                                : "PE %d took a stage 2 %s fault at level %d for %s, from pc 0x%x at moment %s%s.")
                        .formatted(
                                fault.guest().pe(),
                                kind.name().toLowerCase(Locale.ROOT).replace('_', ' '),
                                fault.level(),
                                facts.access(),
                                fault.guest().pc(),
                                fault.moment(),
                                facts.isFetch() ? "" : facts.hasSyndrome() ? ", ISV = 1" : ", ISV = 0"));
        if (fault.repeats()) {
            add(
                    Evidence.Source.HISTORY,
                    "The vCPU took the same fault right before; it has executed nothing in between.");
        }
        FaultRecord.Decision decision = fault.decision();
        if (decision != null) {
            add(Evidence.Source.DECISION, decision.row() + ": " + decision.result() + ".");
        }
    }

    private void tables() {
        for (RttEntry entry : facts.walk()) {
            boolean hasRipas = entry.hipas() == Hipas.ASSIGNED || entry.hipas() == Hipas.UNASSIGNED;
            add(
                    Evidence.Source.RTT,
                    "level %d, IPA 0x%x, entry %d of the table at 0x%x: %s%s."
                            .formatted(
                                    entry.level(),
                                    entry.ipa(),
                                    entry.index(),
                                    entry.table(),
                                    entry.hipas(),
                                    hasRipas ? " " + entry.ripas() : ""));
        }
    }

    private void slots() {
        if (!facts.knowsSlots()) {
            add(Evidence.Source.MEMSLOT, "The host's memory slots are not known.");
            return;
        }
        MemorySlot slot = facts.slot();
        MemorySlot former = facts.formerSlot();
        add(
                Evidence.Source.MEMSLOT,
                slot != null
                        ? slot.text() + " has the address."
                        : "No slot has the address" + (former == null ? "." : "; " + former.text() + " had it."));
    }

    private void switches() {
        HostSwitches switches = facts.switches();
        if (switches != null) {
            add(
                    Evidence.Source.SWITCH,
                    "behaviour %s, readonly_unprotected %s, block_mappings %s, race %s, debug_vm %s, unmap_alias %s."
                            .formatted(
                                    switches.behaviour(),
                                    switches.readonlyUnprotected(),
                                    switches.blockMappings(),
                                    switches.race(),
                                    switches.debugVm() ? "on" : "off",
                                    switches.unmapAlias()));
        }
    }

    /** Calls that failed; of a handling that is not over, all. */
    private void calls() {
        List<RmiCallRecord> calls = facts.fault().rmi();
        int first = facts.isOpen() ? Math.max(0, calls.size() - MOST_CALLS) : calls.size();
        for (CallFacts failed : facts.failedCalls()) {
            for (; first < calls.size() && calls.get(first).moment().isBefore(failed.moment()); first++) {
                succeeded(calls.get(first));
            }
            first += first < calls.size() && calls.get(first).moment().equals(failed.moment()) ? 1 : 0;
            call(
                    failed,
                    "",
                    failed.repeatedAt() == null ? "." : "; repeated with success at " + failed.repeatedAt() + ".");
        }
        calls.subList(first, calls.size()).forEach(this::succeeded);
    }

    private void succeeded(RmiCallRecord call) {
        if (call.succeeded()) {
            add(Evidence.Source.CALL, CallReader.text(call) + " at moment " + call.moment() + ".");
        }
    }

    private void call(CallFacts call, String before, String behind) {
        add(Evidence.Source.CALL, before + call.text() + " at moment " + call.moment() + behind);
        CheckedCondition failing = call.failing();
        if (failing != null) {
            add(Evidence.Source.CONDITION, failing.text() + ".");
        }
        if (call.otherProfile() != null) {
            add(Evidence.Source.PROFILE, call.otherProfile() + ".");
        }
    }

    private void host() {
        Handling handling = facts.handling();
        if (handling != null) {
            for (Handling.InjectedFailure failure : handling.injected()) {
                add(Evidence.Source.HOST, failure.text() + ".");
            }
            if (handling.allocationFailed()) {
                add(Evidence.Source.HOST, "A page allocation of the handling failed by request.");
            }
            for (String function : handling.functions()) {
                add(Evidence.Source.HOST, "The host called " + function + ".");
            }
            for (HostState.Report report : handling.reports()) {
                add(
                        Evidence.Source.HOST,
                        "The host %s in %s: %s.".formatted(report.verb(), report.function(), report.text()));
            }
        }
        Handling.RunResult result = handling == null ? null : handling.result();
        if (result != null) {
            add(Evidence.Source.HOST, result.text());
        }
        if (facts.resolution() != ResolutionKind.OPEN) {
            add(Evidence.Source.HOST, "Outcome: " + FaultOutcome.describe(facts.fault()) + ".");
        }
    }

    /** Where the handling stands, and what is still to be decided. */
    private void next() {
        Progress progress = facts.progress();
        if (progress == null) {
            return;
        }
        CallFacts next = progress.next();
        if (next != null) {
            call(next, "About to happen: ", ".");
        }
        String functions = String.join(" <- ", OpenRules.path(progress));
        add(
                Evidence.Source.HOST,
                "At moment %s, the furthest that the run has reached, the handling is not over%s."
                        .formatted(progress.moment(), functions.isEmpty() ? "" : ": the host is in " + functions));
        add(Evidence.Source.DECISION, OpenRules.next(facts));
    }

    private void history() {
        if (facts.fault().after() != null) {
            add(
                    Evidence.Source.RTT,
                    "Afterwards the entry of the IPA was " + facts.fault().after() + ".");
        }
        PastChange change = facts.lastChange();
        if (change != null) {
            add(Evidence.Source.HISTORY, "The entry was last changed by " + change.text() + ".");
        }
        FaultRecord rival = facts.rival();
        if (rival != null) {
            add(
                    Evidence.Source.HISTORY,
                    "Fault %d, of vCPU %d at moment %s, is on the same memory."
                            .formatted(rival.number(), rival.guest().vcpu(), rival.moment()));
        }
    }

    private void profiles(@Nullable Finding finding) {
        if (finding == null || facts.profile() == null) {
            return;
        }
        for (ProfileDifference difference : References.differences(finding.cause(), facts)) {
            add(
                    Evidence.Source.PROFILE,
                    "This run has the RMM's profile %s; profiles differ here. %s."
                            .formatted(facts.profile(), difference.text()));
        }
    }
}
