package org.realmscope.debug.core.model;

import java.math.BigInteger;
import java.util.concurrent.CompletableFuture;
import org.eclipse.jdt.annotation.Nullable;
import org.eclipse.lsp4j.debug.EvaluateArguments;
import org.eclipse.lsp4j.debug.EvaluateResponse;

/** Values of expressions. */
public final class Evaluations {
    private final Session session;

    Evaluations(Session session) {
        this.session = session;
    }

    /**
     * Asks for the value of an expression.
     *
     * @param frame from which it is seen; null for where the machine stands
     * @param context as {@code EvaluateArgumentsContext} names it
     */
    public CompletableFuture<EvaluateResponse> evaluate(String expression, @Nullable RealmFrame frame, String context) {
        EvaluateArguments arguments = new EvaluateArguments();
        arguments.setExpression(expression);
        arguments.setContext(context);
        if (frame != null) {
            arguments.setFrameId(frame.id());
        }
        return session.server().evaluate(arguments);
    }

    /** Asks for the value of an expression, with what is in it. */
    public CompletableFuture<RealmValue> value(String expression, RealmFrame frame, String context) {
        return evaluate(expression, frame, context).thenApply(answer -> RealmValue.of(frame, answer, expression));
    }

    /** Asks where something is: an address without its space, something in memory, or a number that is one. */
    CompletableFuture<MemoryAddress> address(String expression, @Nullable RealmFrame frame) {
        return evaluate(expression, frame, "watch").thenApply(answer -> {
            MemoryAddress place =
                    answer.getMemoryReference() == null ? null : MemoryAddress.parse(answer.getMemoryReference());
            MemoryAddress address = place == null ? number(answer.getResult(), frame) : place;
            if (address == null) {
                throw new IllegalArgumentException(
                        "'%s' is %s, which is no address; EL1R:0x1000, ipa(realm0):0x1000 and pa(ns):0x1000 are"
                                .formatted(expression, answer.getResult()));
            }
            return address;
        });
    }

    private static @Nullable MemoryAddress number(String text, @Nullable RealmFrame frame) {
        MemoryAddress code = frame == null ? null : frame.thread().codeAddress(frame);
        MemoryAddress number = MemoryAddress.parse("number:" + text.split("\\s", 2)[0]);
        BigInteger offset = number == null ? null : number.offset();
        return code == null || offset == null ? null : code.at(offset);
    }
}
