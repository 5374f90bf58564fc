package org.realmscope.adapter.handler;

import java.util.List;
import java.util.Objects;
import org.eclipse.lsp4j.debug.Variable;
import org.eclipse.lsp4j.debug.VariablePresentationHint;
import org.eclipse.lsp4j.debug.VariablePresentationHintAttributes;
import org.eclipse.lsp4j.debug.VariablesArguments;
import org.eclipse.lsp4j.debug.VariablesResponse;
import org.realmscope.adapter.debuggee.Reference;
import org.realmscope.adapter.debuggee.References;
import org.realmscope.adapter.debuggee.RegisterText;
import org.realmscope.adapter.debuggee.Target;
import org.realmscope.adapter.request.Answer;
import org.realmscope.adapter.request.Command;
import org.realmscope.adapter.request.Commands;
import org.realmscope.adapter.request.RequestHandler;
import org.realmscope.debug.inspect.RegisterField;
import org.realmscope.debug.inspect.RegisterValue;

/** {@code variables}: registers, and the fields of those that are decoded; paged. */
public final class VariablesHandler implements RequestHandler<VariablesArguments, VariablesResponse> {
    private final Target target;

    public VariablesHandler(Target target) {
        this.target = target;
    }

    @Override
    public Command<VariablesArguments, VariablesResponse> command() {
        return Commands.VARIABLES;
    }

    @Override
    public Answer<VariablesResponse> handle(VariablesArguments arguments) {
        References references = target.debuggee().references();
        List<Variable> variables = variables(references.get(arguments.getVariablesReference()), references);
        int start = Math.max(Objects.requireNonNullElse(arguments.getStart(), 0), 0);
        int count = Objects.requireNonNullElse(arguments.getCount(), 0);
        VariablesResponse response = new VariablesResponse();
        response.setVariables(variables.stream()
                .skip(start)
                .limit(count <= 0 ? Long.MAX_VALUE : count)
                .toArray(Variable[]::new));
        return Answer.of(response);
    }

    private static List<Variable> variables(Reference reference, References references) {
        return switch (reference) {
            case Reference.Frame frame -> List.of();
            case Reference.Group group ->
                RegisterText.group(group.frame().view(), group.frame().pe(), group.name()).stream()
                        .map(register -> register(group, register, references))
                        .toList();
            case Reference.Fields fields ->
                RegisterText.find(fields.frame().view(), fields.frame().pe(), fields.register()).stream()
                        .flatMap(register -> register.fields().stream())
                        .map(VariablesHandler::field)
                        .toList();
        };
    }

    private static Variable register(Reference.Group group, RegisterValue register, References references) {
        Variable variable = new Variable();
        variable.setName(register.name());
        variable.setValue(RegisterText.value(register));
        variable.setEvaluateName(register.name());
        variable.setType("register");
        if (!register.fields().isEmpty()) {
            variable.setNamedVariables(register.fields().size());
            variable.setVariablesReference(references.number(new Reference.Fields(group.frame(), register.name())));
        }
        return variable;
    }

    private static Variable field(RegisterField field) {
        Variable variable = new Variable();
        variable.setName(field.name());
        variable.setValue(RegisterText.value(field));
        VariablePresentationHint hint = new VariablePresentationHint();
        hint.setAttributes(new String[] {VariablePresentationHintAttributes.READ_ONLY});
        variable.setPresentationHint(hint);
        return variable;
    }
}
