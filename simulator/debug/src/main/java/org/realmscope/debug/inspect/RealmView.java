package org.realmscope.debug.inspect;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.realmscope.machine.Machine;
import org.realmscope.platform.Platform;
import org.realmscope.rmm.BuiltInRmm;
import org.realmscope.rmm.rtt.RttWalk;
import org.realmscope.rmm.run.AbortDecision;
import org.realmscope.rmm.view.RealmSnapshot;
import org.realmscope.rmm.view.RecSnapshot;
import org.realmscope.rmm.view.RmmView;
import org.realmscope.rmm.view.RttEntrySnapshot;
import org.realmscope.rmm.view.SavedContext;

/** What the built-in RMM of a machine keeps, in this package's words. */
final class RealmView {
    private static final int GPRS = 31;
    private static final long PSTATE_SP = 1;
    static final List<String> DECISIONS =
            Stream.of(AbortDecision.values()).map(AbortDecision::name).toList();
    private static final GranuleState[] GRANULE_STATES = GranuleState.values();

    private final Machine machine;
    private final RmmView view;
    private final int pes;
    /** {@link Machine#realmChanges} when the addresses were read. */
    private long changes = -1;

    private List<RealmSummary> identities = List.of();
    private List<Long> recs = List.of();
    private final Map<RealmSelector, Long> found = new HashMap<>();

    private RealmView(Machine machine, RmmView view) {
        this.machine = machine;
        this.view = view;
        this.pes = machine.platform().peCount();
    }

    /** The view of a machine, null if its RMM is an image. */
    static @Nullable RealmView of(Machine machine) {
        Platform platform = machine.platform();
        return platform.realmWorld() instanceof BuiltInRmm rmm ? new RealmView(machine, rmm.view(platform)) : null;
    }

    /** Reads again which realms and RECs there are, if that may have changed: it takes a look at every granule. */
    private void refresh() {
        if (changes != machine.realmChanges()) {
            identities = view.realms().stream().map(RealmView::summary).toList();
            recs = view.recs().stream().map(RecSnapshot::rec).toList();
            found.clear();
            changes = machine.realmChanges();
        }
    }

    List<RealmSummary> realms() {
        refresh();
        return identities.stream().map(realm -> realm(realm.rd())).toList();
    }

    /** Address of the RD of the realm that is meant, {@link RealmSelector#NONE} if it does not exist. */
    long find(RealmSelector selector) {
        refresh();
        return found.computeIfAbsent(selector, wanted -> wanted.find(identities));
    }

    /** Position of a realm in the order of VMIDs, -1 if there is no such realm. */
    int number(long rd) {
        refresh();
        for (int i = 0; i < identities.size(); i++) {
            if (find(new RealmSelector.Numbered(i)) == rd) {
                return i;
            }
        }
        return -1;
    }

    String decision(long rec, long esr, long hpfar) {
        return view.decision(rec, esr, hpfar, new RttWalk()).name();
    }

    int ipaWidth(long rd) {
        return view.ipaWidth(rd);
    }

    boolean isRealm(long rd) {
        return view.granuleState(rd) == org.realmscope.rmm.granule.GranuleState.RD;
    }

    RealmSummary realm(long rd) {
        return summary(view.realm(rd));
    }

    private static RealmSummary summary(RealmSnapshot realm) {
        return new RealmSummary(
                realm.rd(),
                realm.state().name(),
                realm.ipaWidth(),
                realm.lpa2(),
                realm.vmid(),
                realm.rttLevelStart(),
                realm.rttBase(),
                realm.measurements());
    }

    List<RecSummary> recs() {
        refresh();
        return recs.stream().map(this::rec).toList();
    }

    RecSummary rec(long rec) {
        return summary(view.rec(rec));
    }

    private RecSummary summary(RecSnapshot rec) {
        int pe = -1;
        for (int i = 0; rec.running() && i < pes; i++) {
            pe = view.runningRec(i) == rec.rec() ? i : pe;
        }
        return new RecSummary(
                rec.rec(),
                rec.rd(),
                rec.mpidr(),
                pe,
                rec.runnable(),
                rec.pc(),
                rec.lastExit().name());
    }

