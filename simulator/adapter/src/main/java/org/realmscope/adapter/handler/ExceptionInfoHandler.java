package org.realmscope.adapter.handler;

import java.util.List;
import java.util.Locale;
import org.eclipse.lsp4j.debug.Capabilities;
import org.eclipse.lsp4j.debug.ExceptionBreakMode;
import org.eclipse.lsp4j.debug.ExceptionDetails;
import org.eclipse.lsp4j.debug.ExceptionInfoArguments;
import org.eclipse.lsp4j.debug.ExceptionInfoResponse;
import org.realmscope.adapter.debuggee.Debuggee;
import org.realmscope.adapter.debuggee.ExceptionFilter;
import org.realmscope.adapter.debuggee.Runner;
import org.realmscope.adapter.debuggee.StateText;
import org.realmscope.adapter.debuggee.Target;
import org.realmscope.adapter.request.Answer;
import org.realmscope.adapter.request.Command;
import org.realmscope.adapter.request.Commands;
import org.realmscope.adapter.request.RequestError;
import org.realmscope.adapter.request.RequestHandler;
import org.realmscope.debug.control.Breakpoint;
import org.realmscope.debug.control.BreakpointKind;
import org.realmscope.debug.control.Hit;
import org.realmscope.debug.control.RealmFault;
import org.realmscope.debug.control.Stop;
import org.realmscope.debug.inspect.Decoding;
import org.realmscope.machine.event.MachineEvent;

/** {@code exceptionInfo}: the fault or hazard at which the machine stopped, with its syndrome decoded. */
public final class ExceptionInfoHandler implements RequestHandler<ExceptionInfoArguments, ExceptionInfoResponse> {
    private final Target target;
    private final Runner runner;

    public ExceptionInfoHandler(Target target, Runner runner) {
        this.target = target;
        this.runner = runner;
    }

    @Override
    public Command<ExceptionInfoArguments, ExceptionInfoResponse> command() {
        return Commands.EXCEPTION_INFO;
    }

    @Override
    public void declare(Capabilities capabilities) {
        capabilities.setSupportsExceptionInfoRequest(true);
    }

    @Override
    public Answer<ExceptionInfoResponse> handle(ExceptionInfoArguments arguments) {
        Debuggee debuggee = target.debuggee();
        Hit hit = hit(debuggee);
        ExceptionInfoResponse response = new ExceptionInfoResponse();
        Breakpoint breakpoint = debuggee.breakpoints().of(hit.breakpoint());
        boolean isHazard = breakpoint instanceof Breakpoint.HazardRaised;
        response.setExceptionId(isHazard ? ExceptionFilter.id(breakpoint) : "fault");
        response.setDescription(hit.what());
        response.setBreakMode(ExceptionBreakMode.ALWAYS);
        MachineEvent event = hit.event();
        RealmFault fault =
                event == null ? null : RealmFault.of(event, debuggee.session().view());
        if (fault != null) {
            if (!isHazard) {
                response.setExceptionId("stage 2 fault, " + kind(fault));
            }
            ExceptionDetails details = new ExceptionDetails();
            details.setTypeName(kind(fault));
            details.setMessage(String.join("\n", decode(fault)));
            response.setDetails(details);
        }
        return Answer.of(response);
    }

    private static String kind(RealmFault fault) {
        return fault.kind().name().toLowerCase(Locale.ROOT).replace('_', ' ');
    }

    private Hit hit(Debuggee debuggee) {
        if (runner.lastStop() instanceof Stop.AtBreakpoint at) {
            for (Hit hit : at.hits()) {
                BreakpointKind kind =
                        debuggee.breakpoints().kind(hit.breakpoint()).orElse(null);
                if (kind == BreakpointKind.FAULT || kind == BreakpointKind.HAZARD) {
                    return hit;
                }
            }
        }
        throw RequestError.argument("the machine did not stop at a fault or a hazard");
    }

    private static List<String> decode(RealmFault fault) {
        return Decoding.explain(List.of(
                "esr",
                StateText.hex(fault.syndrome().esr()),
                StateText.hex(fault.syndrome().hpfar())));
    }
}
