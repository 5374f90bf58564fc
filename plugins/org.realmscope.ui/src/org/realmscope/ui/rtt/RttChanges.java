package org.realmscope.ui.rtt;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import org.eclipse.jdt.annotation.Nullable;
import org.realmscope.debug.core.state.RealmState;
import org.realmscope.protocol.IpaRangeArguments;
import org.realmscope.protocol.MachineSummary.RealmInfo;
import org.realmscope.protocol.RttMapResponse.RttRun;
import org.realmscope.ui.map.AddressRange;
import org.realmscope.ui.rows.Requests;
import org.realmscope.ui.rows.TreeRows.Since;

/**
 * Where leaf entries of realms are others than at the stop before, those in tables included that nobody has opened.
 * Confined to the UI thread.
 */
final class RttChanges {
    /** Runs that are looked at of a realm: reading more would take longer than a stop may. */
    private static final int MOST_RUNS = 4000;

    private final Map<String, List<RttRun>> known = new TreeMap<>();
    private final Map<String, List<AddressRange>> changed = new TreeMap<>();
    private @Nullable CompletableFuture<?> reading;
    private boolean elsewhere;

    /** Whether something has changed in a range of a realm. */
    boolean isChanged(String realm, AddressRange range) {
        return !elsewhere && changed.getOrDefault(realm, List.of()).stream().anyMatch(range::intersects);
    }

    /** Whether something of a realm has changed. */
    boolean isChanged(String realm) {
        return !elsewhere && changed.containsKey(realm);
    }

    /** Forgets everything. */
    void clear() {
        cancel();
        known.clear();
        changed.clear();
    }

    /** Gives up what is being read. */
    void cancel() {
        CompletableFuture<?> request = reading;
        if (request != null) {
            request.cancel(true);
        }
    }

    /** Reads all realms of a state and compares them with what they were; completes on the UI thread. */
    CompletableFuture<Void> read(RealmState state, Since since, Executor ui) {
        if (since == Since.SAME) {
            return CompletableFuture.allOf();
        }
        elsewhere = since == Since.MOMENT;
        if (elsewhere || since == Since.BACK) {
            return CompletableFuture.allOf();
        }
        cancel();
        if (since != Since.STOP) {
            clear();
        }
        CompletableFuture<Map<String, List<RttRun>>> request =
                Requests.then(state.machine(), machine -> runs(state, machine.realms()));
        reading = request;
        return request.thenAcceptAsync(
                runs -> {
                    if (reading == request) {
                        take(runs, since);
                    }
                },
                ui);
    }

    private static CompletableFuture<Map<String, List<RttRun>>> runs(RealmState state, List<RealmInfo> realms) {
        CompletableFuture<Map<String, List<RttRun>>> all = CompletableFuture.completedFuture(new TreeMap<>());
        for (RealmInfo realm : realms) {
            all = Requests.then(
                    all,
                    runs -> Requests.map(
                            state.server()
                                    .rttMap(new IpaRangeArguments(
                                            realm.name(), null, null, state.momentId(), MOST_RUNS)),
                            answer -> {
                                runs.put(realm.name(), answer.runs());
                                return runs;
                            }));
        }
        return all;
    }

    private void take(Map<String, List<RttRun>> runs, Since since) {
        if (since == Since.STOP) {
            changed.clear();
            runs.forEach((realm, now) -> {
                List<AddressRange> differing = differences(known.getOrDefault(realm, List.of()), now);
                if (!differing.isEmpty()) {
                    changed.put(realm, differing);
                }
            });
        }
        known.clear();
        known.putAll(runs);
    }

    /** Ranges in which runs differ, as far as both are known. */
    static List<AddressRange> differences(List<RttRun> before, List<RttRun> now) {
        List<AddressRange> differing = new ArrayList<>();
        int left = 0;
        int right = 0;
        while (left < before.size() && right < now.size()) {
            AddressRange one = range(before.get(left));
            AddressRange other = range(now.get(right));
            AddressRange both = one.intersection(other);
            if (both != null && !isSame(before.get(left), now.get(right), both.base())) {
                add(differing, both);
            }
            left += one.end() <= other.end() ? 1 : 0;
            right += other.end() <= one.end() ? 1 : 0;
        }
        return differing;
    }

    private static void add(List<AddressRange> ranges, AddressRange next) {
        int last = ranges.size() - 1;
        if (last >= 0 && ranges.get(last).end() == next.base()) {
            ranges.set(last, ranges.get(last).union(next));
        } else {
            ranges.add(next);
        }
    }

    private static boolean isSame(RttRun one, RttRun other, long ipa) {
        return one.level() == other.level()
                && one.state().equals(other.state())
                && Objects.equals(one.ripas(), other.ripas())
                && output(one, ipa) == output(other, ipa);
    }

    private static long output(RttRun run, long ipa) {
        String base = run.outputAddress();
        return base == null ? -1 : AddressRange.parse(base) + ipa - AddressRange.parse(run.base());
    }

    private static AddressRange range(RttRun run) {
        return AddressRange.of(run.base(), run.end());
    }
}
