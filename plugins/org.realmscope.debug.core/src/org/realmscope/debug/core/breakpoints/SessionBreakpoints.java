package org.realmscope.debug.core.breakpoints;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executor;
import java.util.function.Consumer;
import java.util.function.Function;
import org.eclipse.core.resources.IMarker;
import org.eclipse.core.resources.IMarkerDelta;
import org.eclipse.core.runtime.CoreException;
import org.eclipse.core.runtime.ILog;
import org.eclipse.debug.core.DebugPlugin;
import org.eclipse.debug.core.IBreakpointManager;
import org.eclipse.debug.core.IBreakpointManagerListener;
import org.eclipse.debug.core.IBreakpointsListener;
import org.eclipse.debug.core.model.IBreakpoint;
import org.eclipse.jdt.annotation.Nullable;
import org.eclipse.lsp4j.debug.Breakpoint;
import org.eclipse.lsp4j.debug.SetBreakpointsArguments;
import org.eclipse.lsp4j.debug.SetFunctionBreakpointsArguments;
import org.eclipse.lsp4j.debug.SetInstructionBreakpointsArguments;
import org.eclipse.lsp4j.debug.Source;
import org.eclipse.lsp4j.debug.SourceBreakpoint;
import org.realmscope.protocol.RealmscopeServer;
import org.realmscope.protocol.RichBreakpoint;
import org.realmscope.protocol.SetRichBreakpointsArguments;

/**
 * Keeps the breakpoints of a debug adapter what those of the workspace are. The adapter takes all of a sort at once:
 * those of one file, those at functions, those at instructions, and all others; each of these requests replaces the one
 * before, so that one is sent only when the last has been answered.
 */
public final class SessionBreakpoints implements IBreakpointsListener, IBreakpointManagerListener {
    private static final String FUNCTIONS = "functions";
    private static final String INSTRUCTIONS = "instructions";
    private static final String MACHINE = "machine";
    private static final String FILE = "file ";

    /** Its marker went while it was asked. */
    private static final String GONE = "A breakpoint is gone";

    private final RealmscopeServer server;
    private final Executor listeners;
    private final Consumer<Throwable> failed;
    private final Map<Integer, Known> byNumber = new ConcurrentHashMap<>();
    private final BreakpointProblems problems = new BreakpointProblems();
    /** Sorts that have to be sent again. Guarded by this, as what follows. */
    private final Set<String> dirty = new LinkedHashSet<>();

    /** What the breakpoints of each sort said when it was sent. */
    private final Map<String, String> contents = new LinkedHashMap<>();

    private CompletableFuture<String> queue = CompletableFuture.completedFuture("");
    private @Nullable Temporary temporary;
    private @Nullable RichBreakpoint only;
    private boolean isStarted;

    /** A breakpoint that the adapter has numbered, with what it was sent as. */
    private record Known(String sort, IBreakpoint breakpoint) {}

    /**
     * A line that stops once.
     *
     * @param answer completes with what the adapter says of it
     */
    private record Temporary(SourceLine line, CompletableFuture<Verification> answer) {}

    /**
     * @param listeners where listeners of the platform are told what the adapter says of a breakpoint
     * @param failed is told what the adapter refuses as a whole
     */
    public SessionBreakpoints(RealmscopeServer server, Executor listeners, Consumer<Throwable> failed) {
        this.server = server;
        this.listeners = listeners;
        this.failed = failed;
    }

    private static IBreakpointManager manager() {
        return DebugPlugin.getDefault().getBreakpointManager();
    }

    // --- from beginning to end

    /** Sends everything, and every change from now on. Completes when the adapter has everything. */
    public synchronized CompletableFuture<String> start() {
        isStarted = true;
        manager().addBreakpointListener(this);
        manager().addBreakpointManagerListener(this);
        return sendAll();
    }

    private CompletableFuture<String> sendAll() {
        CompletableFuture<String> last = queue;
        for (String each : sorts()) {
            last = send(each);
        }
        return last;
    }

    /** Those that there are, and those that there were. */
    private Set<String> sorts() {
        Set<String> sorts = new LinkedHashSet<>(contents.keySet());
        for (IBreakpoint each : manager().getBreakpoints()) {
            String sort = sort(each);
            if (sort != null) {
                sorts.add(sort);
            }
        }
        return sorts;
    }

