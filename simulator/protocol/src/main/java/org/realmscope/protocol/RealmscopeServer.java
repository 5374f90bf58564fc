package org.realmscope.protocol;

import org.eclipse.lsp4j.debug.services.IDebugProtocolServer;

/** Everything that a client may ask of the debug adapter. */
public interface RealmscopeServer
        extends IDebugProtocolServer, VersionRequests, StateRequests, HistoryRequests, RunRequests {}
