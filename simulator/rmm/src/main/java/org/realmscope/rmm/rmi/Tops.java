package org.realmscope.rmm.rmi;

import org.realmscope.rmm.choices.RmmChoice;
import org.realmscope.rmm.command.Call;
import org.realmscope.rmm.command.Condition;

/** The {@code top} outputs of DATA_DESTROY, RTT_DESTROY and RTT_UNMAP_UNPROTECTED. */
final class Tops {
    private Tops() {}

    /** IPA of the next live entry after {@code ipa} in the RTT where the walk ended, or of the end of that RTT. */
    static long ofWalk(Call call, long ipa) {
        long top = call.rmm.rtts.skipNonLive(call.walk, ipa);
        long end = 1L << call.rmm.realms.ipaWidth(call.rd);
        return call.rmm.asReference(RmmChoice.TOP_BEYOND_IPA_SPACE) ? top : Math.min(top, end);
    }

    /** Sets {@code top} after a failed command: what the walk found, or 0 if there was none. */
    static void outputOfFailure(Call call, Condition condition, int register, long ipa) {
        boolean walked =
                condition.label().equals("rtt_walk") || condition.label().equals("rtte_state");
        call.output(register, walked ? ofWalk(call, ipa) : 0);
    }
}
