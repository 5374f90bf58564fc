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
import org.realmscope.machine.history.FaultRecord;
import org.realmscope.machine.history.ResolutionKind;

/** What was seen of a fault, fact by fact. */
final class FaultEvidence {
    private static final int FSC_MASK = 0x3f;

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
        if (facts.resolution() == ResolutionKind.OPEN) {
            builder.add(
                    Evidence.Source.HOST,
                    "The fault is still being handled where the run stands; once that is over, its cause can be told.");
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
                                ? "On PE %d the RMM reported a stage 2 %s fault of level %d for %s, which no PE took,"
                                        + " from pc 0x%x at moment %s%s."
                                : "PE %d took a stage 2 %s fault of level %d for %s, from pc 0x%x at moment %s%s.")
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
                    "It repeats the vCPU's fault before, with nothing of the realm executed in between.");
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

    private void calls() {
        for (CallFacts call : facts.failedCalls()) {
            add(
                    Evidence.Source.CALL,
                    call.text() + " at moment " + call.moment()
                            + (call.repeatedAt() == null
                                    ? "."
                                    : "; repeated with success at " + call.repeatedAt() + "."));
            CheckedCondition failing = call.failing();
            if (failing != null) {
                add(Evidence.Source.CONDITION, failing.text() + ".");
            }
            if (call.otherProfile() != null) {
                add(Evidence.Source.PROFILE, call.otherProfile() + ".");
            }
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
                add(Evidence.Source.HOST, "The handling came to " + function + ".");
            }
            for (HostState.Report report : handling.reports()) {
                add(Evidence.Source.HOST, "The host reported in " + report.function() + ": " + report.text() + ".");
            }
        }
        Integer code = facts.fault().returnCode();
        if (code != null) {
            add(Evidence.Source.HOST, "handle_rme_exit returned " + code + ".");
        }
        Handling.RunResult result = handling == null ? null : handling.result();
        if (result != null) {
            add(
                    Evidence.Source.HOST,
                    "KVM_RUN returned " + result.error() + " with exit reason " + result.exitReason() + ".");
        }
        if (handling != null && !handling.isOver()) {
            add(Evidence.Source.HOST, "The handling is not over at the furthest moment that the run has reached.");
        }
        add(
                Evidence.Source.HOST,
                "The fault ended as " + facts.resolution().text()
                        + (facts.fault().resolution().command() == null
                                ? "."
                                : " by " + facts.fault().resolution().command() + "."));
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
            add(Evidence.Source.PROFILE, "The RMM has profile %s. %s.".formatted(facts.profile(), difference.text()));
        }
    }
}
