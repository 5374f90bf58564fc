package org.realmscope.rmm.choices;

/** What a page holds that RMI_DATA_CREATE_UNKNOWN gave to a realm: the specification promises nothing. */
public enum UnknownContent {
    /** Zeroes, as the reference implementation leaves them. */
    ZERO,
    /** A pattern that no program can mistake for zeroed memory. */
    PATTERN;

    /** Byte that {@link #PATTERN} repeats. */
    public static final int PATTERN_BYTE = 0xa5;
}
