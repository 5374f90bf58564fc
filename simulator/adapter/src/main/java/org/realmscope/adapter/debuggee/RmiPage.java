package org.realmscope.adapter.debuggee;

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

/** Collects the earliest calls from a moment on, out of those that belong to faults and the others. */
public final class RmiPage {
    /** A fault that began that many before another can still be open when that one begins: one for each PE. */
    private static final int OPEN_FAULTS = 16;

    private final Moment from;
    private final int count;
    private final Predicate<RmiCallRecord> filter;
    /** One more than the page has, so that it is known whether there is another. */
    private final TreeMap<Moment, RmiCallInfo> earliest = new TreeMap<>();

    public RmiPage(Moment from, int count, Predicate<RmiCallRecord> filter) {
        this.from = from;
        this.count = count;
        this.filter = filter;
    }

    /** Adds calls that belong to no fault. */
    public void add(List<RmiCallRecord> calls) {
        calls.forEach(call -> add(call, null));
    }

    private void add(RmiCallRecord call, @Nullable Long fault) {
        if (!call.moment().isBefore(from) && filter.test(call)) {
            earliest.put(call.moment(), HistoryText.call(call, fault));
            if (earliest.size() > count + 1) {
                earliest.pollLastEntry();
            }
        }
    }

    /** Adds the calls of faults. */
    public void add(FaultHistory faults) {
        for (long number = first(faults); number <= faults.count(); number++) {
            FaultRecord fault = faults.fault(number);
            if (earliest.size() > count && earliest.lastKey().isBefore(fault.moment())) {
                return;
            }
            for (RmiCallRecord call : fault.rmi()) {
                add(call, fault.number());
            }
        }
    }

    /** The first fault of which a call can be in the page. */
    private long first(FaultHistory faults) {
        long low = faults.firstKept();
        long high = faults.count() + 1;
        while (low < high) {
            long middle = low + high >>> 1;
            if (faults.fault(middle).moment().isBefore(from)) {
                low = middle + 1;
            } else {
                high = middle;
            }
        }
        return Math.max(low - OPEN_FAULTS, faults.firstKept());
    }

    /** The page. */
    public RmiCallsResponse response() {
        List<RmiCallInfo> calls = earliest.values().stream().limit(count).toList();
        return new RmiCallsResponse(
                calls, earliest.size() > count ? earliest.lastKey().toString() : null);
    }
}
