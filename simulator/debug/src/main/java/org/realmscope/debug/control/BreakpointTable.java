package org.realmscope.debug.control;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.realmscope.debug.inspect.Inspection;
import org.realmscope.machine.Machine;
import org.realmscope.machine.control.StopReason;
import org.realmscope.machine.control.WatchedAccess;
import org.realmscope.machine.event.MachineEvent;
import org.realmscope.machine.time.Moment;
import org.realmscope.platform.UserError;
import org.realmscope.platform.pe.Pe;

/** The breakpoints of a session: set by kind, armed on the machine, compared with what happens. */
final class BreakpointTable {
    /** What hits lead to. */
    enum Mode {
        /** They are counted, logged, and stop the machine. */
        FORWARD,
        /** They are collected where the past is searched: not counted, not logged. */
        SEARCH,
        /** Nothing is looked at. */
        SILENT
    }

    private final Machine machine;
    private final Inspection view;
    private final CodeResolver resolver;
    private final SessionListener listener;
    private final Hazards hazards;
    private final TreeMap<Integer, ArmedBreakpoint> armed = new TreeMap<>();
    private final List<Hit> hits = new ArrayList<>();
    private Mode mode = Mode.FORWARD;
    private int lastId;
    /** Whether what RMI commands change in tables and granules can matter to a breakpoint. */
    private boolean followsTables;

    BreakpointTable(Inspection view, CodeResolver resolver, HazardSource hazards, SessionListener listener) {
        this.machine = view.machine();
        this.view = view;
        this.resolver = resolver;
        this.listener = listener;
        this.hazards = new Hazards(view, hazards);
    }

    // --- setting

    /** Sets the breakpoints of a kind, in place of those that were set before. */
    List<BreakpointStatus> set(BreakpointKind kind, List<BreakpointRequest> requests) {
        List<ArmedBreakpoint> before = armed.values().stream()
                .filter(each -> each.breakpoint().kind() == kind)
                .toList();
        List<ArmedBreakpoint> old = new ArrayList<>(before);
        List<ArmedBreakpoint> now = new ArrayList<>();
        for (BreakpointRequest request : requests) {
            if (request.breakpoint().kind() != kind) {
                throw new UserError(
                        UserError.Code.PARAMETER_INVALID,
                        "%s is not a breakpoint of the kind %s".formatted(request.breakpoint(), kind));
            }
            now.add(take(old, request));
        }
        old.forEach(this::remove);
        for (ArmedBreakpoint each : now) {
            armed.put(each.id, each);
            refresh(each);
            each.announced = each.verified;
            if (each.state != null) {
                each.state.moved(view);
            }
        }
        hazards.moved();
        followsTables = armed.values().stream()
                .anyMatch(each -> each.memory != null || each.state != null || !each.locations.isEmpty());
        return now.stream().map(ArmedBreakpoint::status).toList();
    }

    private ArmedBreakpoint take(List<ArmedBreakpoint> old, BreakpointRequest request) {
        for (ArmedBreakpoint each : old) {
            if (each.request.equals(request)
                    && places(request.breakpoint()).equals(each.status().places())) {
                old.remove(each);
                return each;
            }
        }
        lastId++;
        List<CodeLocation> locations = places(request.breakpoint()).stream()
                .map(place -> new CodeLocation(place, () -> mode == Mode.SILENT))
                .toList();
        return new ArmedBreakpoint(lastId, request, locations);
    }

    private List<BreakpointStatus.Place> places(Breakpoint breakpoint) {
        return switch (breakpoint) {
            case Breakpoint.SourceLine(String source, int line) -> resolver.line(source, line);
            case Breakpoint.Function(String name) -> resolver.function(name);
            case Breakpoint.Instruction(var space, long address) -> List.of(new BreakpointStatus.Place(space, address));
            case Breakpoint.HazardRaised(Hazard hazard) -> hazards.places(hazard);
            default -> List.of();
        };
    }

    private void remove(ArmedBreakpoint breakpoint) {
        armed.remove(breakpoint.id);
        breakpoint.locations.forEach(location -> location.disarm(machine));
        if (breakpoint.memory != null) {
            breakpoint.memory.disarm(machine);
        }
    }

    /** Every breakpoint that is set, in the order of their numbers. */
    List<BreakpointStatus> all() {
        return armed.values().stream().map(ArmedBreakpoint::status).toList();
    }

    /** The request of a breakpoint that is set. */
    BreakpointRequest request(int id) {
        return Objects.requireNonNull(armed.get(id)).request;
    }

    // --- looking addresses up

    /** Looks up every address again, as the machine translates it now. */
    void refresh() {
        armed.values().forEach(this::refresh);
        armed.values().forEach(this::announce);
    }

