package org.realmscope.adapter.request;

import java.util.concurrent.CompletableFuture;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** Takes each request to its handler, on the thread and at the time that its {@link Lane} says. */
public final class RequestDispatcher {
    private final HandlerTable table;
    private final MachineThread machineThread;
    private final Consumer<Throwable> lost;

    /** @param lost hears of failures after a response has been sent */
    public RequestDispatcher(HandlerTable table, MachineThread machineThread, Consumer<Throwable> lost) {
        this.table = table;
        this.machineThread = machineThread;
        this.lost = lost;
    }

    /** Has a request handled; the result completes with the body of its response, or with why there is none. */
    public <P, R> CompletableFuture<R> send(Command<P, R> command, @Nullable P arguments) {
        RequestHandler<P, R> handler = table.get(command);
        P given = arguments == null ? absent(command) : arguments;
        CompletableFuture<R> result = new CompletableFuture<>();
        switch (handler.lane()) {
            case AT_ONCE -> answer(result, () -> handler.handle(given));
            case ALWAYS -> machineThread.submitAlways(() -> answer(result, () -> handler.handle(given)));
            case ANY_TIME -> machineThread.submit(() -> answer(result, () -> handler.handle(given)));
            case STOPPED -> machineThread.submitAlways(() -> answer(result, () -> handleStopped(handler, given)));
            case ENDS_RUN -> machineThread.submitLast(() -> answer(result, () -> handler.handle(given)));
        }
        return result;
    }

    private static <P, R> P absent(Command<P, R> command) {
        Supplier<P> absent = command.absent();
        if (absent == null) {
            throw RequestError.argument("'" + command.name() + "' needs arguments");
        }
        return absent.get();
    }

    private <P, R> Answer<R> handleStopped(RequestHandler<P, R> handler, P arguments) {
        if (machineThread.isRunning()) {
            throw new RequestError(ErrorCode.MACHINE_RUNS, "the machine runs; pause it first");
        }
        return handler.handle(arguments);
    }

    private <R> void answer(CompletableFuture<R> result, Supplier<Answer<R>> handling) {
        if (result.isCancelled()) {
            return;
        }
        CompletableFuture<Answer<R>> handled = CompletableFuture.supplyAsync(handling, Runnable::run);
        if (handled.isCompletedExceptionally()) {
            result.completeExceptionally(handled.exceptionNow());
            return;
        }
        Answer<R> answer = handled.resultNow();
        result.complete(answer.response());
        CompletableFuture<Void> afterwards = CompletableFuture.runAsync(answer.afterwards(), Runnable::run);
        if (afterwards.isCompletedExceptionally()) {
            lost.accept(afterwards.exceptionNow());
        }
    }
}
