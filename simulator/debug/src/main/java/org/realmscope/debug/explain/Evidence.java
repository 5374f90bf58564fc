package org.realmscope.debug.explain;

/**
 * A fact that an explanation rests on.
 *
 * @param source where it was seen
 * @param text in a sentence or a line
 */
public record Evidence(Source source, String text) {
    /** Where facts come from. */
    public enum Source {
        /** What the PE reported of the access. */
        FAULT("fault"),
        /** Row of the RMM's decision table for aborts. */
        DECISION("decision"),
        /** Entry of a realm's translation tables. */
        RTT("rtt"),
        /** State of a granule. */
        GRANULE("granule"),
        /** Evaluated condition of a command. */
        CONDITION("condition"),
        /** A call that was made. */
        CALL("call"),
        /** Memory slot of the virtual machine. */
        MEMSLOT("memslot"),
        /** Switch of the host. */
        SWITCH("switch"),
        /** What the host did, returned or reported. */
        HOST("host"),
        /** What happened earlier, or on another PE. */
        HISTORY("history"),
        /** Another profile of the RMM. */
        PROFILE("profile");

        private final String text;

        Source(String text) {
            this.text = text;
        }

        /** As clients see it. */
        public String text() {
            return text;
        }
    }
}
