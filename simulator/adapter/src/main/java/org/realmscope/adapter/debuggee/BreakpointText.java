package org.realmscope.adapter.debuggee;

import java.util.List;
import org.eclipse.lsp4j.debug.Breakpoint;
import org.eclipse.lsp4j.debug.BreakpointNotVerifiedReason;
import org.realmscope.debug.control.BreakpointStatus;

/** Breakpoints in the words of the protocol. */
public final class BreakpointText {
    private BreakpointText() {}

    /** A breakpoint that is set. */
    public static Breakpoint breakpoint(BreakpointStatus status) {
        Breakpoint breakpoint = new Breakpoint();
        breakpoint.setId(status.id());
        breakpoint.setVerified(status.verified());
        if (!status.message().isEmpty()) {
            breakpoint.setMessage(status.message());
        }
        if (!status.verified()) {
            breakpoint.setReason(
                    status.places().isEmpty()
                            ? BreakpointNotVerifiedReason.FAILED
                            : BreakpointNotVerifiedReason.PENDING);
        }
        if (!status.places().isEmpty()) {
            breakpoint.setInstructionReference(status.places().getFirst().toString());
        }
        return breakpoint;
    }

    /** A breakpoint that cannot be set. */
    public static Breakpoint refused(String message) {
        Breakpoint breakpoint = new Breakpoint();
        breakpoint.setVerified(false);
        breakpoint.setReason(BreakpointNotVerifiedReason.FAILED);
        breakpoint.setMessage(message);
        return breakpoint;
    }

    /** The breakpoints of a response. */
    public static Breakpoint[] breakpoints(List<BreakpointStatus> statuses) {
        return statuses.stream().map(BreakpointText::breakpoint).toArray(Breakpoint[]::new);
    }
}
