package org.realmscope.adapter.handler;

import org.eclipse.lsp4j.debug.Capabilities;
import org.eclipse.lsp4j.debug.SetExpressionArguments;
import org.eclipse.lsp4j.debug.SetExpressionResponse;
import org.eclipse.lsp4j.debug.Variable;
import org.realmscope.adapter.debuggee.Debuggee;
import org.realmscope.adapter.debuggee.FrameValues;
import org.realmscope.adapter.debuggee.Given;
import org.realmscope.adapter.debuggee.Reference;
import org.realmscope.adapter.debuggee.RegisterEdit;
import org.realmscope.adapter.debuggee.Target;
import org.realmscope.adapter.debuggee.ValueText;
import org.realmscope.adapter.request.Answer;
import org.realmscope.adapter.request.Command;
import org.realmscope.adapter.request.Commands;
import org.realmscope.adapter.request.ErrorCode;
import org.realmscope.adapter.request.RequestError;
import org.realmscope.adapter.request.RequestHandler;
import org.realmscope.debug.dwarf.NumberStyle;

/** {@code setExpression}: gives what an expression stands for another value: a register, or an object of a program. */
public final class SetExpressionHandler implements RequestHandler<SetExpressionArguments, SetExpressionResponse> {
    private final Target target;

    public SetExpressionHandler(Target target) {
        this.target = target;
    }

    @Override
    public Command<SetExpressionArguments, SetExpressionResponse> command() {
        return Commands.SET_EXPRESSION;
    }

    @Override
    public void declare(Capabilities capabilities) {
        capabilities.setSupportsSetExpression(true);
    }

    @Override
    public Answer<SetExpressionResponse> handle(SetExpressionArguments arguments) {
        Debuggee debuggee = target.debuggee();
        String expression = Given.text(arguments.getExpression(), "expression").strip();
        String text = Given.text(arguments.getValue(), "value");
        Reference.Frame frame = debuggee.references().frame(arguments.getFrameId(), debuggee.currentFrame());
        if (!frame.thread().isLive()) {
            throw new RequestError(ErrorCode.READ_ONLY, "an open moment cannot be changed");
        }
        NumberStyle numbers = ValueText.numbers(arguments.getFormat());
        FrameValues values = new FrameValues(debuggee, frame, numbers);
        SetExpressionResponse response = new SetExpressionResponse();
        if (expression.startsWith("$")) {
            response.setValue(new RegisterEdit(debuggee, frame).register(expression.substring(1), text));
            return Answer.of(response);
        }
        Variable changed = values.change(expression, changing -> changing.evaluate(expression), text);
        response.setValue(changed.getValue());
        response.setType(changed.getType());
        response.setMemoryReference(changed.getMemoryReference());
        return Answer.of(response);
    }
}
