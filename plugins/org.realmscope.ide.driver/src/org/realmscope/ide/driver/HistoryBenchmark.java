package org.realmscope.ide.driver;

import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicReference;
import org.eclipse.core.runtime.CoreException;
import org.realmscope.ui.faults.FaultView;
import org.realmscope.ui.grid.Grid;

/**
 * How long the Stage-2 Fault History takes to sort, filter and scroll a million faults of a realm, painted. Prints a
 * line {@code NAME VALUE} for each figure, in milliseconds.
 */
record HistoryBenchmark(Path directory) implements Task {
    private static final int FAULTS = 1_000_000;
    private static final int PLACES = 100;
    private static final int DEADLINE_SECONDS = 600;
    private static final String GRID = "Stage 2 faults";
    private static final String SCENARIO = """
        scenario "A million faults: shared pages age over and over"

        platform { limit 100_000_000_000 }
        host { age_unprotected on }

        realm realm0 {
            ipa_bits 36
            slot ram 0 .. 64 MiB backing anon

            vcpu vcpu0 {
                repeat 62_500 {
                    for page in shared 0x40_0000 .. 0x41_0000 step 4 KiB { store 1 to page }
                    host_call 1 ()
                }
            }
        }

        vmm {
            on host_call 1 { age realm0 0x40_0000 .. 0x41_0000 }
        }
        """;

    @Override
    public void run(Desktop desktop, PrintStream out) throws CoreException, IOException {
        Path scenario = directory.resolve("million-faults.rme");
        Files.writeString(scenario, SCENARIO);
        desktop.openPerspective();
        try (ScenarioRun run = ScenarioRun.start(desktop, scenario)) {
            run.awaitStop(DEADLINE_SECONDS);
            run.awaitShown();
            out.println("million-recorded " + run.stopNanos() / 1_000_000);
            AtomicReference<CompletableFuture<Long>> refreshed = new AtomicReference<>(new CompletableFuture<>());
            desktop.onView(
                    FaultView.ID,
                    FaultView.class,
                    view -> view.onRefreshed(() -> {
                        desktop.paint();
                        refreshed.get().complete(System.nanoTime());
                    }));
            desktop.settle(2000);
            Faults faults = new Faults(desktop, refreshed);
            out.println("million-search-words " + faults.filter("rtt_map_unprotected"));
            out.println("million-search-nothing " + faults.filter("destroyed"));
            out.println("million-filter-range " + faults.filter("0x405000-0x406000 access=write"));
            out.println("million-all-again " + faults.filter(""));
            out.println("million-sort-number " + faults.sort("hostInstructions"));
            out.println("million-sort-text " + faults.sort("resolution"));
            out.println("million-unsorted " + faults.sort("resolution", "resolution"));
            faults.scroll(out);
        }
    }

    /** What is done in the view. */
    private record Faults(Desktop desktop, AtomicReference<CompletableFuture<Long>> refreshed) {
        private long timed(Runnable action) throws CoreException {
            CompletableFuture<Long> next = new CompletableFuture<>();
            refreshed.set(next);
            long begin = System.nanoTime();
            desktop.later(action);
            return (Desktop.get(next, "refreshed history") - begin) / 1_000_000;
        }

        long filter(String words) throws CoreException {
            return timed(() -> desktop.filter(GRID, words));
        }

        long sort(String... columns) throws CoreException {
            long last = 0;
            for (String column : columns) {
                last = timed(() -> sort(desktop.grid(GRID), column));
            }
            return last;
        }

        private static <T> void sort(Grid<T> grid, String column) {
            grid.columns().all().stream()
                    .filter(each -> each.id().equals(column))
                    .findFirst()
                    .ifPresent(grid::sortBy);
        }

        /** Goes to places all over the list, and through it page by page. */
        void scroll(PrintStream out) throws CoreException {
            long begin = System.nanoTime();
            for (int place = 0; place < PLACES; place++) {
                int row = (int) (place * 7_919_993L % FAULTS);
                desktop.later(() -> desktop.grid(GRID).select(row));
                desktop.until(() -> desktop.grid(GRID).focusRow() != null);
                desktop.later(desktop::paint);
            }
            out.println("million-jump-mean " + (System.nanoTime() - begin) / PLACES / 1_000_000);
            CompletableFuture<Long> scrolled = new CompletableFuture<>();
            desktop.later(() -> scrolled.complete(scrollPages()));
            out.println("million-scroll-mean " + Desktop.get(scrolled, "end of scrolling") / PLACES / 1_000_000);
        }

        /** Nanoseconds for so many pages, each painted; their rows come later. */
        private long scrollPages() {
            Grid<?> grid = desktop.grid(GRID);
            grid.select(0);
            desktop.paint();
            long begin = System.nanoTime();
            for (int page = 1; page <= PLACES; page++) {
                grid.select(page * 25);
                desktop.paint();
            }
            return System.nanoTime() - begin;
        }
    }
}
