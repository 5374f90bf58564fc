package org.realmscope.machine.history;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.realmscope.platform.Platform;
import org.realmscope.rmm.BuiltInRmm;
import org.realmscope.rmm.granule.GranuleState;
import org.realmscope.rmm.rtt.EntryState;
import org.realmscope.rmm.view.RealmSnapshot;
import org.realmscope.rmm.view.RmmView;
import org.realmscope.rmm.view.RttEntrySnapshot;

/**
 * A Realm's tables at a moment, with equal neighbours put together.
 *
 * @param realm number of the Realm in the order of creation, from 0
 * @param rd physical address of its RD
 * @param ipaWidth bits of its IPA space
 * @param startLevel level of its first tables
 * @param rtt all entries but TABLE, by IPA
 * @param ripas RIPAS of the protected half, by IPA
 * @param measurements RIM, then REM 0 to 3, in hexadecimal
 */
public record RealmTables(
        int realm,
        long rd,
        int ipaWidth,
        int startLevel,
        List<RttRange> rtt,
        List<RipasRange> ripas,
        List<String> measurements) {
    /**
     * Consecutive entries in the same state at the same level.
     *
     * @param base first IPA
     * @param end first IPA behind the last one
     * @param state of the entries
     * @param pa where the first one points to, 0 if to nothing; the others follow it
     */
    public record RttRange(long base, long end, RttState state, long pa) {
        /** Entries of the range. */
        public long entries() {
            return end - base >>> 12 + 9 * (3 - state.level());
        }
    }

    /**
     * Consecutive IPAs with the same RIPAS.
     *
     * @param base first IPA
     * @param end first IPA behind the last one
     * @param ripas EMPTY, RAM or DESTROYED
     */
    public record RipasRange(long base, long end, String ripas) {}

    public RealmTables {
        rtt = List.copyOf(rtt);
        ripas = List.copyOf(ripas);
        measurements = List.copyOf(measurements);
    }

    /** The entry of an IPA; null if it is outside the IPA space. */
    public @Nullable RttRange at(long ipa) {
        for (RttRange range : rtt) {
            if (ipa >= range.base() && ipa < range.end()) {
                return range;
            }
        }
        return null;
    }

    /** The tables of every Realm that lives; empty with an RMM image. */
    static List<RealmTables> of(Platform platform, RealmRegistry realms) {
        if (!(platform.realmWorld() instanceof BuiltInRmm rmm)) {
            return List.of();
        }
        RmmView view = rmm.view(platform);
        List<RealmTables> tables = new ArrayList<>();
        for (int i = 0; i < realms.count(); i++) {
            if (!realms.isDestroyed(i) && view.granuleState(realms.rd(i)) == GranuleState.RD) {
                tables.add(new Reader(view, view.realm(realms.rd(i))).read(i));
            }
        }
        return tables;
    }

    /** Walks the tables of a Realm. */
    private static final class Reader {
        private final RmmView view;
        private final RealmSnapshot realm;
        private final List<RttRange> rtt = new ArrayList<>();
        private final List<RipasRange> ripas = new ArrayList<>();

        Reader(RmmView view, RealmSnapshot realm) {
            this.view = view;
            this.realm = realm;
        }

        RealmTables read(int number) {
            view.startingLevel(realm.rd()).forEach(this::visit);
            return new RealmTables(
                    number, realm.rd(), realm.ipaWidth(), realm.rttLevelStart(), rtt, ripas, realm.measurements());
        }

        private void visit(RttEntrySnapshot entry) {
            if (entry.state() == EntryState.TABLE) {
                view.children(realm.rd(), entry).forEach(this::visit);
                return;
            }
            boolean isNs = entry.state() == EntryState.ASSIGNED_NS || entry.state() == EntryState.UNASSIGNED_NS;
            RttState state = new RttState(
                    entry.level(),
                    entry.state().name(),
                    isNs ? null : entry.ripas().name());
            add(entry, state);
            if (!isNs) {
                addRipas(entry.ipa(), entry.ipa() + entry.size(), entry.ripas().name());
            }
        }

        private void add(RttEntrySnapshot entry, RttState state) {
            long end = entry.ipa() + entry.size();
            if (!rtt.isEmpty()) {
                RttRange last = rtt.getLast();
                boolean follows = last.pa() == 0
                        ? entry.outputAddress() == 0
                        : entry.outputAddress() == last.pa() + last.end() - last.base();
                if (last.end() == entry.ipa() && last.state().equals(state) && follows) {
                    rtt.set(rtt.size() - 1, new RttRange(last.base(), end, state, last.pa()));
                    return;
                }
            }
            rtt.add(new RttRange(entry.ipa(), end, state, entry.outputAddress()));
        }

        private void addRipas(long base, long end, String value) {
            if (!ripas.isEmpty()) {
                RipasRange last = ripas.getLast();
                if (last.end() == base && last.ripas().equals(value)) {
                    ripas.set(ripas.size() - 1, new RipasRange(last.base(), end, value));
                    return;
                }
            }
            ripas.add(new RipasRange(base, end, value));
        }
    }
}
