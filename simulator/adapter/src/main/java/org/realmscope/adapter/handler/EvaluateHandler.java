package org.realmscope.adapter.handler;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.List;
import java.util.regex.Pattern;
import org.eclipse.lsp4j.debug.Capabilities;
import org.eclipse.lsp4j.debug.EvaluateArguments;
import org.eclipse.lsp4j.debug.EvaluateResponse;
import org.jspecify.annotations.Nullable;
import org.realmscope.adapter.debuggee.Debuggee;
import org.realmscope.adapter.debuggee.PeExpressions;
import org.realmscope.adapter.debuggee.Reference;
import org.realmscope.adapter.debuggee.RegisterText;
import org.realmscope.adapter.debuggee.Target;
import org.realmscope.adapter.request.Answer;
import org.realmscope.adapter.request.Command;
import org.realmscope.adapter.request.Commands;
import org.realmscope.adapter.request.RequestError;
import org.realmscope.adapter.request.RequestHandler;
import org.realmscope.debug.inspect.AddressSyntax;
import org.realmscope.debug.inspect.Decoding;
import org.realmscope.debug.inspect.MemoryRead;
import org.realmscope.debug.inspect.RegisterValue;

/** {@code evaluate}: registers, memory at an address, {@code decode}, {@code moment}. */
public final class EvaluateHandler implements RequestHandler<EvaluateArguments, EvaluateResponse> {
    private static final int WORD = 8;
    private static final Pattern ADDRESS = Pattern.compile("(\\w+(\\(.*\\))?:)?\\s*0[xX][0-9a-fA-F_]+");
    private static final String HELP = "a register (X0, ESR_EL2), an address (EL1R:0x1000, ipa(realm0):0x1000, "
            + "pa(ns):0x1000), an expression ($x0 + 8), 'decode esr|return|descriptor|function VALUE', 'moment'";

    private final Target target;

    public EvaluateHandler(Target target) {
        this.target = target;
    }

    @Override
    public Command<EvaluateArguments, EvaluateResponse> command() {
        return Commands.EVALUATE;
    }

    @Override
    public void declare(Capabilities capabilities) {
        capabilities.setSupportsEvaluateForHovers(true);
    }

    @Override
    public Answer<EvaluateResponse> handle(EvaluateArguments arguments) {
        Debuggee debuggee = target.debuggee();
        String text = arguments.getExpression().strip();
        List<String> words = List.of(text.split("\\s+"));
        return Answer.of(
                switch (words.getFirst()) {
                    case "decode" -> answer(String.join("\n", Decoding.explain(words.subList(1, words.size()))));
                    case "moment" -> answer(debuggee.session().machine().now().toString());
                    case "help" -> answer(HELP);
                    default -> value(debuggee, arguments.getFrameId(), text);
                });
    }

    private static EvaluateResponse value(Debuggee debuggee, @Nullable Integer frameId, String text) {
        Reference.Frame frame = frameId == null
                ? debuggee.frame(
                        debuggee.thread(Math.max(debuggee.session().machine().currentPe(), 0)))
                : debuggee.references().get(frameId).frame();
        String name = text.startsWith("$") ? text.substring(1) : text;
        RegisterValue register =
                RegisterText.find(frame.view(), frame.pe(), name).orElse(null);
        if (register != null) {
            EvaluateResponse response = answer(RegisterText.value(register));
            if (!register.fields().isEmpty()) {
                response.setVariablesReference(
                        debuggee.references().number(new Reference.Fields(frame, register.name())));
            }
            return response;
        }
        if (!ADDRESS.matcher(text).matches()) {
            return answer("0x" + Long.toHexString(PeExpressions.number(frame.view(), frame.pe(), null, text)));
        }
        AddressSyntax.Address address = debuggee.address(text, null);
        MemoryRead read = frame.view().read(address.space(), address.address(), WORD);
        if (!read.isComplete()) {
            throw RequestError.argument(read.gaps().getFirst().reason());
        }
        EvaluateResponse response = answer("0x%016x"
                .formatted(ByteBuffer.wrap(read.bytes())
                        .order(ByteOrder.LITTLE_ENDIAN)
                        .getLong()));
        response.setMemoryReference(address.toString());
        return response;
    }

    private static EvaluateResponse answer(String text) {
        EvaluateResponse response = new EvaluateResponse();
        response.setResult(text);
        return response;
    }
}
