package org.realmscope.debug.core.model;

import java.util.concurrent.CompletableFuture;
import java.util.function.Supplier;
import org.eclipse.jdt.annotation.Nullable;

/**
 * Sends what moves the machine and what pauses it in the order in which people asked for it: a pause that overtook the
 * movement that it is meant for would find a machine that stands still, and do nothing.
 */
final class Movements {
    /** Completes when the latest movement has been sent. Guarded by this, as what follows. */
    private CompletableFuture<?> sent = CompletableFuture.completedFuture(null);

    private boolean isPauseAsked;

    /**
     * Moves the machine because people want it.
     *
     * @param ready completes when the adapter may be asked
     * @param request sends the request
     * @return completes with its answer
     */
    synchronized <T> CompletableFuture<T> move(CompletableFuture<?> ready, Supplier<CompletableFuture<T>> request) {
        isPauseAsked = false;
        CompletableFuture<CompletableFuture<T>> next = ready.thenApply(known -> request.get());
        sent = next;
        return next.thenCompose(answer -> answer);
    }

    /**
     * Moves the machine on from a stop that people are not to see.
     *
     * @return completes with the answer; null if people have asked for a pause since the movement before, and this stop
     *     is one
     */
    synchronized @Nullable CompletableFuture<?> goOn(Supplier<CompletableFuture<?>> request) {
        return isPauseAsked ? null : request.get();
    }

    /**
     * Pauses the machine, when the movement before has been sent.
     *
     * @return completes with the answer
     */
    synchronized CompletableFuture<?> pause(Supplier<CompletableFuture<?>> request) {
        isPauseAsked = true;
        // What could not be sent moves nothing; what moves nevertheless has to be stopped.
        return sent.handle((movement, failure) -> null).thenCompose(known -> request.get());
    }
}