    /** Physical address of the REC that runs on a PE, 0 if none does. */
    long runningRec(int pe) {
        return view.runningRec(pe);
    }

    SavedRegisters realmRegisters(long rec) {
        SavedContext context = view.realmContext(rec);
        boolean usesSpEl0 = (context.pstate() & PSTATE_SP) == 0;
        return registers(context, context.stackPointer(usesSpEl0 ? 0 : 1));
    }

    SavedRegisters hostRegisters(long rec) {
        SavedContext context = view.hostContext(rec);
        boolean usesSpEl0 = (context.pstate() & PSTATE_SP) == 0;
        return registers(context, context.stackPointer(usesSpEl0 ? 0 : 2));
    }

    private static SavedRegisters registers(SavedContext context, long sp) {
        List<Long> x = new ArrayList<>();
        for (int i = 0; i < GPRS; i++) {
            x.add(context.gpr(i));
        }
        return new SavedRegisters(context.pc(), context.pstate(), sp, x);
    }

    SavedContext realmContext(long rec) {
        return view.realmContext(rec);
    }

    SavedContext hostContext(long rec) {
        return view.hostContext(rec);
    }

    // --- RTTs

    List<RttEntry> startingLevel(long rd) {
        return view.startingLevel(rd).stream().map(RealmView::entry).toList();
    }

    List<RttEntry> children(long rd, RttEntry parent) {
        RttEntrySnapshot last = view.walk(rd, parent.ipa()).stream()
                .filter(step -> step.level() == parent.level())
                .findFirst()
                .orElse(null);
        return last == null
                ? List.of()
                : view.children(rd, last).stream().map(RealmView::entry).toList();
    }

    List<RttEntry> walk(long rd, long ipa) {
        return view.walk(rd, ipa).stream().map(RealmView::entry).toList();
    }

    private static RttEntry entry(RttEntrySnapshot entry) {
        return new RttEntry(
                entry.ipa(),
                entry.size(),
                entry.level(),
                entry.table(),
                entry.index(),
                Hipas.values()[entry.state().ordinal()],
                Ripas.values()[entry.ripas().ordinal()],
                entry.outputAddress(),
                entry.attributes(),
                entry.descriptor());
    }

    /** What the leaf entries of an IPA range say, the range cut to the IPA space. */
    List<Run<RttState>> leaves(long rd, long base, long end) {
        List<Run<RttState>> runs = new ArrayList<>();
        RealmSnapshot realm = view.realm(rd);
        long top = Math.min(end, 1L << realm.ipaWidth());
        for (RttEntrySnapshot entry : view.startingLevel(rd)) {
            leaves(rd, entry, base, top, runs);
        }
        return runs;
    }

    private void leaves(long rd, RttEntrySnapshot entry, long base, long end, List<Run<RttState>> runs) {
        if (entry.ipa() >= end || entry.ipa() + entry.size() <= base) {
            return;
        }
        if (entry.state() == org.realmscope.rmm.rtt.EntryState.TABLE) {
            for (RttEntrySnapshot child : view.children(rd, entry)) {
                leaves(rd, child, base, end, runs);
            }
        } else {
            long from = Math.max(base, entry.ipa());
            long to = Math.min(end, entry.ipa() + entry.size());
            Run.append(runs, from, to, RttState.of(entry(entry)));
        }
    }

    /** The entry at which the walk of an IPA ends. */
    RttEntry leaf(long rd, long ipa) {
        return entry(view.walk(rd, ipa).getLast());
    }

    // --- granules

    GranuleState granuleState(long pa) {
        return GRANULE_STATES[view.granuleState(pa).ordinal()];
    }

    /** The first granule from that of {@code pa} on, which is UNDELEGATED, that may have another state. */
    long skipUndelegated(long pa) {
        return view.skipUndelegated(pa);
    }

    long granuleOwner(long pa) {
        return view.granuleOwner(pa);
    }
}