    /** The session is over. */
    public synchronized void stop() {
        if (!isStarted) {
            return;
        }
        isStarted = false;
        manager().removeBreakpointListener(this);
        manager().removeBreakpointManagerListener(this);
        for (IBreakpoint each : manager().getBreakpoints()) {
            report(each, null);
        }
    }

    // --- questions

    /** Whether a breakpoint is one that adapters can be told of. */
    public boolean supports(IBreakpoint breakpoint) {
        return sort(breakpoint) != null;
    }

    /** The breakpoints with the adapter's numbers; those that are there for one run only are not among them. */
    public IBreakpoint[] hit(Integer @Nullable [] numbers) {
        return numbers == null
                ? new IBreakpoint[0]
                : Arrays.stream(numbers)
                        .map(byNumber::get)
                        .filter(Objects::nonNull)
                        .map(Known::breakpoint)
                        .toArray(IBreakpoint[]::new);
    }

    private static @Nullable String sort(IBreakpoint breakpoint) {
        if (breakpoint instanceof MachineBreakpoint) {
            return MACHINE;
        }
        if (breakpoint instanceof FunctionBreakpoint) {
            return FUNCTIONS;
        }
        if (breakpoint instanceof InstructionBreakpoint) {
            return INSTRUCTIONS;
        }
        SourceLine line = SourceLine.of(breakpoint);
        return line == null ? null : FILE + line.path();
    }

    // --- changes of the workspace

    @Override
    public void breakpointsAdded(IBreakpoint[] breakpoints) {
        changed(breakpoints, null);
    }

    @Override
    public void breakpointsRemoved(IBreakpoint[] breakpoints, IMarkerDelta @Nullable [] deltas) {
        for (IBreakpoint each : breakpoints) {
            problems.report(each, null);
        }
        // Of a marker that is gone one cannot see any more what it was of.
        synchronized (this) {
            sendAll();
        }
    }

    @Override
    public void breakpointsChanged(IBreakpoint[] breakpoints, IMarkerDelta @Nullable [] deltas) {
        changed(breakpoints, deltas == null ? new IMarkerDelta[breakpoints.length] : deltas);
    }

    /** @param deltas null for new breakpoints; without one a breakpoint has only heard of what an adapter says of it */
    private synchronized void changed(IBreakpoint[] breakpoints, IMarkerDelta @Nullable [] deltas) {
        Set<String> sorts = new LinkedHashSet<>();
        for (int i = 0; i < breakpoints.length; i++) {
            String sort = deltas == null || deltas[i] != null ? sort(breakpoints[i]) : null;
            if (sort != null) {
                sorts.add(sort);
            }
        }
        sorts.forEach(this::sendChanged);
    }

    @Override
    public synchronized void breakpointManagerEnablementChanged(boolean enabled) {
        sendAll();
    }

    // --- a line that stops once

    /**
     * Also stops in a line, until {@link #dropTemporary}.
     *
     * @return completes when the adapter has it, with what it says of it
     */
    public synchronized CompletableFuture<Verification> setTemporary(String path, int line) {
        CompletableFuture<Verification> answer = new CompletableFuture<>();
        temporary = new Temporary(new SourceLine(path, line, null), answer);
        // Refused as a whole, of which people have been told then.
        send(FILE + path).thenAccept(done -> answer.complete(new Verification(false, "", 0)));
        return answer;
    }

    /**
     * Stops at the stage 2 fault with a number, counted from reset, and at nothing else, until {@link #dropTemporary}.
     * Completes when the adapter has heard of it.
     */
    public synchronized CompletableFuture<String> setOnlyFault(long number) {
        RichBreakpoint.Fault any = new RichBreakpoint.Fault(null, null, null, null, null, null, null, null);
        only = new RichBreakpoint(null, any, null, null, null, Long.toString(number), null);
        send(MACHINE);
        return sendAll();
    }

    /** The machine has stopped. */
    public synchronized void dropTemporary() {
        Temporary dropped = temporary;
        boolean wereOthersGone = only != null;
        temporary = null;
        only = null;
        if (wereOthersGone && isStarted) {
            sendAll();
        } else if (dropped != null && isStarted) {
            send(FILE + dropped.line().path());
        }
    }

    // --- sending

    /**
     * Completes when the adapter has heard of every change until now: what moves the machine then stops at them. The
     * workspace may tell of a change seconds after it has happened.
     */
    public synchronized CompletableFuture<String> told() {
        if (isStarted) {
            sorts().forEach(this::sendChanged);
        }
        return queue;
    }

