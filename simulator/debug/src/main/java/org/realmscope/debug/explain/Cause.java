package org.realmscope.debug.explain;

import java.util.Locale;

/** Causes that explanations name. The names are stable; {@code docs/explain.md} says what each means. */
public enum Cause {
    // --- nothing is wrong
    /** The first access to a page: the host maps it. */
    FIRST_TOUCH(Kind.NORMAL),
    /** The host had unmapped the page before and maps one again. */
    REMAPPED_AFTER_UNMAP(Kind.NORMAL),
    /** A shared mapping that could be read only has been replaced by one that can be written. */
    PERMISSION_UPGRADED(Kind.NORMAL),
    /** Another vCPU faulted on the same page and its handling maps it. */
    ALREADY_MAPPED_BY_OTHER_VCPU(Kind.NORMAL),
    /** The host's mappings changed during the handling, so that the access is tried again. */
    RETRY_AFTER_INVALIDATION(Kind.NORMAL),
    /** An access to a device that the VMM emulates. */
    MMIO(Kind.NORMAL),
    /** A table was missing; the host creates it and repeats the call. */
    RTT_MISSING_EXPECTED(Kind.NORMAL),
    /** The call did not fail. */
    SUCCEEDED(Kind.NORMAL),

    // --- nobody knows yet
    /** The fault is being handled, and what comes of it is open. */
    BEING_HANDLED(Kind.OPEN),
    /** A table is missing; the host has not gone on, and may create it and repeat the call. */
    RTT_MISSING_PENDING(Kind.OPEN),

    // --- accesses of a realm that the RMM refuses
    RIPAS_EMPTY(Kind.ERROR),
    DESTROYED(Kind.ERROR),
    IPA_OUTSIDE_SPACE(Kind.ERROR),
    FETCH_FROM_UNPROTECTED(Kind.ERROR),

    // --- accesses of a realm that the host does not resolve
    NO_MEMSLOT(Kind.ERROR),
    MMIO_WITHOUT_SYNDROME(Kind.ERROR),
    READONLY_SLOT(Kind.ERROR),
    PERMISSION_NOT_RELAXED(Kind.ERROR),
    MEMORY_ATTRIBUTE(Kind.ERROR),
    NO_GUEST_MEMFD(Kind.ERROR),
    HOST_ADDRESS_UNMAPPED(Kind.ERROR),
    FETCH_NOT_HANDLED(Kind.ERROR),
    DEBUG_VM_ASSERTION(Kind.ERROR),
    RACE_LOST(Kind.ERROR),
    INJECTED_FAILURE(Kind.ERROR),
    ALLOCATION_FAILED(Kind.ERROR),
    /** A host whose reasons are not known did not resolve the fault. */
    NOT_RESOLVED(Kind.ERROR),

    // --- granule protection
    DELEGATED_PAGE_TOUCHED(Kind.ERROR),
    DELEGATED_PAGE_MAPPED(Kind.ERROR),

    // --- calls
    MISALIGNED(Kind.ERROR),
    MISALIGNED_BLOCK(Kind.ERROR),
    NOT_DELEGABLE(Kind.ERROR),
    NOT_DELEGATED(Kind.ERROR),
    ALREADY_DELEGATED(Kind.ERROR),
    GRANULE_IN_USE(Kind.ERROR),
    NOT_NON_SECURE(Kind.ERROR),
    NOT_A_REALM(Kind.ERROR),
    NOT_A_REC(Kind.ERROR),
    WRONG_HALF(Kind.ERROR),
    LEVEL_INVALID(Kind.ERROR),
    START_LEVEL_INVALID(Kind.ERROR),
    RTT_MISSING(Kind.ERROR),
    ALREADY_MAPPED(Kind.ERROR),
    NOT_MAPPED(Kind.ERROR),
    MAPPED_AS_BLOCK(Kind.ERROR),
    TABLE_EXISTS(Kind.ERROR),
    RTT_IN_USE(Kind.ERROR),
    RTT_NOT_HOMOGENEOUS(Kind.ERROR),
    REALM_STATE(Kind.ERROR),
    REALM_IN_USE(Kind.ERROR),
    REC_STATE(Kind.ERROR),
    DESCRIPTOR_INVALID(Kind.ERROR),
    RANGE_INVALID(Kind.ERROR),
    /** A failure condition that has no cause of its own here; the explanation quotes it. */
    CONDITION(Kind.ERROR);

    private final Kind kind;

    /** Whether something is to be repaired. */
    public enum Kind {
        NORMAL,
        ERROR,
        /** That is not decided yet. */
        OPEN
    }

    Cause(Kind kind) {
        this.kind = kind;
    }

    public Kind kind() {
        return kind;
    }

    /** Where the documentation says what it means. */
    public String reference() {
        return "docs/explain.md#" + name().toLowerCase(Locale.ROOT);
    }
}
