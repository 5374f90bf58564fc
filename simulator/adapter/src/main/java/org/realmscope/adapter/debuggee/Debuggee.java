package org.realmscope.adapter.debuggee;

import java.util.List;
import java.util.function.Consumer;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.realmscope.adapter.request.ErrorCode;
import org.realmscope.adapter.request.RequestError;
import org.realmscope.debug.control.BreakpointStatus;
import org.realmscope.debug.control.DebugSession;
import org.realmscope.debug.control.SessionListener;
import org.realmscope.debug.dwarf.SourceFile;
import org.realmscope.debug.dwarf.SourceLine;
import org.realmscope.debug.inspect.AddressSpace;
import org.realmscope.debug.inspect.AddressSyntax;
import org.realmscope.debug.inspect.Inspection;
import org.realmscope.debug.inspect.RealmSelector;
import org.realmscope.debug.inspect.RealmSummary;
import org.realmscope.debug.inspect.Regime;
import org.realmscope.debug.moment.Moments;
import org.realmscope.debug.moment.OpenMoment;
import org.realmscope.machine.control.Discarded;
import org.realmscope.machine.time.Moment;
import org.realmscope.platform.UserError;
import org.realmscope.scenario.lang.ScenarioReader;
import org.realmscope.scenario.lang.ScenarioReading;
import org.realmscope.scenario.model.RealmSetup;
import org.realmscope.scenario.model.Scenario;
import org.realmscope.scenario.run.ScenarioRun;
import org.realmscope.scenario.trace.TraceReader;
import org.realmscope.scenario.trace.TraceRun;

/** A machine that is debugged. Only the machine's thread uses it. */
public final class Debuggee {
    /** Thread of the first PE of the open moment 1; those of moment 2 begin as far behind it. */
    private static final int MOMENT_THREADS = 1000;

    private final LaunchOptions options;
    private final Workload run;
    private final Programs programs;
    private final Stacks stacks;
    private final DebugSession session;
    private final BreakpointBoard breakpoints;
    private final Moments moments;
    private final References references = new References();
    /** Space of an address that names none: some clients cut it off. */
    private AddressSpace plainSpace = new AddressSpace.Virtual(Regime.EL2N);
    /** Hears what the session says; another one for each client. */
    private SessionListener listener = SessionListener.NONE;
    /** Where the machine stood when it began to search its past; null while it does not. */
    private @Nullable Moment searchedFrom;
    /** What there was then, once somebody has asked for it. */
    private @Nullable Inspection beforeSearch;

    private Debuggee(LaunchOptions options, Workload run) {
        this.options = options;
        this.run = run;
        this.programs = new Programs(run, options.sourceMap());
        this.stacks = new Stacks(programs);
        this.session =
                new DebugSession(run.machine(), programs.symbols(), run.hazards(programs.symbols()), new Relay());
        this.breakpoints = new BreakpointBoard(session);
        this.moments = new Moments(run.machine(), Moments.DEFAULT_LIMIT);
    }

    /** Passes on what the session says to whoever listens now. */
    private final class Relay implements SessionListener {
        @Override
        public void logged(int breakpoint, Moment moment, String text) {
            listener.logged(breakpoint, moment, text);
        }

        @Override
        public void breakpointChanged(BreakpointStatus status) {
            if (!breakpoints.isSetting()) {
                listener.breakpointChanged(status);
            }
        }

        @Override
        public void futureDiscarded(Discarded discarded) {
            run.recorder().futureDiscarded();
            stacks.clear();
            listener.futureDiscarded(discarded);
        }
    }

    /**
     * Makes the machine of a scenario; it stands at reset.
     *
     * @param warnings hears what is possible in the scenario, and yet hardly meant
     * @throws UserError if it cannot be used
     * @throws org.realmscope.debug.elf.MalformedFileException if a program of a scenario is damaged
     */
    public static Debuggee launch(LaunchOptions options, ScenarioReader reader, Consumer<String> warnings) {
        Scenario scenario = options.override(
                switch (reader.read(options.program())) {
                    case ScenarioReading.Done done -> {
                        done.warnings()
                                .forEach(each -> warnings.accept("%s: warning: %s [%s]"
                                        .formatted(each.position(), each.message(), each.code())));
                        yield done.scenario();
                    }
                    case ScenarioReading.Refused(var errors) ->
                        throw new UserError(
                                UserError.Code.SCENARIO_INVALID,
                                String.join(
                                        "\n",
                                        errors.stream().map(Object::toString).toList()));
                });
        return new Debuggee(options, new ScenarioWorkload(ScenarioRun.of(scenario, options.runOptions(scenario))));
    }

    /**
     * Makes the machine of a conformance trace; it stands at reset.
     *
     * @throws UserError if it cannot be used
     */
    static Debuggee ofTrace(LaunchOptions options) {
        options.checkForTrace();
        TraceRun run = TraceRun.of(TraceReader.read(options.program()), options.checkpoints(), options.history());
        return new Debuggee(options, new TraceWorkload(run));
    }

    // --- parts

    public LaunchOptions options() {
        return options;
    }

    /** What runs on it, and what has been recorded of that. */
    public Workload run() {
        return run;
    }

    /** What the scenario says of a realm, by its name in addresses; null if it says nothing. */
    public @Nullable RealmSetup setup(String name) {
        if (run.programs().isEmpty()) {
            return null;
        }
        List<RealmSetup> realms = run.scenario().realms();
        for (int i = 0; i < realms.size(); i++) {
            if (name.equals(new RealmSelector.Numbered(i).label())) {
                return realms.get(i);
            }
        }
        return null;
    }

