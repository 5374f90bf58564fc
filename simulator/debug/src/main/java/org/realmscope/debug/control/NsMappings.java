package org.realmscope.debug.control;

import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.realmscope.debug.inspect.Hipas;
import org.realmscope.debug.inspect.Inspection;
import org.realmscope.debug.inspect.RealmSummary;
import org.realmscope.debug.inspect.RttEntry;

/** The Non-secure memory that realms have mapped, by its physical address and by realm and IPA. */
final class NsMappings {
    private final TreeMap<Long, Map<Entry, Mapping>> byPa = new TreeMap<>();
    private final Map<Entry, Mapping> byEntry = new TreeMap<>();
    /** Size of the largest mapping so far: how far before an address one can begin that contains it. */
    private long largest;

    /** Names a mapping. */
    private record Entry(long rd, long ipa) implements Comparable<Entry> {
        @Override
        public int compareTo(Entry other) {
            int byRealm = Long.compare(rd, other.rd);
            return byRealm != 0 ? byRealm : Long.compare(ipa, other.ipa);
        }
    }

    /**
     * A mapping.
     *
     * @param rd physical address of the realm's RD
     * @param ipa first IPA
     * @param pa first physical address
     * @param size bytes
     */
    record Mapping(long rd, long ipa, long pa, long size) {}

    /** What is mapped now. */
    static NsMappings of(Inspection view) {
        NsMappings mappings = new NsMappings();
        for (RealmSummary realm : view.realms()) {
            for (RttEntry entry : view.rttStart(realm.rd())) {
                mappings.addAll(view, realm, entry);
            }
        }
        return mappings;
    }

    private void addAll(Inspection view, RealmSummary realm, RttEntry entry) {
        if (realm.isProtected(entry.ipa()) && realm.isProtected(entry.ipa() + entry.size() - 1)) {
            return;
        }
        if (entry.isTable()) {
            for (RttEntry child : view.rttTable(realm.rd(), entry)) {
                addAll(view, realm, child);
            }
        } else {
            add(realm.rd(), entry);
        }
    }

    /** Takes note of an entry of a realm's RTT; nothing happens unless it is ASSIGNED_NS. */
    void add(long rd, RttEntry entry) {
        if (entry.hipas() != Hipas.ASSIGNED_NS) {
            return;
        }
        remove(rd, entry.ipa());
        Entry name = new Entry(rd, entry.ipa());
        Mapping mapping = new Mapping(rd, entry.ipa(), entry.outputAddress(), entry.size());
        byEntry.put(name, mapping);
        byPa.computeIfAbsent(mapping.pa(), pa -> new TreeMap<>()).put(name, mapping);
        largest = Math.max(largest, mapping.size());
    }

    /** The mapping at an IPA is gone. */
    void remove(long rd, long ipa) {
        Entry name = new Entry(rd, ipa);
        Mapping mapping = byEntry.remove(name);
        if (mapping == null) {
            return;
        }
        Map<Entry, Mapping> there = byPa.get(mapping.pa());
        if (there != null && there.remove(name) != null && there.isEmpty()) {
            byPa.remove(mapping.pa());
        }
    }

    /** A mapping of some of the memory, null if there is none. */
    @Nullable
    Mapping overlapping(long pa, long size) {
        for (Map<Entry, Mapping> there :
                byPa.subMap(pa - largest, false, pa + size, false).values()) {
            for (Mapping mapping : there.values()) {
                if (mapping.pa() + mapping.size() > pa) {
                    return mapping;
                }
            }
        }
        return null;
    }
}
