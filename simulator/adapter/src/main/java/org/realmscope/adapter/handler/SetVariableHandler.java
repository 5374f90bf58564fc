package org.realmscope.adapter.handler;

import org.eclipse.lsp4j.debug.Capabilities;
import org.eclipse.lsp4j.debug.SetVariableArguments;
import org.eclipse.lsp4j.debug.SetVariableResponse;
import org.realmscope.adapter.debuggee.Debuggee;
import org.realmscope.adapter.debuggee.Reference;
import org.realmscope.adapter.debuggee.RegisterText;
import org.realmscope.adapter.debuggee.Target;
import org.realmscope.adapter.request.Answer;
import org.realmscope.adapter.request.Command;
import org.realmscope.adapter.request.Commands;
import org.realmscope.adapter.request.ErrorCode;
import org.realmscope.adapter.request.RequestError;
import org.realmscope.adapter.request.RequestHandler;
import org.realmscope.debug.inspect.AddressSyntax;
import org.realmscope.debug.inspect.RegisterChange;

/** {@code setVariable}: gives a register another value, which gives up what was known of the run after. */
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
        Reference reference = debuggee.references().get(arguments.getVariablesReference());
        Reference.Frame frame = reference.frame();
        if (!frame.isLive()) {
            throw new RequestError(ErrorCode.READ_ONLY, "an open moment cannot be changed");
        }
        if (!(reference instanceof Reference.Group)) {
            throw new RequestError(ErrorCode.READ_ONLY, "fields cannot be changed one by one; change the register");
        }
        long value = AddressSyntax.number(arguments.getValue());
        debuggee.session().apply(RegisterChange.of(frame.pe(), arguments.getName(), value));
        SetVariableResponse response = new SetVariableResponse();
        response.setValue(RegisterText.find(frame.view(), frame.pe(), arguments.getName())
                .map(RegisterText::value)
                .orElse(arguments.getValue()));
        return Answer.of(response);
    }
}
