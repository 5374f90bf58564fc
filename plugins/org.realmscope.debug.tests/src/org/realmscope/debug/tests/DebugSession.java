package org.realmscope.debug.tests;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Predicate;
import java.util.function.Supplier;
import org.eclipse.core.runtime.CoreException;
import org.eclipse.core.runtime.NullProgressMonitor;
import org.eclipse.debug.core.DebugEvent;
import org.eclipse.debug.core.DebugException;
import org.eclipse.debug.core.DebugPlugin;
import org.eclipse.debug.core.IBreakpointManager;
import org.eclipse.debug.core.IDebugEventSetListener;
import org.eclipse.debug.core.ILaunch;
import org.eclipse.debug.core.ILaunchConfigurationWorkingCopy;
import org.eclipse.debug.core.ILaunchManager;
import org.eclipse.debug.core.model.IDebugElement;
import org.eclipse.debug.core.model.IProcess;
import org.eclipse.jdt.annotation.Nullable;
import org.junit.jupiter.api.extension.AfterEachCallback;
import org.junit.jupiter.api.extension.BeforeEachCallback;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.realmscope.debug.core.RealmDebug;
import org.realmscope.debug.core.launch.AdapterProcess;
import org.realmscope.debug.core.launch.LaunchAttribute;
import org.realmscope.debug.core.model.RealmDebugTarget;
import org.realmscope.debug.core.model.RealmFrame;
import org.realmscope.debug.core.model.RealmThread;
import org.realmscope.debug.core.model.Session;

/** A launch of a scenario, and what happens to it. Every wait has a deadline. */
final class DebugSession implements IDebugEventSetListener, BeforeEachCallback, AfterEachCallback {
    /** Launch attribute with what people were told. */
    static final String TOLD = "org.realmscope.debug.tests.told";

    private static final long DEADLINE_SECONDS = 300;

    // The adapter's JVM lives for a few seconds only.
    private final Map<String, Object> attributes =
            new TreeMap<>(Map.of(LaunchAttribute.JVM_ARGUMENTS, "-XX:TieredStopAtLevel=1"));
    private final Deque<DebugEvent> events = new ArrayDeque<>();
    private final List<DebugEvent> all = new ArrayList<>();
    private @Nullable Path directory;
    private @Nullable ILaunch launch;

    @Override
    public void beforeEach(ExtensionContext context) throws IOException {
        directory = Files.createTempDirectory("realmscope-debug-tests");
        DebugPlugin.getDefault().addDebugEventListener(this);
    }

    // --- launching

    /** Sets an attribute of the launch configuration. */
    DebugSession with(String attribute, Object value) {
        attributes.put(attribute, value);
        return this;
    }

    /** Makes a file of one of the scenarios of these tests. */
    Path copy(String scenario) throws IOException {
        Path file = Objects.requireNonNull(directory).resolve(scenario);
        try (InputStream in = DebugSession.class.getResourceAsStream("/scenarios/" + scenario)) {
            Files.write(file, in.readAllBytes());
        }
        return file;
    }

    /** Debugs one of the scenarios of these tests. */
    void debug(String scenario) throws CoreException, IOException {
        with(LaunchAttribute.SCENARIO, copy(scenario).toString());
        start(ILaunchManager.DEBUG_MODE);
    }

    /** Launches what the attributes say. */
    void start(String mode) throws CoreException {
        launch = configuration().launch(mode, new NullProgressMonitor());
    }

    /** What the attributes say. */
    ILaunchConfigurationWorkingCopy configuration() throws CoreException {
        ILaunchConfigurationWorkingCopy configuration = DebugPlugin.getDefault()
                .getLaunchManager()
                .getLaunchConfigurationType(RealmDebug.LAUNCH_TYPE)
                .newInstance(null, "test");
        for (Map.Entry<String, Object> each : attributes.entrySet()) {
            configuration.setAttribute(each.getKey(), each.getValue());
        }
        return configuration;
    }

    ILaunch launch() {
        return Objects.requireNonNull(launch, "nothing was launched");
    }

