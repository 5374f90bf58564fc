package org.realmscope.debug.dwarf;

import org.realmscope.debug.elf.DataCursor;

/**
 * A common information entry (DWARF 5, section 6.4.1; LSB Core, section 10.6.1.1 for {@code .eh_frame}).
 *
 * @param codeAlignment factor of advances
 * @param dataAlignment factor of offsets
 * @param returnAddressRegister of its functions
 * @param pointerEncoding DW_EH_PE of addresses
 * @param hasAugmentationData whether the entries that refer to it have augmentation data
 * @param isSignalFrame augmentation S
 * @param instructions offset of the initial instructions
 * @param end offset behind them
 */
record CommonEntry(
        long codeAlignment,
        long dataAlignment,
        int returnAddressRegister,
        int pointerEncoding,
        boolean hasAugmentationData,
        boolean isSignalFrame,
        int instructions,
        int end) {
    private static final int DW_EH_PE_ABSOLUTE = 0;

    /**
     * @param cursor behind the CIE id, up to the end of the entry
     */
    static CommonEntry read(DataCursor cursor) {
        int start = cursor.position();
        int version = cursor.u8();
        if (version != 1 && version != 3 && version != 4) {
            throw cursor.data().malformed(start, "CIE version " + version + "; 1, 3 and 4 are read");
        }
        String augmentation = cursor.string();
        if (version >= 4) {
            int addressSize = cursor.u8();
            int selectorSize = cursor.u8();
            if (addressSize != 8 || selectorSize != 0) {
                throw cursor.data()
                        .malformed(
                                start,
                                "addresses of %d bytes, selectors of %d; 8 and 0 are expected"
                                        .formatted(addressSize, selectorSize));
            }
        }
        long code = cursor.uleb();
        long data = cursor.sleb();
        int returnAddress = version == 1 ? cursor.u8() : cursor.ulebInt();
        int encoding = DW_EH_PE_ABSOLUTE;
        boolean signal = false;
        boolean sized = augmentation.startsWith("z");
        if (sized) {
            DataCursor extra = cursor.slice(cursor.uleb());
            for (char letter : augmentation.substring(1).toCharArray()) {
                switch (letter) {
                    case 'R' -> encoding = extra.u8();
                    case 'P' -> EncodedPointer.read(extra, extra.u8(), 0);
                    case 'L' -> extra.skip(1);
                    case 'S' -> signal = true;
                    case 'B', 'G' -> {}
                    default -> throw cursor.data().malformed(start, "augmentation \"" + augmentation + "\" is unknown");
                }
            }
        } else if (!augmentation.isEmpty()) {
            throw cursor.data().malformed(start, "augmentation \"" + augmentation + "\" is unknown");
        }
        return new CommonEntry(code, data, returnAddress, encoding, sized, signal, cursor.position(), cursor.limit());
    }
}
