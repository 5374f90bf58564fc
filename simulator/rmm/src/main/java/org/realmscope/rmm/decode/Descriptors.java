package org.realmscope.rmm.decode;

import org.realmscope.rmm.rtt.EntryState;
import org.realmscope.rmm.rtt.Ripas;
import org.realmscope.rmm.rtt.S2Entry;

/** Explains a stage 2 descriptor of an RTT. */
public final class Descriptors {
    private Descriptors() {}

    /**
     * Explains a descriptor as the MMU walks it.
     *
     * @param level of the table that holds it, -1 to 3
     * @param lpa2 whether the Realm has LPA2
     */
    public static Decoded stage2(long descriptor, int level, boolean lpa2) {
        EntryState state = S2Entry.state(descriptor, level);
        Decoded.Builder decoded = new Decoded.Builder(
                        "stage 2 descriptor " + Decoded.hex(descriptor) + " at level " + level + ": " + state)
                .bits("type", descriptor, 1, 0, type(descriptor, level));
        if (state == EntryState.UNASSIGNED || state == EntryState.ASSIGNED) {
            decoded.note("RIPAS " + Ripas.of(S2Entry.ripas(descriptor, level)) + ".");
        }
        switch (state) {
            case TABLE -> decoded.note("The table is at " + address(descriptor, lpa2) + ".");
            case ASSIGNED ->
                decoded.note("Maps 0x%x bytes from %s on.".formatted(S2Entry.size(level), address(descriptor, lpa2)));
            case ASSIGNED_NS -> mapping(decoded, descriptor, level, lpa2);
            case UNASSIGNED, UNASSIGNED_NS -> decoded.note("Nothing is mapped.");
        }
        return decoded.build();
    }

    private static void mapping(Decoded.Builder decoded, long descriptor, int level, boolean lpa2) {
        decoded.bits("NS", descriptor, 55, 55, "Non-secure PAS")
                .bits("XN", descriptor, 54, 53, "never executable")
                .bits("AF", descriptor, 10, 10, "")
                .bits(lpa2 ? "OA[51:50]" : "SH", descriptor, 9, 8, "")
                .bits("S2AP", descriptor, 7, 6, permission((int) (descriptor >>> 6) & 3))
                .bits("MemAttr", descriptor, 4, 2, memoryType((int) (descriptor >>> 2) & 7))
                .note("Maps 0x%x bytes from %s on.".formatted(S2Entry.size(level), address(descriptor, lpa2)));
    }

    private static String address(long descriptor, boolean lpa2) {
        return Decoded.hex(S2Entry.outputAddress(descriptor, lpa2));
    }

    private static String type(long descriptor, int level) {
        if ((descriptor & 1) == 0) {
            return "invalid";
        }
        if ((descriptor & 2) == 0) {
            return "block";
        }
        return level == S2Entry.PAGE_LEVEL ? "page" : "table";
    }

    static String permission(int s2ap) {
        return switch (s2ap) {
            case 0 -> "no access";
            case 1 -> "read-only";
            case 2 -> "write-only";
            default -> "read and write";
        };
    }

    static String memoryType(int attributes) {
        return switch (attributes) {
            case 0 -> "Device-nGnRnE";
            case 1 -> "Device-nGnRE";
            case 2 -> "Device-nGRE";
            case 3 -> "Device-GRE";
            case 4 -> "reserved";
            case 5 -> "Normal Non-cacheable";
            case 6 -> "Normal Write-Back";
            default -> "as stage 1";
        };
    }
}
