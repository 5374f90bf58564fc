package org.realmscope.scenario.run;

/** An abort that a realm itself sees, at its own vector. */
enum RealmAbort {
    EXTERNAL("an external abort from the RMM", "external_abort"),
    GRANULE_PROTECTION(
            "a granule protection fault, as the page behind the address is another world's",
            "granule_protection_fault"),
    OTHER("an abort", "");

    private final String text;
    private final String outcome;

    RealmAbort(String text, String outcome) {
        this.text = text;
        this.outcome = outcome;
    }

    /** What it is, in words. */
    String text() {
        return text;
    }

    /** How a step says that it expects one; empty if it cannot. */
    String outcome() {
        return outcome;
    }
}
