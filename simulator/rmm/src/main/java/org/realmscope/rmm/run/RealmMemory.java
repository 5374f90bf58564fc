package org.realmscope.rmm.run;

import org.realmscope.abi.RmiRecExitReason;
import org.realmscope.rmm.choices.RmmChoice;
import org.realmscope.rmm.command.Call;
import org.realmscope.rmm.rec.LastExit;
import org.realmscope.rmm.rtt.EntryState;
import org.realmscope.rmm.rtt.Ripas;
import org.realmscope.rmm.rtt.S2Entry;

/** Pages of a realm that a command of the realm names: whether the RMM can access them, and what happens if not. */
public final class RealmMemory {
    private RealmMemory() {}

    /** Walks to the page of a Protected IPA; the result is in the call's scratch. */
    public static void walk(Call call, long ipa) {
        call.rmm.rtts.walk(call.rd, ipa, S2Entry.PAGE_LEVEL, call.walk);
    }

    /** Whether the RIPAS of the page that {@link #walk} reached is EMPTY. */
    public static boolean isEmpty(Call call) {
        return call.walk.ripas() == Ripas.EMPTY.ordinal();
    }

    /** Whether the page that {@link #walk} reached can be accessed: RAM and ASSIGNED. */
    public static boolean isAccessible(Call call) {
        return call.walk.state() == EntryState.ASSIGNED && call.walk.ripas() == Ripas.RAM.ordinal();
    }

    /** Physical address of an IPA that {@link #walk} reached and that is accessible. */
    public static long address(Call call, long ipa) {
        long base = S2Entry.outputAddress(call.walk.entry, call.rmm.realms.hasLpa2(call.rd));
        return base + (ipa & S2Entry.size(call.walk.level) - 1);
    }

    /**
     * Fills the exit record as if the realm had taken a Data Abort at the page that {@link #walk} did not find
     * accessible.
     */
    public static void abort(Call call, ExitRecord exit, long ipa) {
        exit.begin(RmiRecExitReason.SYNC);
        exit.esr = (long) Syndrome.EC_DATA_ABORT_LOWER << 26 | Syndrome.FSC_TRANSLATION + call.walk.level;
        exit.hpfar = call.rmm.asReference(RmmChoice.HOST_CALL_HPFAR) ? ipa >>> 8 : Syndrome.hpfar(ipa);
        call.rmm.recs.setLastExit(call.rec, LastExit.NOTHING);
    }
}
