package org.realmscope.adapter.handler;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import org.eclipse.lsp4j.debug.Capabilities;
import org.eclipse.lsp4j.debug.EvaluateArguments;
import org.eclipse.lsp4j.debug.EvaluateArgumentsContext;
import org.eclipse.lsp4j.debug.EvaluateResponse;
import org.eclipse.lsp4j.debug.Variable;
import org.realmscope.adapter.debuggee.Debuggee;
import org.realmscope.adapter.debuggee.FrameValues;
import org.realmscope.adapter.debuggee.Given;
import org.realmscope.adapter.debuggee.MemoryPlace;
import org.realmscope.adapter.debuggee.Reference;
import org.realmscope.adapter.debuggee.RegisterText;
import org.realmscope.adapter.debuggee.Target;
import org.realmscope.adapter.debuggee.ThreadView;
import org.realmscope.adapter.debuggee.ValueText;
import org.realmscope.adapter.request.Answer;
import org.realmscope.adapter.request.Command;
import org.realmscope.adapter.request.Commands;
import org.realmscope.adapter.request.RequestError;
import org.realmscope.adapter.request.RequestHandler;
import org.realmscope.debug.dwarf.NumberStyle;
import org.realmscope.debug.inspect.AddressSyntax;
import org.realmscope.debug.inspect.Decoding;
import org.realmscope.debug.inspect.MemoryRead;
import org.realmscope.debug.inspect.RegisterValue;

/** {@code evaluate}: expressions in C, registers, memory at an address, {@code decode}, {@code moment}. */
public final class EvaluateHandler implements RequestHandler<EvaluateArguments, EvaluateResponse> {
    private static final int WORD = 8;
    private static final Pattern ADDRESS = Pattern.compile("(\\w+(\\(.*\\))?:)\\s*0[xX][0-9a-fA-F_]+");
    private static final Pattern NAME = Pattern.compile("\\w+");
    private static final String HELP = "an expression in C over the frame's variables ($x0 + 8, vcpu->arch.rec), "
            + "a register (X0, ESR_EL2), an address (EL1R:0x1000, ipa(realm0):0x1000, pa(ns):0x1000), "
            + "'decode " + String.join("|", Decoding.KINDS)
            + " VALUE', 'moment'; 'moment(1)' in front of an expression asks an open moment";

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
        capabilities.setSupportsValueFormattingOptions(true);
    }

    @Override
    public Answer<EvaluateResponse> handle(EvaluateArguments arguments) {
        Debuggee debuggee = target.debuggee();
        String given = Given.text(arguments.getExpression(), "expression").strip();
        Map.Entry<Integer, String> past = MemoryPlace.split(given);
        Reference.Frame frame = past == null
                ? debuggee.references().frame(arguments.getFrameId(), debuggee.currentFrame())
                : debuggee.currentFrame(past.getKey());
        String text = past == null ? given : past.getValue();
        List<String> words = List.of(text.split("\\s+"));
        boolean isCode = EvaluateArgumentsContext.HOVER.equals(arguments.getContext());
        return Answer.of(
                switch (isCode ? "" : words.getFirst()) {
                    case "decode" -> answer(String.join("\n", Decoding.explain(words.subList(1, words.size()))));
                    case "moment" ->
                        answer(frame.thread().view().machine().now().toString());
                    case "help" -> answer(HELP);
                    default -> value(debuggee, frame, arguments, text);
                });
    }

    private static EvaluateResponse value(
            Debuggee debuggee, Reference.Frame frame, EvaluateArguments arguments, String text) {
        NumberStyle numbers = ValueText.numbers(arguments.getFormat());
        FrameValues values = new FrameValues(debuggee, frame, numbers);
        boolean isVariable = NAME.matcher(text).matches() && values.names().variable(text) != null;
        if (!isVariable && debuggee.stacks().hasRegistersOfPe(frame)) {
            ThreadView thread = frame.thread();
            RegisterValue register = RegisterText.find(
                            thread.view(), thread.index(), text.startsWith("$") ? text.substring(1) : text)
                    .orElse(null);
            if (register != null) {
                return register(debuggee, thread, register);
            }
        }
        if (ADDRESS.matcher(text).matches()) {
            return memory(debuggee, frame.thread(), text);
        }
        Variable variable = values.variable(text, values.evaluate(text));
        EvaluateResponse response = answer(variable.getValue());
        response.setType(variable.getType());
        response.setMemoryReference(variable.getMemoryReference());
        response.setValueLocationReference(variable.getValueLocationReference());
        response.setVariablesReference(variable.getVariablesReference());
        response.setNamedVariables(variable.getNamedVariables());
        response.setIndexedVariables(variable.getIndexedVariables());
        response.setPresentationHint(variable.getPresentationHint());
        return response;
    }

    private static EvaluateResponse register(Debuggee debuggee, ThreadView thread, RegisterValue register) {
        EvaluateResponse response = answer(RegisterText.value(register));
        response.setType("register");
        if (!register.fields().isEmpty()) {
            response.setVariablesReference(debuggee.references().number(new Reference.Fields(thread, register.name())));
            response.setNamedVariables(register.fields().size());
        }
        return response;
    }

    private static EvaluateResponse memory(Debuggee debuggee, ThreadView thread, String text) {
        AddressSyntax.Address address = debuggee.address(text, null);
        MemoryRead read = thread.view().read(address.space(), address.address(), WORD);
        if (!read.isComplete()) {
            throw RequestError.argument(read.gaps().getFirst().reason());
        }
        EvaluateResponse response = answer("0x%016x"
                .formatted(ByteBuffer.wrap(read.bytes())
                        .order(ByteOrder.LITTLE_ENDIAN)
                        .getLong()));
        response.setMemoryReference(debuggee.memoryReference(thread, address.space(), address.address()));
        return response;
    }

    private static EvaluateResponse answer(String text) {
        EvaluateResponse response = new EvaluateResponse();
        response.setResult(text);
        return response;
    }
}
