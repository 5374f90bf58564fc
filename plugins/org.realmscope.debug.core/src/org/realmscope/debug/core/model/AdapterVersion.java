package org.realmscope.debug.core.model;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import org.eclipse.lsp4j.jsonrpc.ResponseErrorException;
import org.realmscope.protocol.RealmscopeServer;
import org.realmscope.protocol.VersionInfo;

/** Whether an adapter speaks as this client does. */
final class AdapterVersion {
    private AdapterVersion() {}

    /** Completes exceptionally if the adapter is another version's. */
    static CompletableFuture<?> check(RealmscopeServer server) {
        // An adapter that does not know the question is an older one.
        return server.version()
                .exceptionally(AdapterVersion::older)
                .thenApply(VersionInfo::protocol)
                .thenAccept(spoken -> {
                    if (spoken != VersionInfo.CURRENT) {
                        throw new IllegalStateException(mismatch(spoken));
                    }
                });
    }

    /** An adapter that is gone is no older one. */
    private static VersionInfo older(Throwable failure) {
        Throwable cause = failure instanceof CompletionException ? failure.getCause() : failure;
        if (cause instanceof ResponseErrorException) {
            return new VersionInfo(0);
        }
        throw new CompletionException(cause);
    }

    private static String mismatch(int spoken) {
        String theirs = spoken == 0 ? "an earlier version" : "version " + spoken;
        return "The debug adapter speaks %s of Realmscope's protocol, this IDE version %d; use one of its release"
                .formatted(theirs, VersionInfo.CURRENT);
    }
}
