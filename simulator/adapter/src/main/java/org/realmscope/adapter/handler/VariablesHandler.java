package org.realmscope.adapter.handler;

import java.util.List;
import java.util.Objects;
import org.eclipse.lsp4j.debug.Capabilities;
import org.eclipse.lsp4j.debug.Variable;
import org.eclipse.lsp4j.debug.VariablesArguments;
import org.eclipse.lsp4j.debug.VariablesArgumentsFilter;
import org.eclipse.lsp4j.debug.VariablesResponse;
import org.realmscope.adapter.debuggee.Debuggee;
import org.realmscope.adapter.debuggee.Reference;
import org.realmscope.adapter.debuggee.Target;
import org.realmscope.adapter.debuggee.ValueText;
import org.realmscope.adapter.debuggee.VariableLists;
import org.realmscope.adapter.request.Answer;
import org.realmscope.adapter.request.Command;
import org.realmscope.adapter.request.Commands;
import org.realmscope.adapter.request.RequestHandler;

/**
 * {@code variables}: variables, parts of values, registers with their fields, fields and conditions of calls; paged.
 */
public final class VariablesHandler implements RequestHandler<VariablesArguments, VariablesResponse> {
    /** The most that is answered where the client does not say how many it wants. */
    private static final int MOST = 10_000;

    private final Target target;

    public VariablesHandler(Target target) {
        this.target = target;
    }

    @Override
    public Command<VariablesArguments, VariablesResponse> command() {
        return Commands.VARIABLES;
    }

    @Override
    public void declare(Capabilities capabilities) {
        capabilities.setSupportsValueFormattingOptions(true);
    }

    @Override
    public Answer<VariablesResponse> handle(VariablesArguments arguments) {
        Debuggee debuggee = target.debuggee();
        Reference reference = debuggee.references().get(arguments.getVariablesReference());
        VariableLists lists = new VariableLists(debuggee, ValueText.numbers(arguments.getFormat()));
        int start = Math.max(Objects.requireNonNullElse(arguments.getStart(), 0), 0);
        int count = Objects.requireNonNullElse(arguments.getCount(), 0);
        VariablesArgumentsFilter filter = arguments.getFilter();
        boolean isWanted = filter == null || (filter == VariablesArgumentsFilter.INDEXED) == lists.isIndexed(reference);
        List<Variable> variables =
                isWanted ? lists.of(reference, start, count <= 0 ? MOST : Math.min(count, MOST)) : List.of();
        VariablesResponse response = new VariablesResponse();
        response.setVariables(variables.toArray(Variable[]::new));
        return Answer.of(response);
    }
}
