package org.realmscope.adapter.debuggee;

import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.function.Function;
import org.eclipse.lsp4j.debug.Breakpoint;
import org.realmscope.adapter.request.RequestError;
import org.realmscope.debug.control.BreakpointRequest;
import org.realmscope.debug.control.BreakpointStatus;
import org.realmscope.platform.UserError;

/**
 * Sets the breakpoints of a request. One of which something is not understood becomes a breakpoint that is not
 * verified and says why; the others are set.
 */
public final class BreakpointBuilder {
    private final List<BreakpointRequest> requests = new ArrayList<>();
    /** For each breakpoint why it is refused, or an empty text. */
    private final List<String> refusals = new ArrayList<>();

    /** Makes the request of a breakpoint. */
    @FunctionalInterface
    public interface Part {
        /** @throws UserError if something is not understood */
        BreakpointRequest request();
    }

    /** Adds a breakpoint. */
    // The user's mistake in one breakpoint must not keep the others from being set.
    public void add(Part part) {
        try {
            requests.add(part.request());
            refusals.add("");
        } catch (UserError | RequestError mistake) {
            refusals.add(String.valueOf(mistake.getMessage()));
        }
    }

    /**
     * Sets them.
     *
     * @param accepted makes the answer of one that is set
     * @param refused makes the answer of one that is not
     * @return one answer for each, in the same order
     */
    public <T> List<T> set(
            BreakpointBoard board, String origin, Function<BreakpointStatus, T> accepted, Function<String, T> refused) {
        Iterator<BreakpointStatus> statuses = board.set(origin, requests).iterator();
        return refusals.stream()
                .map(refusal -> refusal.isEmpty() ? accepted.apply(statuses.next()) : refused.apply(refusal))
                .toList();
    }

    /** The same, with answers of the Debug Adapter Protocol. */
    public List<Breakpoint> set(Debuggee debuggee, Client client, String origin) {
        BreakpointText text = new BreakpointText(debuggee, client);
        return set(debuggee.breakpoints(), origin, text::breakpoint, BreakpointText::refused);
    }
}
