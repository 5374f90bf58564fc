package org.realmscope.adapter.handler;

import java.util.Locale;
import java.util.stream.Stream;
import org.eclipse.lsp4j.debug.Capabilities;
import org.eclipse.lsp4j.debug.CompletionItem;
import org.eclipse.lsp4j.debug.CompletionsArguments;
import org.eclipse.lsp4j.debug.CompletionsResponse;
import org.realmscope.adapter.debuggee.Target;
import org.realmscope.adapter.request.Answer;
import org.realmscope.adapter.request.Command;
import org.realmscope.adapter.request.Commands;
import org.realmscope.adapter.request.Lane;
import org.realmscope.adapter.request.RequestHandler;
import org.realmscope.debug.inspect.Decoding;
import org.realmscope.debug.inspect.RegisterValue;

/** {@code completions}: commands and registers that begin with the last word. */
public final class CompletionsHandler implements RequestHandler<CompletionsArguments, CompletionsResponse> {
    private final Target target;

    public CompletionsHandler(Target target) {
        this.target = target;
    }

    @Override
    public Command<CompletionsArguments, CompletionsResponse> command() {
        return Commands.COMPLETIONS;
    }

    @Override
    public Lane lane() {
        return Lane.ANY_TIME;
    }

    @Override
    public void declare(Capabilities capabilities) {
        capabilities.setSupportsCompletionsRequest(true);
    }

    @Override
    public Answer<CompletionsResponse> handle(CompletionsArguments arguments) {
        String text = arguments.getText();
        int column = Math.clamp(arguments.getColumn() - 1, 0, text.length());
        int start = text.lastIndexOf(' ', column - 1) + 1;
        String word = text.substring(Math.min(start, column), column).toUpperCase(Locale.ROOT);
        CompletionItem[] items = candidates(text.substring(0, start).strip())
                .filter(candidate -> candidate.toUpperCase(Locale.ROOT).startsWith(word))
                .map(CompletionsHandler::item)
                .toArray(CompletionItem[]::new);
        CompletionsResponse response = new CompletionsResponse();
        response.setTargets(items);
        return Answer.of(response);
    }

    private Stream<String> candidates(String before) {
        if (before.equals("decode")) {
            return Decoding.KINDS.stream();
        }
        if (!before.isEmpty()) {
            return Stream.empty();
        }
        Stream<String> registers = target.debuggee().session().view().registers(0).stream()
                .flatMap(group -> group.registers().stream())
                .map(RegisterValue::name);
        return Stream.concat(Stream.of("decode", "help", "moment"), registers);
    }

    private static CompletionItem item(String label) {
        CompletionItem item = new CompletionItem();
        item.setLabel(label);
        return item;
    }
}
