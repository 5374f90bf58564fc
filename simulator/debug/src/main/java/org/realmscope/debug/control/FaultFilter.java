package org.realmscope.debug.control;

import org.jspecify.annotations.Nullable;
import org.realmscope.debug.inspect.Inspection;
import org.realmscope.debug.inspect.RealmSelector;
import org.realmscope.machine.event.FaultKind;

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

        /** The access of an abort, by ESR_EL2; the walk of stage 1 for a fetch reads. */
        static Access of(long esr) {
            return switch (org.realmscope.machine.history.Access.of(esr)) {
                case READ -> READ;
                case WRITE -> WRITE;
                case EXECUTE -> FETCH;
            };
        }
    }

    boolean matches(RealmFault fault, Inspection view) {
        return (pe == null || pe == fault.pe())
                && (kind == null || kind == fault.kind())
                && (level == null || level == fault.level())
                && (ipa == null || ipa.contains(fault.ipa()))
                && (access == null || access == fault.access())
                && matchesRealm(fault, view);
    }

    private boolean matchesRealm(RealmFault fault, Inspection view) {
        if (realm == null && isProtected == null) {
            return true;
        }
        long rd = fault.rd();
        if (rd == RealmSelector.NONE) {
            return false;
        }
        return (realm == null || view.find(realm) == rd)
                && (isProtected == null || view.isProtected(rd, fault.ipa()) == isProtected);
    }
}
