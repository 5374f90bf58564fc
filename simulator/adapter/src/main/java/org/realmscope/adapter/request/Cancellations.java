package org.realmscope.adapter.request;

import java.util.TreeSet;
import org.eclipse.lsp4j.debug.CancelArguments;
import org.eclipse.lsp4j.jsonrpc.MessageConsumer;
import org.eclipse.lsp4j.jsonrpc.debug.messages.DebugNotificationMessage;
import org.eclipse.lsp4j.jsonrpc.json.MessageJsonHandler;
import org.eclipse.lsp4j.jsonrpc.messages.CancelParams;
import org.eclipse.lsp4j.jsonrpc.messages.Message;
import org.eclipse.lsp4j.jsonrpc.messages.NotificationMessage;
import org.eclipse.lsp4j.jsonrpc.messages.RequestMessage;
import org.eclipse.lsp4j.jsonrpc.messages.ResponseMessage;

/**
 * Knows which requests have no response yet. One that the client cancels, by {@code cancel} or in the way of the
 * protocol library, is answered at once as cancelled; the cancellation of one that has been answered meanwhile came too
 * late, which is no mistake, and means nothing. {@link WireOrder} lets one message through at a time.
 */
public final class Cancellations {
    private final TreeSet<String> unanswered = new TreeSet<>();

    /** The same consumer, for messages from the client and to it. */
    public MessageConsumer follow(MessageConsumer consumer) {
        return message -> {
            if (message instanceof ResponseMessage response) {
                unanswered.remove(String.valueOf(response.getId()));
            } else if (message instanceof RequestMessage request) {
                unanswered.add(String.valueOf(request.getId()));
                cancel(request, consumer);
            }
            if (!isTooLate(message)) {
                consumer.consume(message);
            }
        };
    }

    private void cancel(RequestMessage request, MessageConsumer consumer) {
        if (Commands.CANCEL.name().equals(request.getMethod())
                && request.getParams() instanceof CancelArguments arguments
                && arguments.getRequestId() != null
                && unanswered.contains(String.valueOf(arguments.getRequestId()))) {
            CancelParams which = new CancelParams();
            which.setId(String.valueOf(arguments.getRequestId()));
            DebugNotificationMessage cancellation = new DebugNotificationMessage();
            cancellation.setMethod(MessageJsonHandler.CANCEL_METHOD.getMethodName());
            cancellation.setParams(which);
            consumer.consume(cancellation);
        }
    }

    private boolean isTooLate(Message message) {
        return message instanceof NotificationMessage notification
                && notification.getParams() instanceof CancelParams which
                && !unanswered.contains(String.valueOf(which.getId()));
    }
}
