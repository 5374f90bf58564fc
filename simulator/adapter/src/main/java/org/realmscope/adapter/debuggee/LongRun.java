package org.realmscope.adapter.debuggee;

import org.eclipse.lsp4j.debug.ProgressEndEventArguments;
import org.eclipse.lsp4j.debug.ProgressStartEventArguments;
import org.eclipse.lsp4j.debug.ProgressUpdateEventArguments;
import org.jspecify.annotations.Nullable;

/** Shows the client how far something has come, once it takes long. */
final class LongRun {
    private static final long SILENT_NANOS = 500_000_000;
    private static final long UPDATE_NANOS = 250_000_000;

    private final Client client;
    private final String id;
    private final String title;
    private final long start = System.nanoTime();
    private long lastUpdate = start;
    private boolean shown;

    LongRun(Client client, String id, String title) {
        this.client = client;
        this.id = id;
        this.title = title;
    }

    String id() {
        return id;
    }

    /** @param percentage how much is done, null if that is not known */
    void update(String message, @Nullable Double percentage) {
        long now = System.nanoTime();
        if (!client.showsProgress() || now - start < SILENT_NANOS) {
            return;
        }
        if (!shown) {
            shown = true;
            lastUpdate = now;
            ProgressStartEventArguments event = new ProgressStartEventArguments();
            event.setProgressId(id);
            event.setTitle(title);
            event.setCancellable(true);
            event.setMessage(message);
            event.setPercentage(percentage);
            client.events().progressStart(event);
        } else if (now - lastUpdate >= UPDATE_NANOS) {
            lastUpdate = now;
            ProgressUpdateEventArguments event = new ProgressUpdateEventArguments();
            event.setProgressId(id);
            event.setMessage(message);
            event.setPercentage(percentage);
            client.events().progressUpdate(event);
        }
    }

    void end() {
        if (shown) {
            ProgressEndEventArguments event = new ProgressEndEventArguments();
            event.setProgressId(id);
            client.events().progressEnd(event);
        }
    }
}
