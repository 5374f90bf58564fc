package org.realmscope.protocol;

import java.util.concurrent.CompletableFuture;
import org.eclipse.lsp4j.jsonrpc.services.JsonRequest;

/** Breakpoints and movements that the Debug Adapter Protocol has no words for, and moments of the past. */
public interface RunRequests {
    /** Sets breakpoints in place of those that this request set before; those of the standard requests stay. */
    @JsonRequest("realmscope/setBreakpoints")
    CompletableFuture<SetRichBreakpointsResponse> setRichBreakpoints(SetRichBreakpointsArguments arguments);

    /** Runs to the next event of a kind, or back to the latest earlier one. A {@code stopped} event follows. */
    @JsonRequest("realmscope/runTo")
    CompletableFuture<Void> runTo(RunToArguments arguments);

    /** Goes to a moment of the known run. A {@code stopped} event follows. */
    @JsonRequest("realmscope/goTo")
    CompletableFuture<Void> goTo(GoToArguments arguments);

    /** Opens a moment of the past beside the live machine; its PEs appear as threads that cannot be resumed. */
    @JsonRequest("realmscope/openMoment")
    CompletableFuture<MomentInfo> openMoment(OpenMomentArguments arguments);

    /** Closes a moment. */
    @JsonRequest("realmscope/closeMoment")
    CompletableFuture<Void> closeMoment(CloseMomentArguments arguments);
}