    RealmDebugTarget target() {
        return (RealmDebugTarget) launch().getDebugTargets()[0];
    }

    Session session() {
        return target().session();
    }

    AdapterProcess process() {
        return (AdapterProcess) launch().getProcesses()[0];
    }

    /** The adapter's process. */
    ProcessHandle adapter() {
        return adapter(process());
    }

    /** The adapter's process, whose number is in its label. */
    static ProcessHandle adapter(AdapterProcess process) {
        long pid = Long.parseLong(process.getLabel().replaceAll("\\D+", ""));
        return ProcessHandle.of(pid).orElseThrow();
    }

    /** The thread for which the machine stopped last. */
    synchronized RealmThread thread() {
        RealmThread last = null;
        for (DebugEvent each : all) {
            if (each.getKind() == DebugEvent.SUSPEND
                    && each.getSource() instanceof RealmThread stopped
                    && isOurs(each)) {
                last = stopped;
            }
        }
        return Objects.requireNonNull(last, "nothing has stopped");
    }

    /** Its innermost frame. */
    RealmFrame frame() throws DebugException {
        return Objects.requireNonNull(thread().getTopStackFrame());
    }

    /** What people were told. */
    String told() {
        return Objects.requireNonNullElse(launch().getAttribute(TOLD), "");
    }

    // --- events

    @Override
    public synchronized void handleDebugEvents(DebugEvent[] fired) {
        for (DebugEvent each : fired) {
            events.add(each);
            all.add(each);
        }
        notifyAll();
    }

    /** Every event of the launch so far. */
    synchronized List<DebugEvent> events() {
        return all.stream().filter(this::isOurs).toList();
    }

    /** The platform tells of the end of an earlier test's session when it has time. */
    private boolean isOurs(DebugEvent event) {
        return switch (event.getSource()) {
            case IDebugElement element -> element.getLaunch() == launch;
            case IProcess process -> process.getLaunch() == launch;
            default -> false;
        };
    }

    /** Waits for the next suspension, and checks its reason. */
    DebugEvent awaitSuspend(int detail) {
        DebugEvent event = await(each -> each.getKind() == DebugEvent.SUSPEND, "a suspension");
        assertEquals(detail, event.getDetail(), () -> "reason of " + event + ": " + target().stopDescription());
        return event;
    }

    /** Waits for an event, and forgets it and those before it. */
    synchronized DebugEvent await(Predicate<DebugEvent> wanted, String what) {
        long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(DEADLINE_SECONDS);
        while (true) {
            while (!events.isEmpty()) {
                DebugEvent next = events.remove();
                if (isOurs(next) && wanted.test(next)) {
                    return next;
                }
            }
            pause(deadline, what);
        }
    }

    /** Waits until something is so; it is looked at whenever there is an event, and now and then. */
    synchronized void until(Supplier<Boolean> holds, String what) {
        long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(DEADLINE_SECONDS);
        while (!holds.get()) {
            pause(deadline, what);
        }
    }

    private void pause(long deadline, String what) {
        assertTrue(System.nanoTime() < deadline, () -> "there was no " + what + "; there was " + all);
        try {
            wait(50);
        } catch (InterruptedException e) {
            throw new AssertionError(e);
        }
    }

    static <T> T get(CompletableFuture<T> future) {
        try {
            return future.get(DEADLINE_SECONDS, TimeUnit.SECONDS);
        } catch (InterruptedException | ExecutionException | TimeoutException e) {
            throw new AssertionError(e);
        }
    }

    /** Ends the session, and with it its process. */
    @Override
    public void afterEach(ExtensionContext context) throws CoreException {
        ILaunch ending = launch;
        if (ending != null) {
            if (!ending.isTerminated()) {
                ending.terminate();
            }
            until(ending::isTerminated, "end of the launch");
            DebugPlugin.getDefault().getLaunchManager().removeLaunch(ending);
        }
        DebugPlugin.getDefault().removeDebugEventListener(this);
        IBreakpointManager breakpoints = DebugPlugin.getDefault().getBreakpointManager();
        breakpoints.removeBreakpoints(breakpoints.getBreakpoints(), true);
    }
}
