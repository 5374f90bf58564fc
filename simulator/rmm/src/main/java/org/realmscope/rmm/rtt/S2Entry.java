package org.realmscope.rmm.rtt;

/**
 * An RTT entry as the VMSAv8-64 stage 2 descriptor that the MMU walks, 4 KiB granule, FEAT_S2FWB (Arm ARM D8.3). This
 * is the only class that knows where bits are.
 *
 * <table>
 * <caption>Bits of an entry</caption>
 * <tr><th>Bits</th><th>Valid descriptor</th><th>Invalid descriptor (ours)</th></tr>
 * <tr><td>1:0</td><td>01 block, 11 page or table</td><td>00</td></tr>
 * <tr><td>3:2</td><td>MemAttr[1:0]</td><td>HIPAS: 0 UNASSIGNED, 1 ASSIGNED, 2 UNASSIGNED_NS</td></tr>
 * <tr><td>5:4</td><td>MemAttr[3:2]</td><td>0</td></tr>
 * <tr><td>6:5</td><td></td><td>RIPAS: 0 EMPTY, 1 RAM, 2 DESTROYED</td></tr>
 * <tr><td>7:6</td><td>S2AP</td><td></td></tr>
 * <tr><td>9:8</td><td>SH, or with LPA2 OA[51:50]</td><td>with LPA2 OA[51:50]</td></tr>
 * <tr><td>10</td><td>AF</td><td>0</td></tr>
 * <tr><td>47:12</td><td colspan="2">OA[47:12], of an ASSIGNED entry also when it is invalid</td></tr>
 * <tr><td>49:48</td><td colspan="2">with LPA2 OA[49:48]</td></tr>
 * <tr><td>54:53</td><td>XN: 10 for ASSIGNED_NS, else 00</td><td>0</td></tr>
 * <tr><td>55</td><td>NS: 1 for ASSIGNED_NS</td><td>0</td></tr>
 * </table>
 *
 * <p>A valid descriptor with NS = 0 is ASSIGNED with RIPAS RAM. The descriptor 0 is UNASSIGNED with RIPAS EMPTY.
 */
public final class S2Entry {
    /** Bytes of an entry. */
    public static final int SIZE = 8;
    /** Entries of a table. */
    public static final int ENTRIES = 512;
    /** Last level of a walk. */
    public static final int PAGE_LEVEL = 3;
    /** Highest level at which an entry can be a block. */
    public static final int MIN_BLOCK_LEVEL = 1;

    private static final long VALID = 1;
    private static final long TABLE_OR_PAGE = 1L << 1;
    private static final int HIPAS_SHIFT = 2;
    private static final long HIPAS_MASK = 3L << HIPAS_SHIFT;
    private static final long HIPAS_ASSIGNED = 1L << HIPAS_SHIFT;
    private static final long HIPAS_UNASSIGNED_NS = 2L << HIPAS_SHIFT;
    private static final int RIPAS_SHIFT = 5;
    private static final long MEM_ATTR_MASK = 7L << 2;
    private static final long MEM_ATTR_RESERVED = 4L << 2;
    /** MemAttr[2:0] below this are Device memory, equal to it Normal Non-cacheable. */
    private static final long MEM_ATTR_NON_CACHEABLE = 5L << 2;

    private static final long MEM_ATTR_WRITE_BACK = 6L << 2;
    private static final long S2AP_MASK = 3L << 6;
    private static final long SH_OUTER = 2L << 8;
    private static final long SH_INNER = 3L << 8;
    private static final long AF = 1L << 10;
    private static final long OA_MASK = 0x0000_ffff_ffff_f000L;
    private static final long OA_49_48 = 3L << 48;
    private static final long OA_51_50 = 3L << 8;
    private static final int OA_51_50_SHIFT = 42;
    private static final long XN = 2L << 53;
    private static final long NS = 1L << 55;

    private S2Entry() {}

    /** Number of IPA bits below the entries of {@code level}. */
    public static int shift(int level) {
        return 12 + 9 * (PAGE_LEVEL - level);
    }

