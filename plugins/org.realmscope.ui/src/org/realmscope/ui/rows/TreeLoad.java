package org.realmscope.ui.rows;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executor;
import java.util.function.Consumer;
import org.eclipse.jdt.annotation.Nullable;

/** What is being read of a tree; can be given up as a whole. Begun and given up on the UI thread. */
final class TreeLoad<T> {
    /** Rows of one list that a refresh reads anew; the following ones come when they are looked at. */
    private static final int MOST_REREAD = 16_384;

    private final TreeSource<T> source;
    private final Map<Object, @Nullable Boolean> choices;
    private final Executor ui;
    private final Consumer<Throwable> failures;
    /** The choices when this began. */
    private final Map<Object, @Nullable Boolean> chosen;

    /** For rows that are shown. Confined to the UI thread. */
    private final Map<Node<T>, @Nullable CompletableFuture<Batch<T>>> requests = new IdentityHashMap<>();
    /** For rows that nobody sees yet. */
    private final Set<CompletableFuture<?>> unseen = ConcurrentHashMap.newKeySet();

    private volatile boolean cancelled;

    TreeLoad(TreeSource<T> source, Map<Object, @Nullable Boolean> choices, Executor ui, Consumer<Throwable> failures) {
        this.source = source;
        this.choices = choices;
        this.chosen = new HashMap<>(choices);
        this.ui = ui;
        this.failures = failures;
    }

    /**
     * Reads at least {@code wanted} rows below a row if there are so many, and what is below those that are open. Goes
     * on from answer to answer on the thread that reads them, since nobody sees the rows yet: on the UI thread each
     * step would have to wait behind what the platform does there after a stop.
     */
    CompletableFuture<Void> all(Node<T> node, int wanted) {
        CompletableFuture<Batch<T>> request = source.children(node.row, node.next);
        unseen.add(request);
        if (cancelled) {
            request.cancel(true);
        }
        request.whenComplete((batch, failure) -> {
            unseen.remove(request);
            if (failure != null) {
                ui.execute(() -> report(failure));
            }
        });
        return request.thenCompose(batch -> {
            List<CompletableFuture<Void>> parts = new ArrayList<>();
            int from = node.children.size();
            node.add(batch);
            for (Node<T> child : node.children.subList(from, node.children.size())) {
                if (opens(child, chosen)) {
                    parts.add(all(child, 1));
                }
            }
            if (node.next != null && node.children.size() < Math.min(wanted, MOST_REREAD)) {
                parts.add(all(node, wanted));
            }
            return CompletableFuture.allOf(parts.toArray(CompletableFuture[]::new));
        });
    }

    /** Reads the next rows below a row, unless they are under way, and then runs {@code done}. */
    CompletableFuture<?> more(Node<T> node, Runnable done) {
        CompletableFuture<Batch<T>> open = requests.get(node);
        if (open != null) {
            return open.handleAsync((batch, failure) -> node, ui);
        }
        int from = node.children.size();
        return batch(node)
                .handleAsync(
                        (batch, failure) -> {
                            if (failure == null && !cancelled) {
                                node.add(batch);
                                for (Node<T> child : node.children.subList(from, node.children.size())) {
                                    if (opens(child, choices)) {
                                        more(child, done);
                                    }
                                }
                                done.run();
                            }
                            return node;
                        },
                        ui);
    }

    /** Gives up everything. */
    void cancel() {
        cancelled = true;
        new ArrayList<>(requests.values()).forEach(request -> {
            if (request != null) {
                request.cancel(true);
            }
        });
        requests.clear();
        unseen.forEach(request -> request.cancel(true));
    }

    private CompletableFuture<Batch<T>> batch(Node<T> node) {
        CompletableFuture<Batch<T>> request = source.children(node.row, node.next);
        requests.put(node, request);
        request.whenCompleteAsync((batch, failure) -> ended(node, failure), ui);
        return request;
    }

    private void ended(Node<T> node, @Nullable Throwable failure) {
        requests.remove(node);
        report(failure);
    }

    private void report(@Nullable Throwable failure) {
        if (failure != null && !cancelled && !Requests.isCancelled(failure)) {
            failures.accept(failure);
        }
    }

    private boolean opens(Node<T> node, Map<Object, @Nullable Boolean> by) {
        @Nullable T row = node.row;
        if (row == null || !source.isBranch(row)) {
            return false;
        }
        Boolean choice = by.get(source.key(row));
        node.open = choice == null ? source.isOpenAtFirst(row) : choice.booleanValue();
        return node.open;
    }
}
