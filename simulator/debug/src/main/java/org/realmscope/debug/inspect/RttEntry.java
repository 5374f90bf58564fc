package org.realmscope.debug.inspect;

/**
 * An RTT entry.
 *
 * @param ipa first IPA that it describes
 * @param size bytes that it describes
 * @param level of its table
 * @param table physical address of its table
 * @param index in its table
 * @param hipas host IPA state
 * @param ripas meaningful for Protected entries that are not tables
 * @param outputAddress of ASSIGNED and ASSIGNED_NS, of the next table of TABLE, else 0
 * @param attributes MemAttr and S2AP of ASSIGNED_NS as RMI_RTT_MAP_UNPROTECTED takes them, else 0
 * @param descriptor as the MMU walks it
 */
public record RttEntry(
        long ipa,
        long size,
        int level,
        long table,
        int index,
        Hipas hipas,
        Ripas ripas,
        long outputAddress,
        long attributes,
        long descriptor) {
    private static final int PAGE_LEVEL = 3;

    public boolean isTable() {
        return hipas == Hipas.TABLE;
    }

    /** Whether memory of the realm is mapped by one entry above the page level. */
    public boolean isBlock() {
        return level < PAGE_LEVEL && (hipas == Hipas.ASSIGNED || hipas == Hipas.ASSIGNED_NS);
    }

    /** Whether the entry says where memory is. */
    public boolean isAssigned() {
        return hipas == Hipas.ASSIGNED || hipas == Hipas.ASSIGNED_NS;
    }
}
