package org.realmscope.adapter.handler;

import org.eclipse.lsp4j.debug.Capabilities;
import org.eclipse.lsp4j.debug.InstructionBreakpoint;
import org.eclipse.lsp4j.debug.SetInstructionBreakpointsArguments;
import org.eclipse.lsp4j.debug.SetInstructionBreakpointsResponse;
import org.realmscope.adapter.debuggee.BreakpointBuilder;
import org.realmscope.adapter.debuggee.Client;
import org.realmscope.adapter.debuggee.Debuggee;
import org.realmscope.adapter.debuggee.Given;
import org.realmscope.adapter.debuggee.HitRules;
import org.realmscope.adapter.debuggee.MemoryPlace;
import org.realmscope.adapter.debuggee.Target;
import org.realmscope.adapter.request.Answer;
import org.realmscope.adapter.request.Command;
import org.realmscope.adapter.request.Commands;
import org.realmscope.adapter.request.Lane;
import org.realmscope.adapter.request.RequestError;
import org.realmscope.adapter.request.RequestHandler;
import org.realmscope.debug.control.Breakpoint;
import org.realmscope.debug.inspect.AddressSyntax;

/** {@code setInstructionBreakpoints}: addresses of instructions. */
public final class SetInstructionBreakpointsHandler
        implements RequestHandler<SetInstructionBreakpointsArguments, SetInstructionBreakpointsResponse> {
    private static final int INSTRUCTION = 4;

    private final Target target;
    private final Client client;
    private final HitRules rules;

    public SetInstructionBreakpointsHandler(Target target, Client client) {
        this.target = target;
        this.client = client;
        this.rules = new HitRules(target);
    }

    @Override
    public Command<SetInstructionBreakpointsArguments, SetInstructionBreakpointsResponse> command() {
        return Commands.SET_INSTRUCTION_BREAKPOINTS;
    }

    @Override
    public Lane lane() {
        return Lane.ANY_TIME;
    }

    @Override
    public void declare(Capabilities capabilities) {
        capabilities.setSupportsInstructionBreakpoints(true);
    }

    @Override
    public Answer<SetInstructionBreakpointsResponse> handle(SetInstructionBreakpointsArguments arguments) {
        Debuggee debuggee = target.debuggee();
        BreakpointBuilder builder = new BreakpointBuilder();
        for (InstructionBreakpoint each : Given.elements(arguments.getBreakpoints(), "breakpoints")) {
            builder.add(() -> {
                AddressSyntax.Address at = MemoryPlace.of(
                                debuggee,
                                Given.text(each.getInstructionReference(), "instructionReference"),
                                each.getOffset())
                        .address();
                if (at.address() % INSTRUCTION != 0) {
                    throw RequestError.argument("%s is not the address of an instruction: they are multiples of %d"
                            .formatted(at, INSTRUCTION));
                }
                return rules.request(
                        new Breakpoint.Instruction(at.space(), at.address()),
                        each.getCondition(),
                        each.getHitCondition(),
                        null);
            });
        }
        SetInstructionBreakpointsResponse response = new SetInstructionBreakpointsResponse();
        response.setBreakpoints(
                builder.set(debuggee, client, "instructions").toArray(org.eclipse.lsp4j.debug.Breakpoint[]::new));
        return Answer.of(response);
    }
}
