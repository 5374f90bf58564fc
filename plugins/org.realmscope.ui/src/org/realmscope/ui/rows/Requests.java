package org.realmscope.ui.rows;

import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.function.Function;

/** Answers made of answers, such that who gives up the one gives up the other. */
public final class Requests {
    private Requests() {}

    /** What {@code change} makes of an answer. */
    public static <A, B> CompletableFuture<B> map(CompletableFuture<A> request, Function<A, B> change) {
        CompletableFuture<B> changed = request.thenApply(change);
        cancelWith(changed, request);
        return changed;
    }

    /** The answer to a request that is made of an answer. */
    public static <A, B> CompletableFuture<B> then(
            CompletableFuture<A> request, Function<A, CompletableFuture<B>> next) {
        CompletableFuture<B> last = new CompletableFuture<>();
        cancelWith(last, request);
        request.whenComplete((answer, failure) -> {
            if (failure != null) {
                last.completeExceptionally(failure);
            } else if (!last.isDone()) {
                CompletableFuture<B> second = next.apply(answer);
                cancelWith(last, second);
                second.whenComplete((done, problem) -> {
                    if (problem != null) {
                        last.completeExceptionally(problem);
                    } else {
                        last.complete(done);
                    }
                });
            }
        });
        return last;
    }

    /** Whether something failed because it was given up. */
    public static boolean isCancelled(Throwable failure) {
        return failure instanceof CancellationException
                || failure instanceof CompletionException && failure.getCause() instanceof CancellationException;
    }

    private static void cancelWith(CompletableFuture<?> outer, CompletableFuture<?> inner) {
        outer.whenComplete((done, failure) -> {
            if (outer.isCancelled()) {
                inner.cancel(true);
            }
        });
    }
}