    private void sendChanged(String sort) {
        if (!content(sort).equals(contents.get(sort))) {
            send(sort);
        }
    }

    /** What the breakpoints of a sort say now. */
    private static String content(String sort) {
        StringBuilder content = new StringBuilder();
        for (IBreakpoint each : manager().getBreakpoints()) {
            IMarker marker = each.getMarker();
            if (marker != null && sort.equals(sort(each))) {
                content.append(marker.getId()).append(isEnabled(each)).append(attributes(marker));
            }
        }
        return content.toString();
    }

    private static Map<String, Object> attributes(IMarker marker) {
        try {
            return new TreeMap<>(marker.getAttributes());
        } catch (CoreException e) {
            ILog.of(SessionBreakpoints.class).info(GONE, e);
            return Map.of();
        }
    }

    private synchronized CompletableFuture<String> send(String sort) {
        if (dirty.add(sort)) {
            queue = queue.thenCompose(answered -> sendNow(sort)).handle((answered, failure) -> {
                if (failure != null) {
                    failed.accept(failure);
                }
                return sort;
            });
        }
        return queue;
    }

    private CompletableFuture<?> sendNow(String sort) {
        synchronized (this) {
            dirty.remove(sort);
            contents.put(sort, content(sort));
        }
        return switch (sort) {
            case FUNCTIONS -> sendFunctions();
            case INSTRUCTIONS -> sendInstructions();
            case MACHINE -> sendMachine();
            default -> sendFile(sort.substring(FILE.length()));
        };
    }

    private <T> List<T> wanted(Function<IBreakpoint, Optional<T>> kind) {
        List<T> wanted = new ArrayList<>();
        boolean isAlone = only() != null;
        for (IBreakpoint each : manager().getBreakpoints()) {
            Optional<T> found = kind.apply(each);
            if (!isAlone && isEnabled(each)) {
                found.ifPresent(wanted::add);
            } else if (found.isPresent()) {
                report(each, null);
            }
        }
        return wanted;
    }

    private static <T> Optional<T> only(Class<T> type, IBreakpoint breakpoint) {
        return type.isInstance(breakpoint) ? Optional.of(type.cast(breakpoint)) : Optional.empty();
    }

    private static boolean isEnabled(IBreakpoint breakpoint) {
        try {
            return manager().isEnabled() && breakpoint.isRegistered() && breakpoint.isEnabled();
        } catch (CoreException e) {
            ILog.of(SessionBreakpoints.class).info(GONE, e);
            return false;
        }
    }

    private CompletableFuture<?> sendFile(String path) {
        List<SourceLine> lines = wanted(each -> {
            SourceLine line = SourceLine.of(each);
            return line == null || !line.path().equals(path) ? Optional.empty() : Optional.of(line);
        });
        Temporary once = temporary(path);
        if (once != null) {
            lines.add(once.line());
        }
        Source source = new Source();
        source.setPath(path);
        SetBreakpointsArguments arguments = new SetBreakpointsArguments();
        arguments.setSource(source);
        arguments.setBreakpoints(lines.stream().map(SourceLine::request).toArray(SourceBreakpoint[]::new));
        return server.setBreakpoints(arguments).thenAccept(response -> {
            forget(FILE + path);
            Breakpoint[] answers = response.getBreakpoints();
            for (int i = 0; i < Math.min(answers.length, lines.size()); i++) {
                if (once != null && lines.get(i) == once.line()) {
                    once.answer().complete(verification(answers[i]));
                } else {
                    answered(FILE + path, lines.get(i).breakpoint(), answers[i]);
                }
            }
        });
    }

    private synchronized @Nullable RichBreakpoint only() {
        return only;
    }

    private synchronized @Nullable Temporary temporary(String path) {
        Temporary once = temporary;
        return once == null || !once.line().path().equals(path) ? null : once;
    }

    private CompletableFuture<?> sendFunctions() {
        List<FunctionBreakpoint> functions = wanted(each -> only(FunctionBreakpoint.class, each));
        SetFunctionBreakpointsArguments arguments = new SetFunctionBreakpointsArguments();
        arguments.setBreakpoints(functions.stream()
                .map(SessionBreakpoints::request)
                .toArray(org.eclipse.lsp4j.debug.FunctionBreakpoint[]::new));
        return server.setFunctionBreakpoints(arguments)
                .thenAccept(response -> answered(FUNCTIONS, functions, response.getBreakpoints()));
    }

