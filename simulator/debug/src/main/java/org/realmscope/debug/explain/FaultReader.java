package org.realmscope.debug.explain;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.realmscope.debug.inspect.Inspection;
import org.realmscope.debug.inspect.ProfileDifference;
import org.realmscope.debug.inspect.RealmSummary;
import org.realmscope.debug.inspect.RttEntry;
import org.realmscope.debug.symbols.SymbolScopes;
import org.realmscope.machine.Machine;
import org.realmscope.machine.history.FaultRecord;
import org.realmscope.machine.history.ResolutionKind;
import org.realmscope.machine.history.RmiCallRecord;
import org.realmscope.machine.time.Moment;

/** Gathers what is known of faults, from the history and from forks. */
final class FaultReader {
    /** Failed calls of one handling that are evaluated again. */
    private static final int MOST_CALLS = 8;

    private final Forks forks;
    private final PastCalls past;
    private final CallReader calls;
    private final SymbolScopes symbols;
    private final @Nullable Moment start;

    /** @param start of the run proper, null if it is not known */
    FaultReader(Forks forks, PastCalls past, CallReader calls, SymbolScopes symbols, @Nullable Moment start) {
        this.forks = forks;
        this.past = past;
        this.calls = calls;
        this.symbols = symbols;
        this.start = start;
    }

    FaultFacts read(FaultRecord fault) {
        Machine fork = forks.at(fault.moment());
        String profile = ProfileDifference.profile(forks.live());
        if (fork == null) {
            return new FaultFacts(
                    fault, List.of(), null, null, null, List.of(), null, null, profile, progress(fault, null));
        }
        Inspection view = new Inspection(fork);
        long rd = fault.guest().rd();
        RealmSummary realm = view.isRealm(rd) ? view.realm(rd) : null;
        List<RttEntry> walk =
                realm == null || fault.ipa() >= realm.ipaEnd() ? List.of() : view.rttWalk(rd, fault.ipa());
        HostFacts before = host(fork, realm, fault.ipa());
        Handling handling = null;
        HostFacts after = null;
        if (fault.seenByHost() != null) {
            before = before == null || before.slot() != null || before.formerSlot() != null
                    ? before
                    : before.withFormerSlot(slotAtStart(rd, fault.ipa()));
            handling = Handling.follow(fork, fault.guest().pe(), forks.live().frontier(), symbols);
            after = host(fork, realm, fault.ipa());
        }
        return new FaultFacts(
                fault,
                walk,
                before,
                after,
                handling,
                failedCalls(fault),
                past.lastChange(fault, isEmpty(fault)),
                fault.seenByHost() == null ? null : past.rival(fault),
                profile,
                progress(fault, handling));
    }

    private @Nullable Progress progress(FaultRecord fault, @Nullable Handling handling) {
        boolean isOver = handling != null && handling.isOver();
        return isOver || fault.resolution().kind() != ResolutionKind.OPEN
                ? null
                : Progress.read(forks, fault, calls, symbols);
    }

    private static boolean isEmpty(FaultRecord fault) {
        FaultRecord.Decision decision = fault.decision();
        return decision != null && decision.name().equals(FaultFacts.PROTECTED_EMPTY);
    }

    private @Nullable HostFacts host(Machine machine, @Nullable RealmSummary realm, long ipa) {
        return realm == null ? null : HostFacts.read(new HostState(new Inspection(machine), symbols), realm, ipa);
    }

    /** The slot that had an address when everything had been set up. */
    private @Nullable MemorySlot slotAtStart(long rd, long ipa) {
        Machine fork = start == null ? null : forks.at(start);
        Inspection view = fork == null ? null : new Inspection(fork);
        if (fork == null || view == null || !view.isRealm(rd)) {
            return null;
        }
        HostFacts facts = host(fork, view.realm(rd), ipa);
        return facts == null ? null : facts.slot();
    }

    private List<CallFacts> failedCalls(FaultRecord fault) {
        List<CallFacts> failed = new ArrayList<>();
        for (RmiCallRecord call : fault.rmi()) {
            if (call.result() != null && !call.succeeded() && failed.size() < MOST_CALLS) {
                failed.add(calls.ofHost(call, CallReader.repetition(call, fault.rmi())));
            }
        }
        return failed;
    }
}
