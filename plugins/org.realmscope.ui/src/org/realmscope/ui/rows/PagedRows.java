package org.realmscope.ui.rows;

import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.function.Consumer;
import org.eclipse.jdt.annotation.Nullable;
import org.realmscope.ui.grid.GridModel;

/**
 * The rows of a {@link PagedSource}: keeps the pages that were looked at last, fetches those in sight, cancels what
 * went out of sight. After {@link #refresh}, pages stay until they are there anew, so that nothing flickers.
 *
 * @param <T> a row
 */
public final class PagedRows<T> implements GridModel<T> {
    /** Rows of a page. */
    static final int PAGE = 128;
    /** Pages that are kept. */
    static final int MOST_PAGES = 32;

    private final Executor ui;
    private final Consumer<Throwable> failures;
    private final Map<Integer, @Nullable Cached<T>> pages = new LinkedHashMap<>(MOST_PAGES, 0.75f, true);
    private final Map<Integer, CompletableFuture<Page<T>>> requests = new LinkedHashMap<>();
    private CompletableFuture<Void> reading = CompletableFuture.allOf();
    private Runnable listener = () -> {
        // Nobody listens yet.
    };
    private PagedSource<T> source;
    private int generation;
    private int size;
    private int shownFirst;
    private int shownCount = PAGE;

    private record Cached<T>(Page<T> page, int generation) {}

    /**
     * The rows of {@code source}, which {@link #refresh} reads.
     *
     * @param ui       runs what it is given on the UI thread
     * @param failures is told what went wrong
     */
    public PagedRows(PagedSource<T> source, Executor ui, Consumer<Throwable> failures) {
        this.source = source;
        this.ui = ui;
        this.failures = failures;
    }

    /** Reads what is in sight anew, from {@code changed}; completes on the UI thread when it is shown, or given up. */
    public CompletableFuture<Void> refresh(PagedSource<T> changed) {
        source = changed;
        generation++;
        requests.values().forEach(request -> request.cancel(true));
        requests.clear();
        reading = CompletableFuture.allOf();
        fetchShown();
        if (requests.isEmpty()) {
            request(0);
        }
        return reading;
    }

    /** Gives up what is under way. */
    public void cancel() {
        requests.values().forEach(request -> request.cancel(true));
        requests.clear();
    }

    @Override
    public int size() {
        return size;
    }

    @Override
    public @Nullable T row(int index) {
        Cached<T> cached = pages.get(index / PAGE);
        int within = index % PAGE;
        return cached == null || within >= cached.page.rows().size()
                ? null
                : cached.page.rows().get(within);
    }

    @Override
    public Object key(T row) {
        return source.key(row);
    }

    @Override
    public int indexOf(Object key) {
        int[] found = {-1};
        pages.forEach((index, cached) -> {
            List<T> rows = cached == null ? List.of() : cached.page.rows();
            for (int within = 0; within < rows.size(); within++) {
                if (source.key(rows.get(within)).equals(key)) {
                    found[0] = index * PAGE + within;
                }
            }
        });
        return found[0];
    }

    @Override
    public void showing(int first, int count) {
        shownFirst = first;
        shownCount = count;
        fetchShown();
    }

    @Override
    public void setListener(Runnable listener) {
        this.listener = listener;
    }

    private void fetchShown() {
        int from = shownFirst / PAGE;
        int to = (shownFirst + Math.max(1, shownCount) - 1) / PAGE;
        Iterator<Map.Entry<Integer, CompletableFuture<Page<T>>>> open =
                requests.entrySet().iterator();
        while (open.hasNext()) {
            Map.Entry<Integer, CompletableFuture<Page<T>>> request = open.next();
            if (request.getKey() < from || request.getKey() > to) {
                open.remove();
                request.getValue().cancel(true);
            }
        }
        for (int page = from; page <= to; page++) {
            if (page * PAGE < size) {
                request(page);
            }
        }
    }

    private void request(int page) {
        Cached<T> cached = pages.get(page);
        if (requests.containsKey(page) || cached != null && cached.generation == generation) {
            return;
        }
        int asked = generation;
        CompletableFuture<Page<T>> request = source.fetch(page * PAGE, PAGE);
        requests.put(page, request);
        CompletableFuture<Page<T>> shown =
                request.whenCompleteAsync((answer, failure) -> answered(page, asked, answer, failure), ui);
        reading = CompletableFuture.allOf(reading, shown);
    }

    private void answered(int page, int asked, @Nullable Page<T> answer, @Nullable Throwable failure) {
        if (asked != generation) {
            return;
        }
        requests.remove(page);
        if (answer != null) {
            pages.put(page, new Cached<>(answer, asked));
            if (size != answer.total()) {
                size = answer.total();
                pages.keySet().removeIf(index -> index * PAGE >= size);
            }
            Iterator<Integer> eldest = pages.keySet().iterator();
            while (pages.size() > MOST_PAGES && eldest.hasNext()) {
                eldest.next();
                eldest.remove();
            }
            listener.run();
        } else if (failure != null && !Requests.isCancelled(failure)) {
            failures.accept(failure);
        }
    }
}
