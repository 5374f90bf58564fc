package org.realmscope.protocol;

/**
 * What an adapter speaks.
 *
 * @param protocol version of the requests and events with the prefix {@code realmscope/}
 */
public record VersionInfo(int protocol) {
    /** The version that is described here. It changes when clients and adapters no longer understand each other. */
    public static final int CURRENT = 1;
}
