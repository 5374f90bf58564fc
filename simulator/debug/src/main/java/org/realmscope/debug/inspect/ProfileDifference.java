package org.realmscope.debug.inspect;

import org.jspecify.annotations.Nullable;
import org.realmscope.machine.Machine;
import org.realmscope.rmm.BuiltInRmm;
import org.realmscope.rmm.choices.RmmChoice;

/** Points at which the profiles of the built-in RMM treat a fault differently. */
public enum ProfileDifference {
    BEYOND_IPA_SPACE(RmmChoice.BEYOND_IPA_SPACE),
    SEA_SYNDROME(RmmChoice.SEA_SYNDROME),
    READ_ENTRY_DESTROYED_ADDRESS(RmmChoice.READ_ENTRY_DESTROYED_ADDRESS),
    ESR_MASKS(RmmChoice.ESR_MASKS);

    private final RmmChoice choice;

    ProfileDifference(RmmChoice choice) {
        this.choice = choice;
    }

    /** What each profile does, for example {@code specification: ...; tf-rmm-rel0: ...}. */
    public String text() {
        return "specification: " + choice.specification() + "; tf-rmm-rel0: " + choice.reference();
    }

    /** The profile of a machine's RMM; null if it is an image. */
    public static @Nullable String profile(Machine machine) {
        return machine.platform().realmWorld() instanceof BuiltInRmm rmm
                ? rmm.choices().profile()
                : null;
    }
}
