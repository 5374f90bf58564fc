package org.realmscope.adapter.gdb;

import java.io.Serial;

/** A packet that cannot be answered as it wishes; the message says why, for the user of gdb. */
final class PacketError extends RuntimeException {
    @Serial
    private static final long serialVersionUID = 1L;

    PacketError(String message) {
        super(message);
    }
}
