package org.realmscope.adapter.request;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import org.eclipse.lsp4j.debug.CancelArguments;
import org.eclipse.lsp4j.debug.ThreadsResponse;
import org.eclipse.lsp4j.jsonrpc.MessageConsumer;
import org.eclipse.lsp4j.jsonrpc.debug.messages.DebugNotificationMessage;
import org.eclipse.lsp4j.jsonrpc.debug.messages.DebugRequestMessage;
import org.eclipse.lsp4j.jsonrpc.debug.messages.DebugResponseMessage;
import org.eclipse.lsp4j.jsonrpc.messages.CancelParams;
import org.eclipse.lsp4j.jsonrpc.messages.Message;
import org.eclipse.lsp4j.jsonrpc.messages.NotificationMessage;
import org.eclipse.lsp4j.jsonrpc.messages.RequestMessage;
import org.junit.jupiter.api.Test;

class CancellationTest {
    private final List<Message> passed = new ArrayList<>();
    private final MessageConsumer consumer = new Cancellations().follow(passed::add);

    private void request(int id, String command, Object arguments) {
        DebugRequestMessage message = new DebugRequestMessage();
        message.setId(id);
        message.setMethod(command);
        message.setParams(arguments);
        consumer.consume(message);
    }

    private void response(int id) {
        DebugResponseMessage message = new DebugResponseMessage();
        message.setId(id);
        message.setResponseId(1000 + id);
        consumer.consume(message);
    }

    private void cancellation(int id) {
        CancelParams which = new CancelParams();
        which.setId(id);
        DebugNotificationMessage message = new DebugNotificationMessage();
        message.setMethod("$/cancelRequest");
        message.setParams(which);
        consumer.consume(message);
    }

    private static CancelArguments ofRequest(int id) {
        CancelArguments arguments = new CancelArguments();
        arguments.setRequestId(id);
        return arguments;
    }

    @Test
    void cancellationOfAnAnsweredRequestMeansNothing() {
        request(1, "threads", null);
        response(1);
        passed.clear();

        cancellation(1);
        cancellation(7);

        assertEquals(List.of(), passed);
    }

    @Test
    void cancellationOfARequestThatWaitsIsPassedOn() {
        request(1, "threads", null);
        passed.clear();

        cancellation(1);

        assertEquals(1, passed.size());
    }

    @Test
    void cancelRequestCancelsTheRequestThatItNames() {
        request(1, "threads", null);
        passed.clear();

        request(2, "cancel", ofRequest(1));

        NotificationMessage cancelled = (NotificationMessage) passed.getFirst();
        assertEquals("$/cancelRequest", cancelled.getMethod());
        assertEquals("1", ((CancelParams) cancelled.getParams()).getId());
        assertEquals("cancel", ((RequestMessage) passed.getLast()).getMethod());
    }

    @Test
    void cancelRequestThatComesTooLateCancelsNothing() {
        request(1, "threads", null);
        response(1);
        passed.clear();

        request(2, "cancel", ofRequest(1));

        assertEquals(1, passed.size());
    }

    @Test
    void requestThatIsCancelledWhileItWaitsIsNotHandled() throws InterruptedException {
        List<String> handled = new ArrayList<>();
        RequestHandler<List<Void>, ThreadsResponse> handler = new RequestHandler<>() {
            @Override
            public Command<List<Void>, ThreadsResponse> command() {
                return Commands.THREADS;
            }

            @Override
            public Answer<ThreadsResponse> handle(List<Void> arguments) {
                handled.add("threads");
                return Answer.of(new ThreadsResponse());
            }
        };
        CountDownLatch asked = new CountDownLatch(1);
        CountDownLatch done = new CountDownLatch(1);
        try (MachineThread thread = new MachineThread()) {
            RequestDispatcher dispatcher = new RequestDispatcher(
                    new HandlerTable(List.of(handler)), thread, lost -> handled.add(lost.toString()));
            thread.submit(() -> {
                try {
                    asked.await();
                } catch (InterruptedException e) {
                    throw new AssertionError(e);
                }
            });
            CompletableFuture<ThreadsResponse> first = dispatcher.send(Commands.THREADS, List.of());
            CompletableFuture<ThreadsResponse> second = dispatcher.send(Commands.THREADS, List.of());
            first.cancel(true);
            asked.countDown();
            thread.submitLast(done::countDown);
            done.await();

            assertTrue(first.isCancelled());
            assertFalse(second.isCancelled());
            assertEquals(List.of("threads"), handled);
        }
    }
}