    /** The machine stands somewhere else than after what the table heard last. */
    void moved() {
        refresh();
        for (ArmedBreakpoint each : armed.values()) {
            if (each.state != null) {
                each.state.moved(view);
            }
        }
        hazards.moved();
        hits.clear();
    }

    private void refresh(ArmedBreakpoint breakpoint) {
        for (CodeLocation location : breakpoint.locations) {
            location.refresh(view);
        }
        if (breakpoint.memory != null) {
            breakpoint.memory.refresh(view);
        }
        Verification.verify(breakpoint, view, hazards);
    }

    /** Tells the listener if it believes something else; not of what was so while the past was searched. */
    private void announce(ArmedBreakpoint breakpoint) {
        if (mode == Mode.FORWARD && breakpoint.announced != breakpoint.verified) {
            breakpoint.announced = breakpoint.verified;
            listener.breakpointChanged(breakpoint.status());
        }
    }

    /** Whether anything has to hear of events. */
    boolean needsEvents() {
        return armed.values().stream().anyMatch(BreakpointTable::needsEvents);
    }

    private static boolean needsEvents(ArmedBreakpoint breakpoint) {
        return switch (breakpoint.breakpoint().kind()) {
            case CALL, FAULT, HAZARD -> true;
            case SOURCE, FUNCTION, INSTRUCTION ->
                breakpoint.locations.stream().anyMatch(location -> location.isOfRealm() || !location.isArmed());
            case DATA ->
                breakpoint.memory == null || breakpoint.memory.isOfRealm() || breakpoint.memory.problem() != null;
        };
    }

    // --- hits

    void setMode(Mode next) {
        mode = next;
        hits.clear();
    }

    Mode mode() {
        return mode;
    }

    boolean hasHits() {
        return !hits.isEmpty();
    }

    /** The hits since the last call. */
    List<Hit> takeHits() {
        List<Hit> taken = List.copyOf(hits);
        hits.clear();
        return taken;
    }

    /** Something happened. */
    void event(MachineEvent event) {
        if (mode == Mode.SILENT || armed.isEmpty()) {
            return;
        }
        RmiEffect effect =
                followsTables && event instanceof MachineEvent.RmiReturn result ? RmiEffect.of(result) : null;
        CallFields call = concernsCalls(event) ? CallFields.of(event, machine) : null;
        for (ArmedBreakpoint each : armed.values()) {
            if (effect != null && isAffected(each, effect)
                    || event instanceof MachineEvent.WorldSwitch && isUnresolved(each)) {
                refresh(each);
                announce(each);
            }
            Occurrence found = what(each, event, call, effect);
            if (found != null) {
                hit(each, found.what(), context(event, found.fields(), call, each.vocabulary));
            }
        }
    }

    private HitContext context(
            MachineEvent event, EventFields found, @Nullable CallFields known, @Nullable EventVocabulary vocabulary) {
        CallFields call = known == null ? CallFields.of(event, machine) : known;
        EventFields fields = found;
        if (fields.field(EventVocabulary.PE) == null) {
            fields = fields.and(
                    call == null
                            ? EventFields.running(event.pe(), view)
                            : EventFields.of(call, event.pe(), view).fields());
        }
        return new HitContext(view, event.pe(), event, fields.filled(vocabulary), call);
    }

    private boolean concernsCalls(MachineEvent event) {
        for (ArmedBreakpoint each : armed.values()) {
            if (each.functions != null
                    && each.breakpoint() instanceof Breakpoint.Call call
                    && each.functions.mayConcern(event, call.phase())) {
                return true;
            }
        }
        return false;
    }

    private static boolean isAffected(ArmedBreakpoint breakpoint, RmiEffect effect) {
        return breakpoint.memory != null && breakpoint.memory.isAffected(effect)
                || breakpoint.locations.stream().anyMatch(location -> location.isAffected(effect));
    }

    /** Whether an address leads nowhere yet: perhaps because no PE has been in its world. */
    private static boolean isUnresolved(ArmedBreakpoint breakpoint) {
        return breakpoint.memory != null && breakpoint.memory.problem() != null
                || breakpoint.locations.stream().anyMatch(location -> !location.isArmed());
    }

