package org.realmscope.ui.platformmap;

import java.util.OptionalLong;

/**
 * A region of the physical address map.
 *
 * @param name    what lies there
 * @param base    its first physical address
 * @param size    its size in bytes, empty where it reaches to the end of DRAM, whose size a run chooses
 * @param pas     the physical address space that it starts in; delegation moves granules of DRAM later
 * @param purpose who uses it, and for what
 */
public record Region(String name, long base, OptionalLong size, Pas pas, String purpose) {

    private static final String[] UNITS = {"B", "KiB", "MiB", "GiB"};

    /** Its last physical address, empty where it reaches to the end of DRAM. */
    public OptionalLong last() {
        return size.isPresent() ? OptionalLong.of(base + size.getAsLong() - 1) : OptionalLong.empty();
    }

    /** Its first address, in the groups of four digits that the specification uses. */
    public String baseText() {
        return address(base);
    }

    /** Its last address, or that it is the end of DRAM. */
    public String lastText() {
        OptionalLong last = last();
        return last.isPresent() ? address(last.getAsLong()) : "end of DRAM";
    }

    /** Its size in the largest unit that gives a whole number; empty where a run chooses it. */
    public String sizeText() {
        if (size.isEmpty()) {
            return "";
        }
        long value = size.getAsLong();
        int unit = 0;
        while (unit < UNITS.length - 1 && value % 1024 == 0) {
            value /= 1024;
            unit++;
        }
        return value + " " + UNITS[unit];
    }

    private static String address(long pa) {
        return String.format("0x%04X_%04X", Long.valueOf(pa >>> 16), Long.valueOf(pa & 0xFFFF));
    }
}