    /** Bytes that an entry of {@code level} describes. */
    public static long size(int level) {
        return 1L << shift(level);
    }

    // --- predicates

    public static boolean isTable(long entry, int level) {
        return level < PAGE_LEVEL && (entry & (VALID | TABLE_OR_PAGE)) == (VALID | TABLE_OR_PAGE);
    }

    public static boolean isUnassigned(long entry) {
        return (entry & (VALID | HIPAS_MASK)) == 0;
    }

    public static boolean isUnassignedNs(long entry) {
        return (entry & (VALID | HIPAS_MASK)) == HIPAS_UNASSIGNED_NS;
    }

    public static boolean isAssigned(long entry, int level) {
        return (entry & (VALID | HIPAS_MASK)) == HIPAS_ASSIGNED || isAssignedRam(entry, level);
    }

    /** Whether the MMU translates with the entry to a granule of the realm: ASSIGNED with RIPAS RAM. */
    public static boolean isAssignedRam(long entry, int level) {
        return (entry & (VALID | NS)) == VALID && !isTable(entry, level);
    }

    public static boolean isAssignedNs(long entry, int level) {
        return (entry & (VALID | NS)) == (VALID | NS) && !isTable(entry, level);
    }

    /** Whether scans for {@code top} stop at the entry: ASSIGNED, ASSIGNED_NS or TABLE. */
    public static boolean isLive(long entry) {
        return (entry & VALID) != 0 || (entry & HIPAS_MASK) == HIPAS_ASSIGNED;
    }

    public static EntryState state(long entry, int level) {
        if (isTable(entry, level)) {
            return EntryState.TABLE;
        }
        if ((entry & VALID) != 0) {
            return (entry & NS) != 0 ? EntryState.ASSIGNED_NS : EntryState.ASSIGNED;
        }
        long hipas = entry & HIPAS_MASK;
        if (hipas == HIPAS_ASSIGNED) {
            return EntryState.ASSIGNED;
        }
        return hipas == HIPAS_UNASSIGNED_NS ? EntryState.UNASSIGNED_NS : EntryState.UNASSIGNED;
    }

    /** RIPAS of an UNASSIGNED or ASSIGNED entry, encoded as in {@link Ripas}; 0 for every other. */
    public static int ripas(long entry, int level) {
        if ((entry & VALID) != 0) {
            return isAssignedRam(entry, level) ? 1 : 0;
        }
        return (int) (entry >>> RIPAS_SHIFT) & 3;
    }

    // --- fields

    /** Output address of an ASSIGNED or ASSIGNED_NS entry, or the address of the table that a TABLE entry refers to. */
    public static long outputAddress(long entry, boolean lpa2) {
        long low = entry & OA_MASK;
        return lpa2 ? low | entry & OA_49_48 | (entry & OA_51_50) << OA_51_50_SHIFT : low;
    }

    private static long addressBits(long pa, boolean lpa2) {
        return lpa2 ? pa & (OA_MASK | OA_49_48) | pa >>> OA_51_50_SHIFT & OA_51_50 : pa & OA_MASK;
    }

    /** The part of an ASSIGNED_NS entry that the host chose: address, MemAttr[2:0], S2AP. */
    public static long hostDescriptor(long entry, boolean lpa2) {
        return entry & (OA_MASK | MEM_ATTR_MASK | S2AP_MASK | (lpa2 ? OA_49_48 | OA_51_50 : 0));
    }

    /** MemAttr[2:0] and S2AP of an ASSIGNED_NS entry. */
    public static long hostAttributes(long entry) {
        return entry & (MEM_ATTR_MASK | S2AP_MASK);
    }

    /** attr_valid: whether {@code desc} has only bits that a host may choose, and no reserved memory type. */
    public static boolean isHostDescriptorValid(long desc, boolean lpa2) {
        return hostDescriptor(desc, lpa2) == desc && (desc & MEM_ATTR_MASK) != MEM_ATTR_RESERVED;
    }

