package org.realmscope.rmm.decode;

import org.realmscope.rmm.rtt.S2Entry;

/** The RMI calls that a host makes next. */
final class NextCalls {
    private NextCalls() {}

    /** To map a Protected page after a translation fault at {@code level}. */
    static String mapProtected(long ipa, int level) {
        return tables(ipa, level) + "RMI_GRANULE_DELEGATE(data), RMI_DATA_CREATE_UNKNOWN(rd, data, " + Decoded.hex(ipa)
                + "), RMI_REC_ENTER";
    }

    /** To map an Unprotected page after a translation fault at {@code level}. */
    static String mapUnprotected(long ipa, int level) {
        return tables(ipa, level) + "RMI_RTT_MAP_UNPROTECTED(rd, " + Decoded.hex(ipa) + ", 3, desc)";
    }

    /** To map a page again that is mapped at {@code level}, with the permission that the access lacked. */
    static String mapAgain(long ipa, int level) {
        String entry = Decoded.hex(ipa & -S2Entry.size(level)) + ", " + level;
        return "RMI_RTT_UNMAP_UNPROTECTED(rd, " + entry + "), RMI_RTT_MAP_UNPROTECTED(rd, " + entry + ", desc)";
    }

    private static String tables(long ipa, int level) {
        StringBuilder calls = new StringBuilder();
        for (int l = level + 1; l <= S2Entry.PAGE_LEVEL; l++) {
            calls.append("RMI_RTT_CREATE(rd, rtt, ")
                    .append(Decoded.hex(ipa & -S2Entry.size(l - 1)))
                    .append(", ")
                    .append(l)
                    .append("), ");
        }
        return calls.toString();
    }
}
