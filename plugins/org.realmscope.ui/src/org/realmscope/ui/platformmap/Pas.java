package org.realmscope.ui.platformmap;

/** A physical address space (PAS) that a region of the default map starts in. */
public enum Pas {
    /** Accessible to all worlds. */
    NON_SECURE("Non-secure", "icons/pas_nonsecure.svg"),
    /** Accessible to Realm and Root world. */
    REALM("Realm", "icons/pas_realm.svg"),
    /** Accessible to Root world alone. */
    ROOT("Root", "icons/pas_root.svg");

    private final String label;
    private final String icon;

    Pas(String label, String icon) {
        this.label = label;
        this.icon = icon;
    }

    /** Arm's name of the address space. */
    public String label() {
        return label;
    }

    /** Path of its icon inside this plug-in. */
    String icon() {
        return icon;
    }
}
