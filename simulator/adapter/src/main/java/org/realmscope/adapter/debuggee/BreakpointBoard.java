package org.realmscope.adapter.debuggee;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import org.realmscope.debug.control.Breakpoint;
import org.realmscope.debug.control.BreakpointKind;
import org.realmscope.debug.control.BreakpointRequest;
import org.realmscope.debug.control.BreakpointStatus;
import org.realmscope.debug.control.DebugSession;

/**
 * The breakpoints that the requests of a client set. Each request replaces what it set before; the debug engine
 * replaces all of a kind, which may come from several.
 */
public final class BreakpointBoard {
    private final DebugSession session;
    private final TreeMap<String, List<BreakpointRequest>> byOrigin = new TreeMap<>();
    private boolean setting;

    BreakpointBoard(DebugSession session) {
        this.session = session;
    }

    /**
     * Sets breakpoints in place of those that the same origin set before.
     *
     * @param origin the request, with the source file where each file has breakpoints of its own
     * @return one status per request, in the same order
     */
    public List<BreakpointStatus> set(String origin, List<BreakpointRequest> requests) {
        List<BreakpointRequest> before = byOrigin.getOrDefault(origin, List.of());
        Set<BreakpointKind> kinds = EnumSet.noneOf(BreakpointKind.class);
        before.forEach(each -> kinds.add(each.breakpoint().kind()));
        requests.forEach(each -> kinds.add(each.breakpoint().kind()));
        byOrigin.put(origin, List.copyOf(requests));
        Map<BreakpointKind, Deque<BreakpointStatus>> results = new EnumMap<>(BreakpointKind.class);
        setting = true;
        try {
            kinds.forEach(kind -> results.put(kind, new ArrayDeque<>(set(origin, kind))));
        } finally {
            setting = false;
        }
        return requests.stream()
                .map(request -> Objects.requireNonNull(
                                results.get(request.breakpoint().kind()))
                        .removeFirst())
                .toList();
    }

    /** @return the statuses of those that {@code origin} set */
    private List<BreakpointStatus> set(String origin, BreakpointKind kind) {
        List<BreakpointRequest> all = new ArrayList<>();
        int from = 0;
        int to = 0;
        for (Map.Entry<String, List<BreakpointRequest>> entry : byOrigin.entrySet()) {
            from = entry.getKey().equals(origin) ? all.size() : from;
            entry.getValue().stream()
                    .filter(each -> each.breakpoint().kind() == kind)
                    .forEach(all::add);
            to = entry.getKey().equals(origin) ? all.size() : to;
        }
        return session.setBreakpoints(kind, all).subList(from, to);
    }

    /** Whether breakpoints are being set, so that the response will say what has become of them. */
    boolean isSetting() {
        return setting;
    }

    /**
     * A breakpoint that is set.
     *
     * @throws java.util.NoSuchElementException if there is none with this number
     */
    public Breakpoint of(int id) {
        return session.breakpoints().stream()
                .filter(each -> each.id() == id)
                .findFirst()
                .orElseThrow()
                .breakpoint();
    }

    /** The kind of a breakpoint; empty if it is not set any more. */
    public Optional<BreakpointKind> kind(int id) {
        return session.breakpoints().stream()
                .filter(each -> each.id() == id)
                .map(each -> each.breakpoint().kind())
                .findFirst();
    }

    /** Takes all breakpoints away. */
    public void clear() {
        List.copyOf(byOrigin.keySet()).forEach(origin -> set(origin, List.of()));
        byOrigin.clear();
    }

    /** Sets what another board has, for the same scenario launched again. */
    public void copy(BreakpointBoard other) {
        other.byOrigin.forEach(this::set);
    }
}
