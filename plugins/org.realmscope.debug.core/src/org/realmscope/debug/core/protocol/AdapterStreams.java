package org.realmscope.debug.core.protocol;

import java.io.InputStream;
import java.io.OutputStream;

/** The two directions of a connection to an adapter; always the same two objects. */
public interface AdapterStreams {
    /** What the adapter sends. */
    InputStream input();

    /** What the adapter gets. */
    OutputStream output();
}
