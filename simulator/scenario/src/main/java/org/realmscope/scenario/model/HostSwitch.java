package org.realmscope.scenario.model;

import java.util.List;

/** The switches of the host's fault code; number and values are those of the VMM port ({@code docs/vmm-port.md}). */
public enum HostSwitch {
    BEHAVIOUR("behaviour", "rfc", "today"),
    READONLY_UNPROTECTED("readonly_unprotected", "rfc", "naive", "fixed", "today"),
    BLOCK_MAPPINGS("block_mappings", "off", "follow-user", "opportunistic"),
    AGE_UNPROTECTED("age_unprotected", "off", "on"),
    RACE("race", "rfc", "today"),
    DEBUG_VM("debug_vm", "off", "on"),
    UNMAP_ALIAS("unmap_alias", "rfc", "both");

    private final String text;
    private final List<String> valueNames;

    HostSwitch(String text, String... values) {
        this.text = text;
        this.valueNames = List.of(values);
    }

    /** The name as it is written. */
    public String text() {
        return text;
    }

    /** The values as they are written; the index is the value. */
    public List<String> valueNames() {
        return valueNames;
    }

    /** The switch's number in the VMM port. */
    public int number() {
        return ordinal();
    }
}
