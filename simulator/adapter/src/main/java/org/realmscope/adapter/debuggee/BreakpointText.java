package org.realmscope.adapter.debuggee;

import org.eclipse.lsp4j.debug.Breakpoint;
import org.eclipse.lsp4j.debug.BreakpointNotVerifiedReason;
import org.realmscope.debug.control.BreakpointStatus;
import org.realmscope.debug.dwarf.SourceFile;
import org.realmscope.debug.symbols.CodePosition;

/** Breakpoints in the words of the protocol. */
public final class BreakpointText {
    private final Debuggee debuggee;
    private final Client client;

    public BreakpointText(Debuggee debuggee, Client client) {
        this.debuggee = debuggee;
        this.client = client;
    }

    /** A breakpoint that is set. */
    public Breakpoint breakpoint(BreakpointStatus status) {
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
        boolean isAtCode = switch (status.breakpoint().kind()) {
            case SOURCE, FUNCTION, INSTRUCTION -> true;
            case CALL, FAULT, DATA, HAZARD -> false;
        };
        if (isAtCode && !status.places().isEmpty()) {
            place(status.places().getFirst(), breakpoint);
        }
        return breakpoint;
    }

    private void place(BreakpointStatus.Place place, Breakpoint breakpoint) {
        breakpoint.setInstructionReference(place.toString());
        CodePosition position = debuggee.programs().position(debuggee.session().view(), place.space(), place.address());
        SourceFile file = position == null ? null : position.source().file();
        if (position != null && file != null && position.source().isKnown()) {
            breakpoint.setSource(debuggee.programs().sources().source(file.path()));
            breakpoint.setLine(client.toClientLine(position.source().line()));
        }
    }

    /** A breakpoint that cannot be set. */
    public static Breakpoint refused(String message) {
        Breakpoint breakpoint = new Breakpoint();
        breakpoint.setVerified(false);
        breakpoint.setReason(BreakpointNotVerifiedReason.FAILED);
        breakpoint.setMessage(message);
        return breakpoint;
    }
}
