package org.realmscope.platform;

/** The four physical address spaces of FEAT_RME. A granule belongs to the one its GPT entry names (Arm ARM D9). */
public enum PhysicalAddressSpace {
    SECURE("secure"),
    NON_SECURE("ns"),
    ROOT("root"),
    REALM("realm");

    private final String label;

    PhysicalAddressSpace(String label) {
        this.label = label;
    }

    /** Name as it is written in addresses, for example {@code ns} in {@code pa(ns):0x80000000}. */
    public String label() {
        return label;
    }
}
