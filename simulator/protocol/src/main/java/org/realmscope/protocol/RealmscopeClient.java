package org.realmscope.protocol;

import org.eclipse.lsp4j.debug.services.IDebugProtocolClient;
import org.eclipse.lsp4j.jsonrpc.services.JsonNotification;

/** Everything that the debug adapter may tell a client. A client that does not know the last two may ignore them. */
public interface RealmscopeClient extends IDebugProtocolClient {
    /** What views show may have changed; sent when the machine stops, moves in time or is edited. */
    @JsonNotification("realmscope/changed")
    default void changed(ChangedEvent event) {}

    /** More has been recorded; sent while the machine runs, a few times a second, and when it stops. */
    @JsonNotification("realmscope/recorded")
    default void recorded(HistoryEvent event) {}
}
