package org.realmscope.adapter.debuggee;

import org.jspecify.annotations.Nullable;
import org.realmscope.machine.history.FaultRecord;
import org.realmscope.machine.history.RmiCallRecord;
import org.realmscope.protocol.FaultInfo;
import org.realmscope.protocol.RmiCallInfo;

/** What has happened, in the words of the protocol. */
public final class HistoryText {
    private HistoryText() {}

    /** A fault. */
    public static FaultInfo fault(FaultRecord fault) {
        FaultRecord.Decision decision = fault.decision();
        return new FaultInfo(
                fault.number(),
                fault.moment().toString(),
                fault.guest().pe(),
                fault.guest().realm(),
                fault.guest().vcpu(),
                StateText.hex(fault.guest().pc()),
                StateText.hex(fault.ipa()),
                half(fault),
                fault.access().text(),
                fault.seenByPe().level(),
                StateText.hex(fault.seenByPe().esr()),
                StateText.hex(fault.seenByPe().hpfar()),
                text(fault.before()),
                text(fault.after()),
                decision == null ? null : decision.row() + ": " + decision.result(),
                fault.resolution().kind().text(),
                fault.resolution().command(),
                fault.rmi().stream().map(call -> call(call, fault.number())).toList());
    }

    /** The half of the IPA space; null if it is not known. */
    public static @Nullable String half(FaultRecord fault) {
        Boolean isProtected = fault.isProtected();
        if (isProtected == null) {
            return null;
        }
        return isProtected ? "protected" : "unprotected";
    }

    private static @Nullable String text(@Nullable Object state) {
        return state == null ? null : state.toString();
    }

    /** A call. */
    public static RmiCallInfo call(RmiCallRecord call, @Nullable Long fault) {
        return new RmiCallInfo(
                call.moment().toString(),
                fault,
                call.name(),
                call.arguments().stream().map(StateText::hex).toList(),
                call.resultText(),
                call.outputs().stream().map(StateText::hex).toList());
    }
}
