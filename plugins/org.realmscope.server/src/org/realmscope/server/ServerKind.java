package org.realmscope.server;

/** What a server serves. */
public enum ServerKind {
    /** Debug Adapter Protocol on standard input and output. */
    DEBUG_ADAPTER("debug-adapter"),
    /** Language Server Protocol on standard input and output. */
    LANGUAGE_SERVER("language-server");

    private final String subcommand;

    ServerKind(String subcommand) {
        this.subcommand = subcommand;
    }

    /** The subcommand of Realmscope's command line. */
    public String subcommand() {
        return subcommand;
    }
}
