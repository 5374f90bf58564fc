package org.realmscope.ui.view;

/** A view that can show addresses when others point there. */
public interface AddressTarget {
    /** Selects what it has of the addresses. */
    void reveal(RealmAddress address);
}
