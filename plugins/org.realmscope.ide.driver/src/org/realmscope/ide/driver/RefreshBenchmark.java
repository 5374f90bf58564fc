package org.realmscope.ide.driver;

import java.io.PrintStream;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import org.eclipse.core.runtime.CoreException;
import org.realmscope.debug.core.breakpoints.CallBreakpoint;
import org.realmscope.debug.core.model.RealmThread;
import org.realmscope.debug.core.state.RealmState;
import org.realmscope.debug.core.state.RealmStateListener;
import org.realmscope.ui.view.RealmView;

/**
 * How long it takes from a stop until a view that is in sight shows it, painted, after single steps of a thread. Views
 * that are open behind it read the machine too, and those that the perspective shows beside it. Prints a line
 * {@code NAME VALUE} for each figure, in milliseconds.
 */
record RefreshBenchmark(Path scenario) implements Task {
    private static final List<String> VIEWS = List.of("rtt", "ripas", "granules", "faults", "rmi", "compare");
    private static final String ID = "org.realmscope.ui.";
    private static final int WARM_UP = 5;
    private static final int STEPS = 20;

    @Override
    public void run(Desktop desktop, PrintStream out) throws CoreException {
        desktop.openPerspective();
        CallBreakpoint breakpoint = CallBreakpoint.at(InstallationCheck.CALL, Map.of());
        try (ScenarioRun run = ScenarioRun.start(desktop, scenario)) {
            RealmThread thread = run.awaitStop();
            run.awaitShown();
            breakpoint.setEnabled(false);
            measure(desktop, out, run, thread);
        }
    }

    private static void measure(Desktop desktop, PrintStream out, ScenarioRun run, RealmThread thread)
            throws CoreException {
        Map<String, Refreshes> views = new LinkedHashMap<>();
        for (String name : VIEWS) {
            Refreshes refreshes = new Refreshes(desktop);
            views.put(name, refreshes);
            desktop.onView(ID + name, RealmView.class, view -> view.onRefreshed(refreshes::refreshed));
        }
        Stop stop = new Stop();
        run.target().state().addListener(stop);
        for (Map.Entry<String, Refreshes> view : views.entrySet()) {
            desktop.show(ID + view.getKey());
            desktop.settle(1000);
            long[] nanos = new long[STEPS];
            for (int i = -WARM_UP; i < STEPS; i++) {
                view.getValue().await();
                run.move(thread::stepInto);
                nanos[Math.max(0, i)] = view.getValue().get() - stop.time;
                // As people do: the next step comes when everything is quiet again.
                desktop.settle(200);
            }
            print(out, view.getKey(), nanos);
        }
        run.target().state().removeListener(stop);
    }

    private static void print(PrintStream out, String name, long[] nanos) {
        Arrays.sort(nanos);
        out.println("refresh-" + name + "-median " + nanos[STEPS / 2] / 1_000_000);
        out.println("refresh-" + name + "-worst " + nanos[STEPS - 1] / 1_000_000);
    }

    /** Notes when the machine stopped. */
    private static final class Stop implements RealmStateListener {
        private volatile long time;

        @Override
        public void stateChanged(RealmState state, Change change) {
            if (change == Change.STOPPED) {
                time = System.nanoTime();
            }
        }
    }

    /** The next time at which a view shows what it has read. */
    private static final class Refreshes {
        private final Desktop desktop;
        private volatile CompletableFuture<Long> next = new CompletableFuture<>();

        Refreshes(Desktop desktop) {
            this.desktop = desktop;
        }

        void await() {
            next = new CompletableFuture<>();
        }

        void refreshed() {
            desktop.paint();
            next.complete(System.nanoTime());
        }

        long get() throws CoreException {
            return Desktop.get(next, "refreshed view");
        }
    }
}
