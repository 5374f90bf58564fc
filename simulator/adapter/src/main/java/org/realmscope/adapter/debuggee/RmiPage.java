package org.realmscope.adapter.debuggee;

import java.util.Comparator;
import java.util.List;
import java.util.TreeMap;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;
import org.realmscope.machine.history.FaultHistory;
import org.realmscope.machine.history.FaultRecord;
import org.realmscope.machine.history.RmiCallRecord;
import org.realmscope.machine.time.Moment;
import org.realmscope.protocol.RmiCallInfo;
import org.realmscope.protocol.RmiCallsResponse;

/**
 * Collects the calls nearest to a moment, behind it or before it, out of those that belong to faults and the others.
 */
public final class RmiPage {
    /** A fault that began that many before another can still be open when that one begins: one for each PE. */
    private static final int OPEN_FAULTS = 16;

    private final @Nullable Moment from;
    private final int count;
    private final boolean newestFirst;
    private final Predicate<RmiCallRecord> filter;
    private final Words words;
    private final Comparator<Moment> order;
    /** One more than the page has, so that it is known whether there is another. */
    private final TreeMap<Moment, RmiCallInfo> nearest;

    /** How a call is told. */
    public interface Words {
        /** @param fault number of the fault for which the call was made; null if for none */
        RmiCallInfo of(RmiCallRecord call, @Nullable Long fault);
    }

    /** @param from null for the oldest call, or with {@code newestFirst} the newest */
    public RmiPage(
            @Nullable Moment from, int count, boolean newestFirst, Predicate<RmiCallRecord> filter, Words words) {
        this.from = from;
        this.count = count;
        this.newestFirst = newestFirst;
        this.filter = filter;
        this.words = words;
        this.order = newestFirst ? Comparator.reverseOrder() : Comparator.naturalOrder();
        this.nearest = new TreeMap<>(order);
    }

    /** Adds calls that belong to no fault. */
    public void add(List<RmiCallRecord> calls) {
        calls.forEach(call -> add(call, null));
    }

    private void add(RmiCallRecord call, @Nullable Long fault) {
        if ((from == null || order.compare(call.moment(), from) >= 0) && filter.test(call)) {
            nearest.put(call.moment(), words.of(call, fault));
            if (nearest.size() > count + 1) {
                nearest.pollLastEntry();
            }
        }
    }

    /** Adds the calls of faults. */
    public void add(FaultHistory faults) {
        if (newestFirst) {
            for (long number = last(faults); number >= faults.firstKept() && !isFullBefore(faults, number); number--) {
                add(faults.fault(number));
            }
        } else {
            for (long number = first(faults); number <= faults.count() && !isFullAt(faults, number); number++) {
                add(faults.fault(number));
            }
        }
    }

    /** Adds the calls of a fault. */
    public void add(FaultRecord fault) {
        for (RmiCallRecord call : fault.rmi()) {
            add(call, fault.number());
        }
    }

    /** Whether every call of a fault and of those after it comes too late for the page. */
    private boolean isFullAt(FaultHistory faults, long number) {
        return nearest.size() > count
                && nearest.lastKey().isBefore(faults.fault(number).moment());
    }

    /** Whether every call of a fault and of those before it comes too early for the page. */
    private boolean isFullBefore(FaultHistory faults, long number) {
        return nearest.size() > count
                && number + OPEN_FAULTS <= faults.count()
                && faults.fault(number + OPEN_FAULTS).moment().isBefore(nearest.lastKey());
    }

    /** The first fault of which a call can be in the page. */
    private long first(FaultHistory faults) {
        return Math.max(firstNotBefore(faults) - OPEN_FAULTS, faults.firstKept());
    }

    /** The last fault of which a call can be in the page. */
    private long last(FaultHistory faults) {
        return from == null ? faults.count() : Math.min(firstNotBefore(faults), faults.count());
    }

    /** The first fault that was not taken before {@link #from}. */
    private long firstNotBefore(FaultHistory faults) {
        long low = faults.firstKept();
        long high = faults.count() + 1;
        while (low < high) {
            long middle = low + high >>> 1;
            if (from != null && faults.fault(middle).moment().isBefore(from)) {
                low = middle + 1;
            } else {
                high = middle;
            }
        }
        return low;
    }

    /** The page. */
    public RmiCallsResponse response() {
        List<RmiCallInfo> calls = nearest.values().stream().limit(count).toList();
        return new RmiCallsResponse(
                calls, nearest.size() > count ? nearest.lastKey().toString() : null);
    }
}
