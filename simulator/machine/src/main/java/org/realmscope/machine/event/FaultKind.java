package org.realmscope.machine.event;

/** What failed in a translation, from the fault status code of an abort (Arm ARM, ISS encoding for a Data Abort). */
public enum FaultKind {
    ADDRESS_SIZE,
    TRANSLATION,
    ACCESS_FLAG,
    PERMISSION,
    EXTERNAL,
    ALIGNMENT,
    GRANULE_PROTECTION,
    OTHER;

    /** The kind of a 6-bit fault status code. */
    public static FaultKind of(int faultStatusCode) {
        return switch (faultStatusCode) {
            case 0x00, 0x01, 0x02, 0x03, 0x29 -> ADDRESS_SIZE;
            case 0x04, 0x05, 0x06, 0x07, 0x2b -> TRANSLATION;
            case 0x08, 0x09, 0x0a, 0x0b -> ACCESS_FLAG;
            case 0x0c, 0x0d, 0x0e, 0x0f -> PERMISSION;
            case 0x10, 0x13, 0x14, 0x15, 0x16, 0x17 -> EXTERNAL;
            case 0x21 -> ALIGNMENT;
            case 0x23, 0x24, 0x25, 0x26, 0x27, 0x28 -> GRANULE_PROTECTION;
            default -> OTHER;
        };
    }

    /** Lookup level of a 6-bit fault status code: -1 to 3, or 0 where the code has none. */
    public static int level(int faultStatusCode) {
        return switch (faultStatusCode) {
            case 0x13, 0x23, 0x29, 0x2b -> -1;
            case 0x10, 0x21, 0x28 -> 0;
            default -> faultStatusCode & 3;
        };
    }
}
