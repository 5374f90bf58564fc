package org.realmscope.debug.control;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeMap;
import java.util.function.LongConsumer;
import org.jspecify.annotations.Nullable;
import org.realmscope.machine.Machine;
import org.realmscope.machine.control.StopReason;
import org.realmscope.machine.event.MachineEvent;
import org.realmscope.machine.time.Moment;

/**
 * Finds the latest earlier moment at which the machine would have stopped: from the last checkpoint before the present
 * to the present, then from the one before that, and so on, each part run forwards with everything armed.
 */
final class HistorySearch {
    /** Stops of a part that are kept for counting; a part with more is searched again up to the oldest kept. */
    private static final int KEPT = 4096;
    /** Instructions after which somebody hears how far the search has come. */
    private static final long PROGRESS_INTERVAL = 2_000_000;

    private final Machine machine;
    private final BreakpointTable table;
    private final EventFanout events;
    private final NearHistory near;
    private final @Nullable CodeStops code;
    private final Progress progress;
    private final TreeMap<Integer, Long> counts = new TreeMap<>();
    private boolean cancelled;

    /**
     * A moment at which the machine would have stopped.
     *
     * @param event that was looked for, or null
     * @param atCode whether code was reached that was looked for
     */
    record Found(Moment moment, List<Hit> hits, @Nullable MachineEvent event, boolean atCode) {}

    HistorySearch(
            Machine machine,
            NearHistory near,
            BreakpointTable table,
            EventFanout events,
            @Nullable CodeStops code,
            Progress progress) {
        this.machine = machine;
        this.near = near;
        this.code = code;
        this.table = table;
        this.events = events;
        this.progress = progress;
    }

    /** Whether somebody asked for a pause. */
    boolean isCancelled() {
        return cancelled;
    }

    /** The latest stop before {@code origin}, null if there is none or the search was cancelled. */
    @Nullable
    Found latestBefore(Moment origin) {
        Moment end = origin;
        boolean hasEnd = false;
        long total = origin.instructions() - machine.earliest().instructions();
        while (!cancelled) {
            if (!near.goToStartBefore(end)) {
                return null;
            }
            Moment from = machine.now();
            ArrayDeque<Found> stops = new ArrayDeque<>();
            Moment searchedTo = end;
            boolean complete = run(
                    end,
                    hasEnd,
                    stops,
                    now -> progress.searched(
                            origin.instructions() - searchedTo.instructions() + now - from.instructions(), total));
            if (cancelled) {
                return null;
            }
            Moment oldest = stops.isEmpty() ? end : stops.getFirst().moment();
            while (!stops.isEmpty()) {
                Found found = counted(stops.removeLast());
                if (found != null) {
                    return found;
                }
            }
            end = complete ? from : oldest;
            hasEnd = complete;
            progress.searched(origin.instructions() - end.instructions(), total);
            cancelled |= machine.pause().take();
        }
        return null;
    }

    /**
     * @param hasEnd whether events whose instant ends at {@code end} belong to the part, because the one behind it
     *     began there
     * @param reached is told instruction counts to which the part has been run
     * @return whether every stop of the part has been kept
     */
    private boolean run(Moment end, boolean hasEnd, ArrayDeque<Found> stops, LongConsumer reached) {
        events.moved();
        table.moved();
        boolean complete = true;
        while (machine.now().isBefore(end)) {
            Moment pause = new Moment(machine.now().instructions() + PROGRESS_INTERVAL, 0);
            StopReason reason = machine.run(pause.isBefore(end) ? pause : end);
            table.stopped(reason);
            List<Hit> hits = table.takeHits();
            MachineEvent event = events.takeReached();
            boolean atCode = code != null && reason instanceof StopReason.BreakpointHit hit && code.isAt(machine, hit);
            boolean isInPart = machine.now().isBefore(end) || hasEnd && !(reason instanceof StopReason.BreakpointHit);
            if ((!hits.isEmpty() || event != null || atCode) && isInPart) {
                stops.add(new Found(machine.now(), hits, event, atCode));
                if (stops.size() > KEPT) {
                    stops.removeFirst();
                    complete = false;
                }
            }
            if (reason instanceof StopReason.LimitReached && machine.now().isBefore(end)) {
                reached.accept(machine.now().instructions());
            }
            if (reason instanceof StopReason.Paused) {
                cancelled = true;
                return complete;
            }
        }
        return complete;
    }

    /** What is left of a stop when hits that do not count are taken out; null if nothing. */
    private @Nullable Found counted(Found stop) {
        List<Hit> counting = new ArrayList<>();
        for (Hit hit : stop.hits()) {
            long number = counts.merge(hit.breakpoint(), 1L, Long::sum);
            if (table.request(hit.breakpoint()).hitCount().isMet(number)) {
                counting.add(hit);
            }
        }
        return counting.isEmpty() && stop.event() == null && !stop.atCode()
                ? null
                : new Found(stop.moment(), counting, stop.event(), stop.atCode());
    }
}
