package org.realmscope.scenario.guest;

/** An address in the program that may be used before it is known. */
final class Label {
    private static final long UNKNOWN = -1;

    private long address = UNKNOWN;

    void bind(long to) {
        address = to;
    }

    long address() {
        if (address == UNKNOWN) {
            throw new IllegalStateException("a label that is used has no place");
        }
        return address;
    }
}
