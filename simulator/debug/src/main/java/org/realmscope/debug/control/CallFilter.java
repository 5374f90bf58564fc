package org.realmscope.debug.control;

import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;
import org.realmscope.abi.RmiStatus;
import org.realmscope.debug.inspect.Inspection;
import org.realmscope.debug.inspect.RealmSelector;
import org.realmscope.debug.inspect.RecSummary;

/**
 * Which calls a breakpoint is about. What is null is not looked at; what a call does not say does not match.
 *
 * @param status bits 7:0 of the return code, for the outcome
 * @param index bits 15:8 of an RMI return code, for {@code RMI_ERROR_RTT} a level
 * @param realm that the call names, by RD or REC, or that makes it
 * @param vcpu number of the REC that the call names, or that makes it
 * @param ipa range of which the call names a part
 * @param pe on which it is made
 */
public record CallFilter(
        @Nullable Integer status,
        @Nullable Integer index,
        @Nullable RealmSelector realm,
        @Nullable Integer vcpu,
        @Nullable AddressRange ipa,
        @Nullable Integer pe) {
    /** Every call. */
    public static final CallFilter ANY = new CallFilter(null, null, null, null, null, null);

    boolean matches(CallFields call, int callingPe, Inspection view) {
        return (pe == null || pe == callingPe)
                && matchesReturnCode(call.returnCode())
                && (ipa == null || names(call, ipa))
                && (vcpu == null || vcpu == vcpuOf(call, callingPe, view))
                && (realm == null || isOfRealm(realm, call, callingPe, view));
    }

    private boolean matchesReturnCode(@Nullable Long code) {
        if (status == null && index == null) {
            return true;
        }
        return code != null
                && (status == null || status == (code & 0xff))
                && (index == null || index == RmiStatus.index(code));
    }

    private static boolean names(CallFields call, AddressRange range) {
        OptionalLong base = call.value("base");
        OptionalLong top = call.value("top");
        if (base.isPresent() && top.isPresent()) {
            return range.overlaps(new AddressRange(base.getAsLong(), top.getAsLong()));
        }
        OptionalLong ipa = call.value("ipa");
        return ipa.isPresent() && range.contains(ipa.getAsLong());
    }

    /** Number of the REC that a call names or that makes it; -1 if none does. */
    static int vcpuOf(CallFields call, int pe, Inspection view) {
        if (call.byRealm()) {
            RecSummary running = view.runningRec(pe);
            return running == null ? -1 : running.number();
        }
        OptionalLong rec = call.value("rec");
        return rec.isPresent() ? view.recNumber(rec.getAsLong()) : -1;
    }

    private static boolean isOfRealm(RealmSelector realm, CallFields call, int pe, Inspection view) {
        long rd = realmOf(call, pe, view);
        return rd != RealmSelector.NONE && rd == view.find(realm);
    }

    /** RD of the realm that a call names or that makes it; {@link RealmSelector#NONE} if none does. */
    static long realmOf(CallFields call, int pe, Inspection view) {
        if (call.byRealm()) {
            return view.runningRealm(pe);
        }
        if (call.value("rd").isPresent()) {
            return call.value("rd").getAsLong();
        }
        return call.value("rec").isPresent() ? view.realmOfRec(call.value("rec").getAsLong()) : RealmSelector.NONE;
    }
}
