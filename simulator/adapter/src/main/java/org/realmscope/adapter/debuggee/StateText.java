package org.realmscope.adapter.debuggee;

import java.util.List;
import org.realmscope.debug.inspect.AddressSyntax;
import org.realmscope.debug.inspect.GranuleState;
import org.realmscope.debug.inspect.GranuleUse;
import org.realmscope.debug.inspect.Hipas;
import org.realmscope.debug.inspect.Inspection;
import org.realmscope.debug.inspect.RealmSelector;
import org.realmscope.debug.inspect.RealmSummary;
import org.realmscope.debug.inspect.RegisterField;
import org.realmscope.debug.inspect.RttEntry;
import org.realmscope.debug.inspect.RttState;
import org.realmscope.debug.inspect.Run;
import org.realmscope.platform.UserError;
import org.realmscope.protocol.GranulesResponse;
import org.realmscope.protocol.RttEntryInfo;
import org.realmscope.protocol.RttMapResponse;

/** What the machine holds, in the words of the protocol. */
public final class StateText {
    private static final int PAGE_LEVEL = 3;

    private StateText() {}

    /** A number as it is written in the protocol. */
    public static String hex(long value) {
        return "0x" + Long.toHexString(value);
    }

    /**
     * Physical address of the RD of a realm.
     *
     * @throws UserError if there is none
     */
    public static long rd(Inspection view, String realm) {
        RealmSelector selector = AddressSyntax.realm(realm);
        long rd = selector.find(view.realms());
        if (rd == RealmSelector.NONE) {
            throw new UserError(UserError.Code.PARAMETER_INVALID, selector.label() + " does not exist");
        }
        return rd;
    }

    /** The name of a realm, as it is written in addresses. */
    public static String name(Inspection view, long rd) {
        int number = 0;
        while (number < view.realms().size()) {
            RealmSelector.Numbered selector = new RealmSelector.Numbered(number);
            if (selector.find(view.realms()) == rd) {
                return selector.label();
            }
            number++;
        }
        return new RealmSelector.Rd(rd).label();
    }

    /** An entry of a translation table. */
    public static RttEntryInfo entry(Inspection view, RealmSummary realm, RttEntry entry) {
        boolean hasRipas = !entry.isTable() && realm.isProtected(entry.ipa());
        boolean hasOutput = entry.isTable() || entry.isAssigned();
        return new RttEntryInfo(
                hex(entry.ipa()),
                hex(entry.size()),
                entry.level(),
                hex(entry.table()),
                entry.index(),
                entry.hipas().toString(),
                hasRipas ? entry.ripas().toString() : null,
                hasOutput ? hex(entry.outputAddress()) : null,
                hex(entry.descriptor()),
                entry.isAssigned() ? attributes(view.rttFields(realm.rd(), entry)) : null);
    }

    private static List<String> attributes(List<RegisterField> fields) {
        return fields.stream()
                .filter(field -> !field.meaning().isEmpty())
                .map(field -> field.name() + ": " + field.meaning())
                .toList();
    }

    /** A run of leaf entries. */
    public static RttMapResponse.RttRun rtt(RealmSummary realm, Run<RttState> run) {
        RttState state = run.value();
        return new RttMapResponse.RttRun(
                hex(run.base()),
                hex(run.end()),
                state.level(),
                state.hipas().toString(),
                realm.isProtected(run.base()) ? state.ripas().toString() : null,
                isAssigned(state) ? hex(run.base() + state.offset()) : null);
    }

    private static boolean isAssigned(RttState state) {
        return state.hipas() == Hipas.ASSIGNED || state.hipas() == Hipas.ASSIGNED_NS;
    }

    /** What leaf entries say in a line. */
    public static String text(RttState state) {
        String output = isAssigned(state) ? ", IPA + " + hex(state.offset()) : "";
        String level = state.level() == PAGE_LEVEL ? "" : ", level " + state.level();
        return "%s, %s%s%s".formatted(state.hipas(), state.ripas(), output, level);
    }

    /** A run of granules. */
    public static GranulesResponse.GranuleRun granule(Run<GranuleUse> run) {
        GranuleState state = run.value().state();
        return new GranulesResponse.GranuleRun(
                hex(run.base()),
                hex(run.end()),
                run.value().space().label(),
                state == null ? null : state.toString(),
                run.value().owner() == 0 ? null : hex(run.value().owner()));
    }

    /** The use of granules in a line. */
    public static String text(GranuleUse use) {
        String state = use.state() == null ? "" : ", " + use.state();
        return "pa(%s)%s%s".formatted(use.space().label(), state, use.owner() == 0 ? "" : " of " + hex(use.owner()));
    }
}
