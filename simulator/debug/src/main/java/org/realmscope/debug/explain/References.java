package org.realmscope.debug.explain;

import java.util.ArrayList;
import java.util.List;
import org.realmscope.debug.inspect.ProfileDifference;

/** Where to read on about a cause, and where model and reality may differ. */
final class References {
    private static final String FUNCTIONS = "docs/fidelity.md#functions";
    private static final String OVERLOOKED = "docs/fidelity.md#points-that-are-easy-to-overlook";
    private static final String NOT_SHOWN = "docs/fidelity.md#what-the-model-cannot-show";
    private static final String MODEL = "docs/fidelity.md#what-is-a-model";
    private static final String ABORTS = "DEN0137 1.0-rel0, A5.2.6";

    private References() {}

    /** Links of the documentation and chapters of specifications. */
    static List<String> of(Cause cause) {
        List<String> references = new ArrayList<>();
        references.add(cause.reference());
        references.addAll(
                switch (cause) {
                    case BEING_HANDLED, DESTROYED -> List.of(ABORTS, FUNCTIONS);
                    case RIPAS_EMPTY, IPA_OUTSIDE_SPACE, FETCH_FROM_UNPROTECTED, NOT_RESOLVED -> List.of(ABORTS);
                    case READONLY_SLOT, PERMISSION_NOT_RELAXED, PERMISSION_UPGRADED -> List.of(OVERLOOKED, FUNCTIONS);
                    case RACE_LOST, ALREADY_MAPPED_BY_OTHER_VCPU -> List.of(OVERLOOKED, NOT_SHOWN);
                    case INJECTED_FAILURE -> List.of(NOT_SHOWN);
                    case ALLOCATION_FAILED, HOST_ADDRESS_UNMAPPED, DELEGATED_PAGE_TOUCHED -> List.of(MODEL);
                    case FIRST_TOUCH,
                            REMAPPED_AFTER_UNMAP,
                            RETRY_AFTER_INVALIDATION,
                            MMIO,
                            RTT_MISSING_EXPECTED,
                            RTT_MISSING_PENDING,
                            DELEGATED_PAGE_MAPPED,
                            NO_MEMSLOT,
                            MMIO_WITHOUT_SYNDROME,
                            MEMORY_ATTRIBUTE,
                            NO_GUEST_MEMFD,
                            FETCH_NOT_HANDLED,
                            DEBUG_VM_ASSERTION -> List.of(FUNCTIONS);
                    default -> List.of("DEN0137 1.0-rel0, B4.3");
                });
        return references;
    }

    /** Where the RMM's profiles differ in what a realm or the host sees of a fault. */
    static List<ProfileDifference> differences(Cause cause, FaultFacts facts) {
        return switch (cause) {
            case IPA_OUTSIDE_SPACE -> List.of(ProfileDifference.BEYOND_IPA_SPACE);
            case RIPAS_EMPTY, FETCH_FROM_UNPROTECTED -> List.of(ProfileDifference.SEA_SYNDROME);
            case DESTROYED -> List.of(ProfileDifference.READ_ENTRY_DESTROYED_ADDRESS);
            case READONLY_SLOT, PERMISSION_NOT_RELAXED, MMIO_WITHOUT_SYNDROME ->
                facts.hasSyndrome() ? List.of() : List.of(ProfileDifference.ESR_MASKS);
            default -> List.of();
        };
    }
}
