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
    private boolean isClosed;

    /** The same consumer, of which each message takes its turn. */
    public MessageConsumer inTurn(MessageConsumer consumer) {
        return message -> {
            lock.lock();
            try {
                if (!isClosed) {
                    consumer.consume(message);
                }
            } finally {
                lock.unlock();
            }
        };
    }

    /** The client leaves: what is being dispatched or written is finished, and nothing more is. */
    public void close() {
        lock.lock();
        try {
            isClosed = true;
        } finally {
            lock.unlock();
        }
    }
}