    /** The programs, with their symbols and sources. */
    public Programs programs() {
        return programs;
    }

    public Stacks stacks() {
        return stacks;
    }

    public DebugSession session() {
        return session;
    }

    public BreakpointBoard breakpoints() {
        return breakpoints;
    }

    public Moments moments() {
        return moments;
    }

    /** What the client refers to by number. */
    public References references() {
        return references;
    }

    /** The number of a line of a source, for {@code locations}; null if the line is not known. */
    @Nullable
    Integer lineReference(ThreadView thread, SourceLine line) {
        SourceFile file = line.file();
        return file == null || !line.isKnown()
                ? null
                : (Integer) references.number(new Reference.Line(thread, file.path(), line.line()));
    }

    /** From now on, {@code next} hears what the session says. */
    public void setListener(SessionListener next) {
        listener = next;
    }

    // --- searches

    /** The machine begins to search its past: until that is over, the present is where it stands now. */
    void beginSearch() {
        searchedFrom = session.machine().now();
    }

    /** The search is over, and the machine stands where it stands. */
    void endSearch() {
        searchedFrom = null;
        beforeSearch = null;
    }

    private Inspection present() {
        Moment origin = searchedFrom;
        if (origin == null) {
            return session.view();
        }
        Inspection kept = beforeSearch;
        if (kept == null) {
            kept = moments.glance(origin);
            beforeSearch = kept;
        }
        return kept;
    }

    // --- addresses

    /**
     * Reads an address of the client's.
     *
     * @param offset bytes to add, null for none
     * @throws UserError if it is none
     */
    public AddressSyntax.Address address(String text, @Nullable Integer offset) {
        return AddressSyntax.parse(text, plainSpace).plus(offset == null ? 0 : offset);
    }

    /**
     * A space of a thread's addresses as it is written for clients: of a realm's with the realm, which another thread
     * may not run.
     */
    public AddressSpace written(ThreadView thread, AddressSpace space) {
        if (!(space instanceof AddressSpace.Virtual(Regime regime, int pe, RealmSelector realm))
                || regime != Regime.EL1R) {
            return space;
        }
        long rd = realm == null
                ? thread.view().runningRealm(thread.index())
                : realm.find(thread.view().realms());
        List<RealmSummary> realms = thread.view().realms();
        for (int i = 0; rd != RealmSelector.NONE && i < realms.size(); i++) {
            RealmSelector selector = new RealmSelector.Numbered(i);
            if (selector.find(realms) == rd) {
                return new AddressSpace.Virtual(Regime.EL1R, AddressSpace.Virtual.ANY_PE, selector);
            }
        }
        return space;
    }

    /** An address of a thread's memory as a memory reference, from which it can be told of which moment it is. */
    public String memoryReference(ThreadView thread, AddressSpace space, long address) {
        String text = written(thread, space).format(address);
        return thread.isLive() ? text : MemoryPlace.ofMoment(thread.moment(), text);
    }

    /** From now on, addresses that name no space are in this one. */
    public void setPlainSpace(AddressSpace space) {
        plainSpace = space;
    }

    // --- threads

    /** Number of PEs. */
    public int pes() {
        return session.machine().configuration().pes();
    }

    /**
     * The number of a PE that a client names.
     *
     * @throws RequestError if there is no such PE
     */
    public int checkedPe(int pe) {
        if (pe < 0 || pe >= pes()) {
            throw RequestError.argument("there is no PE %d; there are %d".formatted(pe, pes()));
        }
        return pe;
    }

    /** Thread of a PE. */
    public int thread(int pe) {
        return pe + 1;
    }

    /** Thread of a PE of an open moment. */
    public int thread(OpenMoment moment, int pe) {
        return moment.id() * MOMENT_THREADS + pe + 1;
    }

    /**
     * What a thread is.
     *
     * @throws RequestError if there is no such thread
     */
    public ThreadView threadView(int thread) {
        int pe = thread % MOMENT_THREADS - 1;
        if (thread < 1 || pe < 0 || pe >= pes()) {
            throw RequestError.argument("there is no thread " + thread);
        }
        int moment = thread / MOMENT_THREADS;
        return moment == 0
                ? new ThreadView(present(), 0, pe)
                : new ThreadView(moments.get(moment).view(), moment, pe);
    }

    /**
     * The PE of a thread that is to be moved.
     *
     * @throws RequestError if there is no such thread, or it is one of an open moment
     */
    public int livePe(int thread) {
        ThreadView view = threadView(thread);
        if (!view.isLive()) {
            throw new RequestError(ErrorCode.READ_ONLY, "thread " + thread + " is of an open moment and cannot move");
        }
        return view.index();
    }

    /** The innermost frame of the PE whose turn it is. */
    public Reference.Frame currentFrame() {
        return new Reference.Frame(threadView(thread(Math.max(session.machine().currentPe(), 0))), 0);
    }

    /** The innermost frame of the PE whose turn it is at an open moment. */
    public Reference.Frame currentFrame(int moment) {
        OpenMoment open = moments.get(moment);
        int pe = Math.max(open.view().machine().currentPe(), 0);
        return new Reference.Frame(threadView(thread(open, pe)), 0);
    }

    /** The threads of an open moment. */
    public List<Integer> threads(OpenMoment moment) {
        return IntStream.range(0, pes()).map(pe -> thread(moment, pe)).boxed().toList();
    }

    /**
     * The machine at a moment.
     *
     * @param moment number of an open moment, null for the present
     */
    public Inspection view(@Nullable Integer moment) {
        return moment == null ? present() : moments.get(moment).view();
    }
}
