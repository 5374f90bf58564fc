package org.realmscope.debug.control;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.realmscope.machine.Machine;
import org.realmscope.machine.event.MachineEvent;
import org.realmscope.machine.event.MachineObserver;
import org.realmscope.machine.event.StopRequest;
import org.realmscope.machine.time.Moment;

/**
 * Hands what a machine tells to the breakpoints, to the search for an event, and to the session's observers. Observers
 * hear of each event of the run once, also if it is run again after going back.
 */
final class EventFanout implements MachineObserver {
    private final Machine machine;
    private final BreakpointTable table;
    private final List<MachineObserver> observers = new ArrayList<>();
    private final StopRequest stopRequest = event -> wantsStop();
    private boolean attached;

    private @Nullable StepTarget target;
    private int targetPe;
    private @Nullable MachineEvent reached;

    /** The last moment of which the observers have heard. */
    private Moment heard = Moment.START;
    /** Bytes of the console that the observers have heard of, and that the run has transmitted. */
    private int heardBytes;

    private int transmitted;

    EventFanout(Machine machine, BreakpointTable table) {
        this.machine = machine;
        this.table = table;
        moved();
    }

    void add(MachineObserver observer) {
        observers.add(observer);
    }

    void remove(MachineObserver observer) {
        observers.remove(observer);
    }

    /** Looks for an event as well, on one PE or, if {@code pe} is negative, on any; null to look for none. */
    void search(@Nullable StepTarget wanted, int pe) {
        target = wanted;
        targetPe = pe;
        reached = null;
    }

    /** The event that was looked for and has happened since the last call. */
    @Nullable
    MachineEvent takeReached() {
        MachineEvent event = reached;
        reached = null;
        return event;
    }

    /** Listens to the machine if somebody wants to hear of events. */
    void attach() {
        boolean wanted = target != null || !observers.isEmpty() || table.needsEvents();
        if (wanted && !attached) {
            heard = heard.isBefore(machine.frontier()) ? machine.frontier() : heard;
            heardBytes = Math.max(heardBytes, transmitted);
            machine.setObserver(this);
            machine.addStopRequest(stopRequest);
        } else if (!wanted && attached) {
            machine.setObserver(null);
            machine.removeStopRequest(stopRequest);
        }
        attached = wanted;
    }

    /** The machine has gone to another moment without telling. */
    void moved() {
        reached = null;
        transmitted = machine.consoleText().getBytes(StandardCharsets.UTF_8).length;
    }

    /** The run has another future from here on. */
    void futureDiscarded() {
        heard = machine.now();
        heardBytes = transmitted;
    }

    private boolean wantsStop() {
        return reached != null || table.hasHits();
    }

    @Override
    public void event(MachineEvent event) {
        StepTarget wanted = target;
        if (wanted != null && (targetPe < 0 || targetPe == event.pe()) && wanted.matches(event)) {
            reached = event;
        }
        table.event(event);
        if (heard.isBefore(event.moment())) {
            heard = event.moment();
            observers.forEach(observer -> observer.event(event));
        }
    }

    @Override
    public void consoleOutput(int value) {
        transmitted++;
        if (transmitted > heardBytes) {
            heardBytes = transmitted;
            observers.forEach(observer -> observer.consoleOutput(value));
        }
    }

    @Override
    public void earliestMomentMoved(Moment earliest) {
        observers.forEach(observer -> observer.earliestMomentMoved(earliest));
    }
}
