package org.realmscope.debug.control;

import java.util.Locale;
import org.jspecify.annotations.Nullable;
import org.realmscope.debug.inspect.Inspection;
import org.realmscope.debug.inspect.RealmSelector;
import org.realmscope.machine.event.FaultKind;
import org.realmscope.machine.event.MachineEvent;
import org.realmscope.platform.SecurityState;

/**
 * Which stage 2 faults of realms a breakpoint is about. What is null is not looked at.
 *
 * @param ipa range of the faulting page
 * @param isProtected which half of the IPA space
 * @param access what was tried
 * @param level lookup level at which the walk failed
 * @param kind what failed
 * @param realm whose fault
 * @param pe on which
 */
public record FaultFilter(
        @Nullable AddressRange ipa,
        @Nullable Boolean isProtected,
        @Nullable Access access,
        @Nullable Integer level,
        @Nullable FaultKind kind,
        @Nullable RealmSelector realm,
        @Nullable Integer pe) {
    /** Every fault. */
    public static final FaultFilter ANY = new FaultFilter(null, null, null, null, null, null, null);

    /** What an instruction tried when it faulted. */
    public enum Access {
        READ,
        WRITE,
        FETCH;

        /** The access of a fault. */
        public static Access of(MachineEvent.Stage2Fault fault) {
            return of(fault.syndrome().esr());
        }

        /** The access of an abort, by ESR_EL2; the walk of stage 1 for a fetch reads. */
        static Access of(long esr) {
            return switch (org.realmscope.machine.history.Access.of(esr)) {
                case READ -> READ;
                case WRITE -> WRITE;
                case EXECUTE -> FETCH;
            };
        }
    }

    /** A fault in words: {@code stage 2 translation fault of level 2: write of IPA 0x200000}. */
    public static String text(MachineEvent.Stage2Fault fault) {
        return "stage 2 %s fault of level %d: %s of IPA 0x%x"
                .formatted(words(fault.kind()), fault.level(), words(Access.of(fault)), fault.ipa());
    }

    private static String words(Enum<?> name) {
        return name.name().toLowerCase(Locale.ROOT).replace('_', ' ');
    }

    boolean matches(MachineEvent.Stage2Fault fault, Inspection view) {
        return fault.world() == SecurityState.REALM
                && (pe == null || pe == fault.pe())
                && (kind == null || kind == fault.kind())
                && (level == null || level == fault.level())
                && (ipa == null || ipa.contains(fault.ipa()))
                && (access == null || access == Access.of(fault))
                && matchesRealm(fault, view);
    }

    private boolean matchesRealm(MachineEvent.Stage2Fault fault, Inspection view) {
        if (realm == null && isProtected == null) {
            return true;
        }
        long rd = view.runningRealm(fault.pe());
        if (rd == RealmSelector.NONE) {
            return false;
        }
        return (realm == null || view.find(realm) == rd)
                && (isProtected == null || view.isProtected(rd, fault.ipa()) == isProtected);
    }
}
