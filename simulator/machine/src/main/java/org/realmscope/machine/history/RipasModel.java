package org.realmscope.machine.history;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.TreeMap;
import org.realmscope.abi.RmiCommand;
import org.realmscope.rmm.rtt.Ripas;
import org.realmscope.rmm.rtt.S2Entry;

/**
 * RIPAS of Realms by what the specification says of the calls that have succeeded (DEN0137, chapter B4): for an RMM
 * image, whose tables only it can read. IPAs are EMPTY until a call says something else.
 */
final class RipasModel {
    private static final int EMPTY = Ripas.EMPTY.ordinal();

    /** By RD: RIPAS from an IPA on, up to the next one. */
    private final TreeMap<Long, TreeMap<Long, Integer>> realms = new TreeMap<>();
    /** By REC: the RIPAS that it asked for with its last exit. */
    private final TreeMap<Long, Integer> wanted = new TreeMap<>();

    RipasModel copy() {
        RipasModel copy = new RipasModel();
        realms.forEach((rd, runs) -> copy.realms.put(rd, new TreeMap<>(runs)));
        copy.wanted.putAll(wanted);
        return copy;
    }

    /** A REC exited because it asks for a RIPAS. */
    void asked(long rec, int ripas) {
        wanted.put(rec, ripas);
    }

    /**
     * A call has succeeded.
     *
     * @param x registers of the call: X1 is its first argument
     * @param output its first output
     * @param protectedEnd first Unprotected IPA of the realm that it names
     * @return what it has changed, in ascending order
     */
    List<TimelineWriter.RipasRun> succeeded(RmiCommand command, long[] x, long output, long protectedEnd) {
        return switch (command) {
            case REALM_CREATE -> {
                TreeMap<Long, Integer> runs = new TreeMap<>();
                runs.put(0L, EMPTY);
                realms.put(x[1], runs);
                yield List.of();
            }
            case REALM_DESTROY -> {
                realms.remove(x[1]);
                yield List.of();
            }
            case REC_DESTROY -> {
                wanted.remove(x[1]);
                yield List.of();
            }
            case RTT_INIT_RIPAS -> set(x[1], x[2], output, Ripas.RAM.ordinal(), false);
            case RTT_SET_RIPAS -> set(x[1], x[3], output, wanted.getOrDefault(x[2], EMPTY), false);
            case DATA_CREATE -> set(x[1], x[3], x[3] + S2Entry.size(S2Entry.PAGE_LEVEL), Ripas.RAM.ordinal(), false);
            case DATA_DESTROY ->
                set(x[1], x[2], x[2] + S2Entry.size(S2Entry.PAGE_LEVEL), Ripas.DESTROYED.ordinal(), true);
            case RTT_DESTROY -> {
                boolean isLevel = x[3] > 0 && x[3] <= S2Entry.PAGE_LEVEL;
                long size = isLevel ? S2Entry.size((int) x[3] - 1) : 0;
                long base = x[2] & -size;
                yield base < protectedEnd ? set(x[1], base, base + size, Ripas.DESTROYED.ordinal(), false) : List.of();
            }
            default -> List.of();
        };
    }

    /** @param onlyRam whether only what is RAM changes */
    private List<TimelineWriter.RipasRun> set(long rd, long base, long top, int ripas, boolean onlyRam) {
        TreeMap<Long, Integer> runs = realms.get(rd);
        List<TimelineWriter.RipasRun> changes = new ArrayList<>();
        if (runs == null || base < 0 || base >= top) {
            return changes;
        }
        split(runs, base);
        split(runs, top);
        for (Map.Entry<Long, Integer> run : runs.subMap(base, top).entrySet()) {
            Long next = runs.higherKey(run.getKey());
            boolean changesIt = onlyRam ? run.getValue() == Ripas.RAM.ordinal() : run.getValue() != ripas;
            if (changesIt) {
                changes.add(
                        new TimelineWriter.RipasRun(run.getKey(), next == null ? top : next, run.getValue(), ripas));
            }
        }
        changes.forEach(change -> runs.put(change.base(), ripas));
        join(runs, base, top);
        return changes;
    }

    private static void split(NavigableMap<Long, Integer> runs, long ipa) {
        runs.putIfAbsent(ipa, runs.floorEntry(ipa).getValue());
    }

    /** Makes neighbours of the same RIPAS one. */
    private static void join(NavigableMap<Long, Integer> runs, long base, long top) {
        for (Long ipa : List.copyOf(runs.subMap(base, true, top, true).keySet())) {
            Map.Entry<Long, Integer> before = runs.lowerEntry(ipa);
            if (before != null && before.getValue().equals(runs.get(ipa))) {
                runs.remove(ipa);
            }
        }
    }
}