    private static org.eclipse.lsp4j.debug.FunctionBreakpoint request(FunctionBreakpoint breakpoint) {
        org.eclipse.lsp4j.debug.FunctionBreakpoint request = new org.eclipse.lsp4j.debug.FunctionBreakpoint();
        request.setName(breakpoint.function());
        request.setCondition(breakpoint.condition());
        request.setHitCondition(breakpoint.hitCondition());
        return request;
    }

    private CompletableFuture<?> sendInstructions() {
        List<InstructionBreakpoint> instructions = wanted(each -> only(InstructionBreakpoint.class, each));
        SetInstructionBreakpointsArguments arguments = new SetInstructionBreakpointsArguments();
        arguments.setBreakpoints(instructions.stream()
                .map(SessionBreakpoints::request)
                .toArray(org.eclipse.lsp4j.debug.InstructionBreakpoint[]::new));
        return server.setInstructionBreakpoints(arguments)
                .thenAccept(response -> answered(INSTRUCTIONS, instructions, response.getBreakpoints()));
    }

    private static org.eclipse.lsp4j.debug.InstructionBreakpoint request(InstructionBreakpoint breakpoint) {
        org.eclipse.lsp4j.debug.InstructionBreakpoint request = new org.eclipse.lsp4j.debug.InstructionBreakpoint();
        request.setInstructionReference(breakpoint.address());
        request.setCondition(breakpoint.condition());
        request.setHitCondition(breakpoint.hitCondition());
        return request;
    }

    private CompletableFuture<?> sendMachine() {
        List<MachineBreakpoint> breakpoints = wanted(each -> only(MachineBreakpoint.class, each));
        RichBreakpoint alone = only();
        List<RichBreakpoint> rich = alone != null
                ? List.of(alone)
                : breakpoints.stream().map(MachineBreakpoint::rich).toList();
        return server.setRichBreakpoints(new SetRichBreakpointsArguments(rich)).thenAccept(response -> {
            forget(MACHINE);
            for (int i = 0; i < Math.min(response.breakpoints().size(), breakpoints.size()); i++) {
                var status = response.breakpoints().get(i);
                number(MACHINE, status.id(), breakpoints.get(i));
                report(
                        breakpoints.get(i),
                        new Verification(
                                status.verified(), Objects.requireNonNullElse(status.message(), ""), status.hits()));
            }
        });
    }

    // --- answers

    /** All of a sort have been set again, and have other numbers. */
    private void forget(String sort) {
        byNumber.values().removeIf(each -> each.sort().equals(sort));
    }

    private void answered(String sort, List<? extends IBreakpoint> breakpoints, Breakpoint[] answers) {
        forget(sort);
        for (int i = 0; i < Math.min(answers.length, breakpoints.size()); i++) {
            answered(sort, breakpoints.get(i), answers[i]);
        }
    }

    private void answered(String sort, @Nullable IBreakpoint breakpoint, Breakpoint answer) {
        if (breakpoint != null) {
            number(sort, answer.getId(), breakpoint);
            report(breakpoint, verification(answer));
        }
    }

    private static Verification verification(Breakpoint answer) {
        return new Verification(answer.isVerified(), Objects.requireNonNullElse(answer.getMessage(), ""), 0);
    }

    private void number(String sort, @Nullable Integer number, IBreakpoint breakpoint) {
        if (number != null && number > 0) {
            byNumber.put(number, new Known(sort, breakpoint));
        }
    }

    /** The adapter says something else of a breakpoint than it did. */
    public void reported(Breakpoint changed) {
        Integer number = changed.getId();
        Known known = number == null ? null : byNumber.get(number);
        if (known != null) {
            report(known.breakpoint(), verification(changed));
        }
    }

    private void report(IBreakpoint breakpoint, @Nullable Verification verification) {
        if (breakpoint instanceof RealmBreakpoint ours) {
            if (ours.report(this, verification)) {
                listeners.execute(() -> changed(ours));
            }
        } else {
            problems.report(breakpoint, verification);
        }
    }

    private static void changed(RealmBreakpoint breakpoint) {
        DebugPlugin platform = DebugPlugin.getDefault();
        if (platform != null) {
            platform.getBreakpointManager().fireBreakpointChanged(breakpoint);
        }
    }
}
