package org.realmscope.protocol;

import java.util.concurrent.CompletableFuture;
import org.eclipse.lsp4j.jsonrpc.services.JsonRequest;

/** What the machine holds, now or at an open moment. */
public interface StateRequests {
    /** PEs, realms with their RECs, and how much has been recorded. */
    @JsonRequest("realmscope/machine")
    CompletableFuture<MachineSummary> machine(MomentArguments arguments);

    /** The entries of one translation table of a realm. */
    @JsonRequest("realmscope/rttEntries")
    CompletableFuture<RttEntriesResponse> rttEntries(RttEntriesArguments arguments);

    /** The entries that the walk of an IPA reads, from the starting level on. */
    @JsonRequest("realmscope/rttWalk")
    CompletableFuture<RttEntriesResponse> rttWalk(RttWalkArguments arguments);

    /** What the leaf entries of an IPA range say, run-length encoded. */
    @JsonRequest("realmscope/rttMap")
    CompletableFuture<RttMapResponse> rttMap(IpaRangeArguments arguments);

    /** RIPAS of the Protected part of an IPA range, run-length encoded. */
    @JsonRequest("realmscope/ripasMap")
    CompletableFuture<RipasMapResponse> ripasMap(IpaRangeArguments arguments);

    /** What granules are used for, run-length encoded. */
    @JsonRequest("realmscope/granules")
    CompletableFuture<GranulesResponse> granules(GranulesArguments arguments);

    /** What differs between two moments, of which each is open or the present. */
    @JsonRequest("realmscope/compare")
    CompletableFuture<CompareResponse> compare(CompareArguments arguments);
}
