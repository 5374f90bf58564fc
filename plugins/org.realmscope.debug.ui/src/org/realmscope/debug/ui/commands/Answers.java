package org.realmscope.debug.ui.commands;

import java.util.concurrent.CompletableFuture;
import org.realmscope.debug.core.RealmDebug;
import org.realmscope.debug.core.model.RealmDebugTarget;
import org.realmscope.debug.core.protocol.ProtocolJoin;

/** What becomes of requests that nobody waits for. */
final class Answers {
    private Answers() {}

    /** Tells people what is refused. */
    static void tellRefusal(CompletableFuture<?> request, RealmDebugTarget target) {
        request.whenComplete((answer, failure) -> {
            if (failure != null) {
                RealmDebug.tell(
                        RealmDebug.error(RealmDebug.REQUEST_REFUSED, ProtocolJoin.message(failure), null), target);
            }
        });
    }
}
