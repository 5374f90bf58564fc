package org.realmscope.protocol;

import java.util.concurrent.CompletableFuture;
import org.eclipse.lsp4j.jsonrpc.services.JsonRequest;

/** Whether client and adapter understand each other. */
public interface VersionRequests {
    /** What the adapter speaks; may be asked at any time. */
    @JsonRequest("realmscope/version")
    CompletableFuture<VersionInfo> version();
}
