package org.realmscope.adapter.request;

import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.eclipse.lsp4j.debug.Capabilities;

/** The handlers of all requests that are supported, and what follows from which there are. */
public final class HandlerTable {
    private final Map<String, RequestHandler<?, ?>> handlers = new TreeMap<>();

    /** @param all one for each request */
    public HandlerTable(Collection<? extends RequestHandler<?, ?>> all) {
        for (RequestHandler<?, ?> handler : all) {
            String name = handler.command().name();
            if (handlers.put(name, handler) != null) {
                throw new IllegalArgumentException("two handlers of " + name);
            }
        }
    }

    /** Names of the requests that are supported, ascending. */
    public List<String> commands() {
        return List.copyOf(handlers.keySet());
    }

    /** What clients can do. */
    public Capabilities capabilities() {
        Capabilities capabilities = new Capabilities();
        handlers.values().forEach(handler -> handler.declare(capabilities));
        return capabilities;
    }

    /**
     * The handler of a request.
     *
     * @throws RequestError if there is none
     */
    // A handler is stored under the name of the command that has its types.
    @SuppressWarnings("unchecked")
    <P, R> RequestHandler<P, R> get(Command<P, R> command) {
        RequestHandler<?, ?> handler = handlers.get(command.name());
        if (handler == null) {
            throw new RequestError(ErrorCode.NOT_SUPPORTED, "the adapter does not support '" + command.name() + "'");
        }
        return (RequestHandler<P, R>) handler;
    }
}