    /** What {@code event} means for a breakpoint, null if nothing. */
    private @Nullable Occurrence what(
            ArmedBreakpoint breakpoint, MachineEvent event, @Nullable CallFields call, @Nullable RmiEffect effect) {
        return switch (breakpoint.breakpoint()) {
            case Breakpoint.Call(String function, CallPhase phase, CallFilter filter) ->
                call != null
                                && call.phase() == phase
                                && breakpoint.functions != null
                                && breakpoint.functions.matches(call.function())
                                && filter.matches(call, event.pe(), view)
                        ? new Occurrence(call.text(), EventFields.of(call, event.pe(), view))
                        : null;
            case Breakpoint.Fault(FaultFilter filter) -> faulted(filter, event);
            case Breakpoint.HazardRaised(Hazard hazard) -> hazards.check(hazard, event);
            case Breakpoint.RipasChange change -> changed(breakpoint, effect);
            case Breakpoint.RttChange change -> changed(breakpoint, effect);
            case Breakpoint.GranuleChange change -> changed(breakpoint, effect);
            case Breakpoint.SourceLine line -> null;
            case Breakpoint.Function function -> null;
            case Breakpoint.Instruction instruction -> null;
            case Breakpoint.Memory memory -> null;
        };
    }

    private @Nullable Occurrence faulted(FaultFilter filter, MachineEvent event) {
        RealmFault fault = RealmFault.of(event, view);
        return fault != null && filter.matches(fault, view)
                ? new Occurrence(fault.text(), FaultFields.of(fault, view))
                : null;
    }

    private @Nullable Occurrence changed(ArmedBreakpoint breakpoint, @Nullable RmiEffect effect) {
        return breakpoint.state == null || effect == null ? null : breakpoint.state.changed(effect, view);
    }

    /** The machine has stopped, and has not gone on yet. */
    void stopped(StopReason reason) {
        if (mode == Mode.SILENT) {
            return;
        }
        switch (reason) {
            case StopReason.BreakpointHit(int pe, long pa) -> codeReached(machine.pe(pe), pa);
            case StopReason.StepCompleted(int pe) -> codeReached(machine.pe(pe));
            case StopReason.WatchpointHit(int pe) -> memoryAccessed(pe, "is about to access it");
            case StopReason.NativeWatchpointHit(int pe, long pa) -> memoryAccessed(pe, "firmware has written it");
            default -> {}
        }
    }

    /**
     * The breakpoints at which a PE stands that has been taken there backwards. They are not counted: a hit condition
     * sees the first hit.
     */
    List<Hit> codeReachedBackwards(int pe) {
        mode = Mode.SEARCH;
        codeReached(machine.pe(pe));
        List<Hit> found = takeHits().stream()
                .filter(hit -> request(hit.breakpoint()).hitCount().isMet(1))
                .toList();
        mode = Mode.FORWARD;
        return found;
    }

    /** A PE is about to execute another instruction than it was before. */
    private void codeReached(Pe pe) {
        if (armed.values().stream().anyMatch(each -> !each.locations.isEmpty())) {
            long pa = pe.mmu.probeData(pe.pc);
            if (pa >= 0) {
                codeReached(pe, pa);
            }
        }
    }

    private void codeReached(Pe pe, long pa) {
        for (ArmedBreakpoint each : armed.values()) {
            for (CodeLocation location : each.locations) {
                if (location.isHit(pa, pe, view)) {
                    Occurrence found = each.breakpoint() instanceof Breakpoint.HazardRaised(Hazard hazard)
                            ? hazards.checkAt(hazard, pe)
                            : new Occurrence(location.place().toString());
                    if (found != null) {
                        hit(each, found.what(), new HitContext(view, pe.index, null, found.fields(), null));
                    }
                    break;
                }
            }
        }
    }

    private void memoryAccessed(int pe, String how) {
        WatchedAccess access = machine.watchedAccess();
        for (ArmedBreakpoint each : armed.values()) {
            if (access != null && each.memory != null && each.memory.isHit(access, machine)) {
                String what = "PE %d: %s (%d bytes at pa 0x%x)".formatted(pe, how, access.length(), access.pa());
                hit(each, what, new HitContext(view, pe, null, MemoryWatch.fields(access, pe, view), null));
            }
        }
    }

    private void hit(ArmedBreakpoint breakpoint, String what, HitContext context) {
        BreakpointRequest request = breakpoint.request;
        LogMessage log = request.log();
        if (mode == Mode.SEARCH && log != null) {
            return;
        }
        try {
            if (!request.condition().holds(context)) {
                return;
            }
        } catch (UserError e) {
            String undecided = what + "; its condition cannot be decided: " + e.getMessage();
            hits.add(new Hit(breakpoint.id, context.pe(), undecided, context.event()));
            return;
        }
        if (mode == Mode.FORWARD) {
            breakpoint.hits++;
            if (!request.hitCount().isMet(breakpoint.hits)) {
                return;
            }
        }
        if (log == null) {
            hits.add(new Hit(breakpoint.id, context.pe(), what, context.event()));
        } else {
            MachineEvent event = context.event();
            Moment moment = event == null ? machine.now() : event.moment();
            listener.logged(breakpoint.id, moment, log.text(context));
        }
    }
}
