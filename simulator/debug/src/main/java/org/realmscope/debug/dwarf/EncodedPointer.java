package org.realmscope.debug.dwarf;

import org.realmscope.debug.elf.DataCursor;

/** Pointers of {@code .eh_frame} (LSB Core, section 10.5). */
final class EncodedPointer {
    private static final int DW_EH_PE_PCREL = 0x10;
    private static final int DW_EH_PE_ALIGNED = 0x50;
    private static final int DW_EH_PE_OMIT = 0xff;

    private EncodedPointer() {}

    /**
     * Reads one.
     *
     * @param sectionAddress virtual address of the section, which relative ones count from
     */
    static long read(DataCursor cursor, int encoding, long sectionAddress) {
        if (encoding == DW_EH_PE_OMIT) {
            return 0;
        }
        long at = sectionAddress + cursor.position();
        long value = size(cursor, encoding & 0xf);
        return switch (encoding & 0x70) {
            case 0 -> value;
            case DW_EH_PE_PCREL -> at + value;
            case DW_EH_PE_ALIGNED -> throw cursor.malformed("aligned pointers are not read");
            default -> throw cursor.malformed("pointer encoding 0x%02x is not read".formatted(encoding));
        };
    }

    /** Reads a length in the format of an encoding. */
    static long size(DataCursor cursor, int format) {
        return switch (format) {
            case 0x0, 0x4, 0xc -> cursor.u64();
            case 0x1 -> cursor.uleb();
            case 0x2 -> cursor.u16();
            case 0x3 -> cursor.u32();
            case 0x9 -> cursor.sleb();
            case 0xa -> (short) cursor.u16();
            case 0xb -> (int) cursor.u32();
            default -> throw cursor.malformed("pointer format 0x%x is unknown".formatted(format));
        };
    }
}
