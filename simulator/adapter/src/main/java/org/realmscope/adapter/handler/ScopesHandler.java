package org.realmscope.adapter.handler;

import java.util.ArrayList;
import java.util.List;
import org.eclipse.lsp4j.debug.Scope;
import org.eclipse.lsp4j.debug.ScopePresentationHint;
import org.eclipse.lsp4j.debug.ScopesArguments;
import org.eclipse.lsp4j.debug.ScopesResponse;
import org.realmscope.adapter.debuggee.Reference;
import org.realmscope.adapter.debuggee.References;
import org.realmscope.adapter.debuggee.Target;
import org.realmscope.adapter.request.Answer;
import org.realmscope.adapter.request.Command;
import org.realmscope.adapter.request.Commands;
import org.realmscope.adapter.request.RequestHandler;
import org.realmscope.debug.inspect.RegisterGroup;

/** {@code scopes}: the registers of a frame by group. */
public final class ScopesHandler implements RequestHandler<ScopesArguments, ScopesResponse> {
    private final Target target;

    public ScopesHandler(Target target) {
        this.target = target;
    }

    @Override
    public Command<ScopesArguments, ScopesResponse> command() {
        return Commands.SCOPES;
    }

    @Override
    public Answer<ScopesResponse> handle(ScopesArguments arguments) {
        References references = target.debuggee().references();
        Reference.Frame frame = references.get(arguments.getFrameId()).frame();
        List<Scope> scopes = new ArrayList<>();
        for (RegisterGroup group : frame.view().registers(frame.pe())) {
            Scope scope = new Scope();
            scope.setName("Registers: " + group.name());
            scope.setPresentationHint(ScopePresentationHint.REGISTERS);
            scope.setVariablesReference(references.number(new Reference.Group(frame, group.name())));
            scope.setNamedVariables(group.registers().size());
            scopes.add(scope);
        }
        ScopesResponse response = new ScopesResponse();
        response.setScopes(scopes.toArray(Scope[]::new));
        return Answer.of(response);
    }
}