    // --- factories

    /** @param ripas encoding of {@link Ripas} */
    public static long createUnassigned(int ripas) {
        return (long) ripas << RIPAS_SHIFT;
    }

    public static long createUnassignedNs() {
        return HIPAS_UNASSIGNED_NS;
    }

    /** @param ripas encoding of {@link Ripas}; with RAM the entry is valid */
    public static long createAssigned(long pa, int ripas, int level, boolean lpa2) {
        long address = addressBits(pa, lpa2);
        if (ripas != Ripas.RAM.ordinal()) {
            return address | HIPAS_ASSIGNED | createUnassigned(ripas);
        }
        return address | leafType(level) | MEM_ATTR_WRITE_BACK | S2AP_MASK | AF | (lpa2 ? 0 : SH_INNER);
    }

    /**
     * @param desc what the host chose, valid
     * @param outerForNonCacheable whether memory that is not cacheable is Outer Shareable, else Inner like all other;
     *     without LPA2 only, with it the MMU derives shareability from VTCR_EL2
     */
    public static long createAssignedNs(long desc, int level, boolean lpa2, boolean outerForNonCacheable) {
        boolean outer = outerForNonCacheable && (desc & MEM_ATTR_MASK) <= MEM_ATTR_NON_CACHEABLE;
        long shareability = lpa2 ? 0 : outer ? SH_OUTER : SH_INNER;
        return desc | leafType(level) | AF | XN | NS | shareability;
    }

    public static long createTable(long pa, boolean lpa2) {
        return addressBits(pa, lpa2) | VALID | TABLE_OR_PAGE;
    }

    /** The entry of a child table that maps part {@code index} of what the block or unassigned {@code parent} maps. */
    public static long createChild(long parent, int parentLevel, int index, boolean lpa2) {
        int level = parentLevel + 1;
        return switch (state(parent, parentLevel)) {
            case UNASSIGNED, UNASSIGNED_NS -> parent;
            case ASSIGNED ->
                createAssigned(
                        outputAddress(parent, lpa2) + index * size(level), ripas(parent, parentLevel), level, lpa2);
            case ASSIGNED_NS -> moved(parent, outputAddress(parent, lpa2) + index * size(level), level, lpa2);
            case TABLE -> throw new IllegalArgumentException("a table entry has no parts");
        };
    }

    /**
     * The entry for a block of the parent level that maps all that a table of {@code level} maps, from its first entry.
     */
    public static long createParent(long first, int level, boolean lpa2) {
        return switch (state(first, level)) {
            case UNASSIGNED, UNASSIGNED_NS -> first;
            case ASSIGNED -> createAssigned(outputAddress(first, lpa2), ripas(first, level), level - 1, lpa2);
            case ASSIGNED_NS -> moved(first, outputAddress(first, lpa2), level - 1, lpa2);
            case TABLE -> throw new IllegalArgumentException("a table entry has no parent block");
        };
    }

    /** An UNASSIGNED or ASSIGNED entry with another RIPAS; HIPAS and address stay. */
    public static long withRipas(long entry, int ripas, int level, boolean lpa2) {
        return isUnassigned(entry)
                ? createUnassigned(ripas)
                : createAssigned(outputAddress(entry, lpa2), ripas, level, lpa2);
    }

    /** Whether two entries agree in all but their output addresses. */
    public static boolean isAlike(long first, long second, boolean lpa2) {
        long address = OA_MASK | (lpa2 ? OA_49_48 | OA_51_50 : 0);
        return (first & ~address) == (second & ~address);
    }

    private static long moved(long entry, long pa, int level, boolean lpa2) {
        long address = OA_MASK | (lpa2 ? OA_49_48 | OA_51_50 : 0);
        return entry & ~(address | TABLE_OR_PAGE) | addressBits(pa, lpa2) | leafType(level);
    }

    private static long leafType(int level) {
        return level == PAGE_LEVEL ? VALID | TABLE_OR_PAGE : VALID;
    }
}
