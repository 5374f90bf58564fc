package org.realmscope.ui.map;

/** Something that is at addresses. */
public interface Ranged {
    /** The addresses. */
    AddressRange range();
}
