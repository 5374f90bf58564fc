package org.realmscope.protocol;

import java.util.concurrent.CompletableFuture;
import org.eclipse.lsp4j.jsonrpc.services.JsonRequest;

/** What has happened. */
public interface HistoryRequests {
    /** A page of the stage 2 faults of realms. */
    @JsonRequest("realmscope/faults")
    CompletableFuture<FaultsResponse> faults(FaultsArguments arguments);

    /** A page of everything that has happened: faults, calls, world switches, RIPAS changes. */
    @JsonRequest("realmscope/history")
    CompletableFuture<HistoryResponse> history(HistoryArguments arguments);

    /** A page of the RMI calls. */
    @JsonRequest("realmscope/rmiCalls")
    CompletableFuture<RmiCallsResponse> rmiCalls(RmiCallsArguments arguments);

    /** Why a fault happened and what would prevent it. */
    @JsonRequest("realmscope/explain")
    CompletableFuture<Explanation> explain(ExplainArguments arguments);
}
