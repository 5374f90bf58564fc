package org.realmscope.adapter.handler;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.eclipse.lsp4j.debug.Capabilities;
import org.eclipse.lsp4j.debug.CompletionItem;
import org.eclipse.lsp4j.debug.CompletionsArguments;
import org.eclipse.lsp4j.debug.CompletionsResponse;
import org.jspecify.annotations.Nullable;
import org.realmscope.adapter.debuggee.Debuggee;
import org.realmscope.adapter.debuggee.FrameValues;
import org.realmscope.adapter.debuggee.Target;
import org.realmscope.adapter.request.Answer;
import org.realmscope.adapter.request.Command;
import org.realmscope.adapter.request.Commands;
import org.realmscope.adapter.request.Lane;
import org.realmscope.adapter.request.RequestHandler;
import org.realmscope.debug.dwarf.NumberStyle;
import org.realmscope.debug.inspect.Decoding;
import org.realmscope.debug.inspect.RegisterValue;

/** {@code completions}: commands, variables, members and registers that begin with the last word. */
public final class CompletionsHandler implements RequestHandler<CompletionsArguments, CompletionsResponse> {
    private static final int MOST = 500;
    private static final Pattern LAST_WORD = Pattern.compile("\\w*$");
    /** What is in front of a member: a name with members and elements. */
    private static final Pattern MEMBER = Pattern.compile("([A-Za-z_]\\w*(?:\\[[^\\]]*]|\\.\\w+|->\\w+)*)(?:\\.|->)$");

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
        return Lane.ALWAYS;
    }

    @Override
    public void declare(Capabilities capabilities) {
        capabilities.setSupportsCompletionsRequest(true);
        capabilities.setCompletionTriggerCharacters(new String[] {".", ">", "$", " "});
    }

    @Override
    public Answer<CompletionsResponse> handle(CompletionsArguments arguments) {
        String text = arguments.getText();
        int column = Math.clamp(arguments.getColumn() - 1, 0, text.length());
        String before = text.substring(0, column);
        Matcher last = LAST_WORD.matcher(before);
        String word = last.find() ? last.group() : "";
        String leading = before.substring(0, before.length() - word.length());
        List<CompletionItem> items = candidates(arguments.getFrameId(), leading).stream()
                .filter(candidate -> candidate.regionMatches(true, 0, word, 0, word.length()))
                .distinct()
                .limit(MOST)
                .map(candidate -> item(candidate, leading.length(), word.length()))
                .toList();
        CompletionsResponse response = new CompletionsResponse();
        response.setTargets(items.toArray(CompletionItem[]::new));
        return Answer.of(response);
    }

    private List<String> candidates(@Nullable Integer frameId, String leading) {
        Debuggee debuggee = target.debuggee();
        if (leading.strip().equals("decode")) {
            return List.copyOf(Decoding.KINDS);
        }
        // While the machine runs, there are no frames.
        FrameValues values = frameId == null || !debuggee.references().has(frameId)
                ? null
                : new FrameValues(
                        debuggee, debuggee.references().frame(frameId, debuggee.currentFrame()), NumberStyle.BY_TYPE);
        Matcher member = MEMBER.matcher(leading);
        if (member.find()) {
            return values == null ? List.of() : values.members(member.group(1));
        }
        List<String> candidates = new ArrayList<>();
        if (leading.isBlank()) {
            candidates.addAll(List.of("decode", "help", "moment"));
        }
        if (values != null) {
            candidates.addAll(values.variables());
        }
        debuggee.view(null).registers(0).stream()
                .flatMap(group -> group.registers().stream())
                .map(RegisterValue::name)
                .forEach(candidates::add);
        if (values != null) {
            candidates.addAll(values.globals());
        }
        return candidates;
    }

    private static CompletionItem item(String label, int start, int length) {
        CompletionItem item = new CompletionItem();
        item.setLabel(label);
        item.setStart(start);
        item.setLength(length);
        return item;
    }
}
