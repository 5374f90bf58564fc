package org.realmscope.scenario.lang;

/** What sort of mistake a {@link ScenarioError} is. Stable: editors and scripts may rely on the names. */
public enum ProblemCode {
    /** The text is not of the language. */
    SYNTAX,
    /** A number cannot be read, or is outside its limits. */
    NUMBER,
    /** A name, setting, value, command or status does not exist. */
    UNKNOWN_NAME,
    /** The same thing is said or named twice. */
    DUPLICATE,
    /** Two ranges of memory overlap. */
    OVERLAP,
    /** A range ends before it begins, or has no bytes. */
    EMPTY_RANGE,
    /** An address or size is not a multiple of what it must be. */
    MISALIGNED,
    /** An address is above the realm's IPA space. */
    OUTSIDE_IPA_SPACE,
    /** A protected address in the unprotected half of the IPA space, or the reverse. */
    WRONG_HALF,
    /** Memory that no slot has, or that is not RAM. */
    OUTSIDE_MEMORY,
    /** The machine has fewer PEs than the vCPUs and the VMM need. */
    TOO_FEW_PES,
    /** A starting level that does not fit the width of the IPA space. */
    START_LEVEL,
    /** Too many or too few arguments, values or expected values. */
    COUNT,
    /** Something is said where it means nothing. */
    NOT_HERE,
    /** Something that is needed is not there. */
    MISSING,
    /** The host refuses it, or the fault that comes of it. */
    REFUSED_BY_HOST,
    /** A file cannot be read. */
    FILE
}
