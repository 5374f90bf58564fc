package org.realmscope.adapter.handler;

import java.util.ArrayList;
import java.util.List;
import org.eclipse.lsp4j.debug.Scope;
import org.eclipse.lsp4j.debug.ScopePresentationHint;
import org.eclipse.lsp4j.debug.ScopesArguments;
import org.eclipse.lsp4j.debug.ScopesResponse;
import org.jspecify.annotations.Nullable;
import org.realmscope.adapter.debuggee.Debuggee;
import org.realmscope.adapter.debuggee.Reference;
import org.realmscope.adapter.debuggee.Target;
import org.realmscope.adapter.debuggee.ThreadView;
import org.realmscope.adapter.request.Answer;
import org.realmscope.adapter.request.Command;
import org.realmscope.adapter.request.Commands;
import org.realmscope.adapter.request.RequestHandler;
import org.realmscope.debug.control.CallFields;
import org.realmscope.debug.inspect.RegisterGroup;
import org.realmscope.debug.stack.CodeFrame;
import org.realmscope.debug.stack.LabelFrame;
import org.realmscope.debug.stack.ModelFrame;
import org.realmscope.debug.stack.MonitorFrame;

/** {@code scopes}: variables of a frame, what an RMM command was called with and checks, registers by group. */
public final class ScopesHandler implements RequestHandler<ScopesArguments, ScopesResponse> {
    private final Target target;

    public ScopesHandler(Target target) {
        this.target = target;
    }

    @Override
    public Command<ScopesArguments, ScopesResponse> command() {
        return Commands.SCOPES;
    }

    @Override
    public Answer<ScopesResponse> handle(ScopesArguments arguments) {
        Debuggee debuggee = target.debuggee();
        Reference.Frame frame = debuggee.references().frame(arguments.getFrameId());
        List<Scope> scopes = new ArrayList<>(ofFrame(debuggee, frame));
        scopes.addAll(registers(debuggee, frame));
        ScopesResponse response = new ScopesResponse();
        response.setScopes(
                scopes.stream().filter(scope -> scope.getNamedVariables() > 0).toArray(Scope[]::new));
        return Answer.of(response);
    }

    private static List<Scope> ofFrame(Debuggee debuggee, Reference.Frame frame) {
        return switch (debuggee.stacks().frame(frame)) {
            case CodeFrame code ->
                List.of(
                        scope(
                                debuggee,
                                "Arguments",
                                ScopePresentationHint.ARGUMENTS,
                                new Reference.Arguments(frame),
                                code.arguments().size()),
                        scope(
                                debuggee,
                                "Locals",
                                ScopePresentationHint.LOCALS,
                                new Reference.Locals(frame),
                                code.locals().size()));
            case ModelFrame model -> {
                CallFields fields = model.call().fields();
                int count = fields.inputs().size() + fields.outputs().size() + 1;
                yield List.of(
                        scope(debuggee, "RMM call", ScopePresentationHint.ARGUMENTS, new Reference.Call(frame), count),
                        scope(
                                debuggee,
                                "Conditions",
                                null,
                                new Reference.Conditions(frame),
                                model.call().conditions().size()));
            }
            case MonitorFrame monitor -> List.of();
            case LabelFrame label -> List.of();
        };
    }

    private static List<Scope> registers(Debuggee debuggee, Reference.Frame frame) {
        ThreadView thread = frame.thread();
        List<Scope> scopes = new ArrayList<>();
        if (debuggee.stacks().hasRegistersOfPe(frame)) {
            for (RegisterGroup group : thread.view().registers(thread.index())) {
                scopes.add(scope(
                        debuggee,
                        "Registers: " + group.name(),
                        ScopePresentationHint.REGISTERS,
                        new Reference.Group(thread, group.name()),
                        group.registers().size()));
            }
        } else if (debuggee.stacks().frame(frame) instanceof CodeFrame code) {
            scopes.add(scope(
                    debuggee,
                    "Registers",
                    ScopePresentationHint.REGISTERS,
                    new Reference.FrameRegisters(frame),
                    code.registers().size()));
        }
        return scopes;
    }

    private static Scope scope(Debuggee debuggee, String name, @Nullable String hint, Reference contents, int count) {
        Scope scope = new Scope();
        scope.setName(name);
        scope.setPresentationHint(hint);
        scope.setVariablesReference(debuggee.references().number(contents));
        scope.setNamedVariables(count);
        return scope;
    }
}
