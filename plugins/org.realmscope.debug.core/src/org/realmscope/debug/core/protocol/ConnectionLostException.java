package org.realmscope.debug.core.protocol;

import java.io.IOException;
import org.eclipse.jdt.annotation.Nullable;

/** A request had no answer when the connection to the debug adapter ended, or came after that. */
public final class ConnectionLostException extends IOException {
    private static final long serialVersionUID = 1;

    /** @param cause why the connection ended; null if that is all that is known */
    public ConnectionLostException(@Nullable Throwable cause) {
        super("The connection to the debug adapter is closed", cause);
    }
}
