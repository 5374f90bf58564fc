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
        boolean valid = (descriptor & 1) != 0;
        Decoded.Builder decoded = new Decoded.Builder(
                        "stage 2 descriptor " + Decoded.hex(descriptor) + " at level " + level + ": " + state)
                .bits("type", descriptor, 1, 0, type(descriptor, level));
        if (valid && state != EntryState.TABLE) {
            leaf(decoded, descriptor, lpa2);
        } else if (!valid) {
            decoded.bits("RIPAS", descriptor, 6, 5, ripas(S2Entry.ripas(descriptor, level)))
                    .bits("HIPAS", descriptor, 3, 2, state.name());
        }
        decoded.note(
                switch (state) {
                    case TABLE -> "The table is at " + address(descriptor, lpa2) + ".";
                    case ASSIGNED -> assigned(descriptor, level, lpa2);
                    case ASSIGNED_NS -> extent(descriptor, level, lpa2);
                    case UNASSIGNED -> "Nothing is mapped. RIPAS " + ripas(S2Entry.ripas(descriptor, level)) + ".";
                    case UNASSIGNED_NS -> "Nothing is mapped.";
                });
        return decoded.build();
    }

    private static void leaf(Decoded.Builder decoded, long descriptor, boolean lpa2) {
        boolean isNs = (descriptor >>> 55 & 1) != 0;
        decoded.bits("NS", descriptor, 55, 55, isNs ? "Non-secure PAS" : "Realm PAS")
                .bits("XN", descriptor, 54, 53, (descriptor >>> 54 & 1) != 0 ? "not executable" : "executable")
                .bits("AF", descriptor, 10, 10, "")
                .bits(lpa2 ? "OA[51:50]" : "SH", descriptor, 9, 8, "")
                .bits("S2AP", descriptor, 7, 6, permission((int) (descriptor >>> 6) & 3))
                .bits("MemAttr", descriptor, 4, 2, memoryType((int) (descriptor >>> 2) & 7));
    }

    private static String assigned(long descriptor, int level, boolean lpa2) {
        int ripas = S2Entry.ripas(descriptor, level);
        String extent = extent(descriptor, level, lpa2) + " RIPAS " + ripas(ripas) + ".";
        return ripas == Ripas.RAM.ordinal() ? extent : extent + " The realm cannot access it.";
    }

    private static String extent(long descriptor, int level, boolean lpa2) {
        return "Maps 0x%x bytes from %s on.".formatted(S2Entry.size(level), address(descriptor, lpa2));
    }

    private static String ripas(int code) {
        return code < Ripas.values().length ? Ripas.of(code).name() : "of no meaning";
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
