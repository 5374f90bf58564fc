package org.realmscope.adapter.request;

import java.util.concurrent.locks.ReentrantLock;
import org.eclipse.lsp4j.jsonrpc.MessageConsumer;

/**
 * Keeps events behind the responses to the requests that caused them. A request is dispatched, and a message written,
 * under one lock. So when the machine's thread has completed a response and goes on to an event, the response has been
 * written: by the machine's thread, or by the reader, which holds the lock until the dispatch is over.
 */
public final class WireOrder {
    private final ReentrantLock lock = new ReentrantLock();

    /** The same consumer, of which each message takes its turn. */
    public MessageConsumer inTurn(MessageConsumer consumer) {
        return message -> {
            lock.lock();
            try {
                consumer.consume(message);
            } finally {
                lock.unlock();
            }
        };
    }
}
