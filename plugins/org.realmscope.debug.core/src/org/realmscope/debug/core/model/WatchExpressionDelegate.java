package org.realmscope.debug.core.model;

import org.eclipse.debug.core.DebugException;
import org.eclipse.debug.core.model.IDebugElement;
import org.eclipse.debug.core.model.IValue;
import org.eclipse.debug.core.model.IWatchExpressionDelegate;
import org.eclipse.debug.core.model.IWatchExpressionListener;
import org.eclipse.debug.core.model.IWatchExpressionResult;
import org.eclipse.jdt.annotation.Nullable;
import org.eclipse.lsp4j.debug.EvaluateArgumentsContext;
import org.realmscope.debug.core.protocol.ProtocolJoin;

/** Evaluates expressions of the Expressions view in the selected frame. */
public final class WatchExpressionDelegate implements IWatchExpressionDelegate {
    @Override
    public void evaluateExpression(String expression, IDebugElement context, IWatchExpressionListener listener) {
        if (!(context instanceof RealmFrame frame)) {
            listener.watchEvaluationFinished(
                    new Result(expression, null, "Select a stack frame to evaluate this in", null));
            return;
        }
        Session session = frame.target().session();
        session.evaluations()
                .value(expression, frame, EvaluateArgumentsContext.WATCH)
                .whenCompleteAsync(
                        (value, failure) -> listener.watchEvaluationFinished(
                                failure == null
                                        ? new Result(expression, value, null, null)
                                        : new Result(
                                                expression,
                                                null,
                                                ProtocolJoin.message(failure),
                                                ProtocolJoin.failure(failure))),
                        session.listeners());
    }

    /** What became of an evaluation. */
    private record Result(
            String expression,
            @Nullable IValue value,
            @Nullable String error,
            @Nullable DebugException exception) implements IWatchExpressionResult {
        @Override
        public @Nullable IValue getValue() {
            return value;
        }

        @Override
        public boolean hasErrors() {
            return error != null;
        }

        @Override
        public String[] getErrorMessages() {
            String message = error;
            return message == null ? new String[0] : new String[] {message};
        }

        @Override
        public String getExpressionText() {
            return expression;
        }

        @Override
        public @Nullable DebugException getException() {
            return exception;
        }
    }
}
