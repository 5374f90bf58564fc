package org.realmscope.adapter.handler;

import org.eclipse.lsp4j.debug.Capabilities;
import org.eclipse.lsp4j.debug.SetVariableArguments;
import org.eclipse.lsp4j.debug.SetVariableResponse;
import org.eclipse.lsp4j.debug.Variable;
import org.realmscope.adapter.debuggee.Debuggee;
import org.realmscope.adapter.debuggee.FrameValues;
import org.realmscope.adapter.debuggee.Reference;
import org.realmscope.adapter.debuggee.RegisterEdit;
import org.realmscope.adapter.debuggee.Target;
import org.realmscope.adapter.debuggee.ThreadView;
import org.realmscope.adapter.debuggee.ValueText;
import org.realmscope.adapter.request.Answer;
import org.realmscope.adapter.request.Command;
import org.realmscope.adapter.request.Commands;
import org.realmscope.adapter.request.ErrorCode;
import org.realmscope.adapter.request.RequestError;
import org.realmscope.adapter.request.RequestHandler;
import org.realmscope.debug.dwarf.NumberStyle;

/**
 * {@code setVariable}: gives a register or a variable of a program another value, which gives up what was known of the
 * run after.
 */
public final class SetVariableHandler implements RequestHandler<SetVariableArguments, SetVariableResponse> {
    private final Target target;

    public SetVariableHandler(Target target) {
        this.target = target;
    }

    @Override
    public Command<SetVariableArguments, SetVariableResponse> command() {
        return Commands.SET_VARIABLE;
    }

    @Override
    public void declare(Capabilities capabilities) {
        capabilities.setSupportsSetVariable(true);
    }

    @Override
    public Answer<SetVariableResponse> handle(SetVariableArguments arguments) {
        Debuggee debuggee = target.debuggee();
        Reference container = debuggee.references().get(arguments.getVariablesReference());
        if (!container.thread().isLive()) {
            throw new RequestError(ErrorCode.READ_ONLY, "an open moment cannot be changed");
        }
        NumberStyle numbers = ValueText.numbers(arguments.getFormat());
        String name = arguments.getName();
        return Answer.of(
                switch (container) {
                    case Reference.Group group ->
                        response(innermost(debuggee, group.thread()).register(name, arguments.getValue()));
                    case Reference.Arguments place ->
                        response(values(debuggee, place.frame(), numbers)
                                .change(name, values -> values.evaluate(name), arguments.getValue()));
                    case Reference.Locals place ->
                        response(values(debuggee, place.frame(), numbers)
                                .change(name, values -> values.evaluate(name), arguments.getValue()));
                    case Reference.Parts parts ->
                        response(values(debuggee, parts.frame(), numbers)
                                .change(name, values -> values.named(parts, name), arguments.getValue()));
                    case Reference.Fields fields ->
                        response(innermost(debuggee, fields.thread())
                                .field(fields.register(), name, arguments.getValue()));
                    case Reference.FrameRegisters registers ->
                        response(new RegisterEdit(debuggee, registers.frame()).register(name, arguments.getValue()));
                    default -> throw new RequestError(ErrorCode.READ_ONLY, "'" + name + "' cannot be changed");
                });
    }

    private static FrameValues values(Debuggee debuggee, Reference.Frame frame, NumberStyle numbers) {
        return new FrameValues(debuggee, frame, numbers);
    }

    private static RegisterEdit innermost(Debuggee debuggee, ThreadView thread) {
        return new RegisterEdit(debuggee, new Reference.Frame(thread, 0));
    }

    private static SetVariableResponse response(String value) {
        SetVariableResponse response = new SetVariableResponse();
        response.setValue(value);
        return response;
    }

    private static SetVariableResponse response(Variable variable) {
        SetVariableResponse response = new SetVariableResponse();
        response.setValue(variable.getValue());
        response.setType(variable.getType());
        response.setMemoryReference(variable.getMemoryReference());
        response.setVariablesReference(variable.getVariablesReference());
        response.setNamedVariables(variable.getNamedVariables());
        response.setIndexedVariables(variable.getIndexedVariables());
        return response;
    }
}
