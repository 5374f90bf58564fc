package org.realmscope.adapter.handler;

import org.eclipse.lsp4j.debug.SourceArguments;
import org.eclipse.lsp4j.debug.SourceResponse;
import org.realmscope.adapter.debuggee.SourceTable;
import org.realmscope.adapter.debuggee.Target;
import org.realmscope.adapter.request.Answer;
import org.realmscope.adapter.request.Command;
import org.realmscope.adapter.request.Commands;
import org.realmscope.adapter.request.Lane;
import org.realmscope.adapter.request.RequestHandler;

/** {@code source}: the text of a source file. */
public final class SourceHandler implements RequestHandler<SourceArguments, SourceResponse> {
    private final Target target;

    public SourceHandler(Target target) {
        this.target = target;
    }

    @Override
    public Command<SourceArguments, SourceResponse> command() {
        return Commands.SOURCE;
    }

    @Override
    public Lane lane() {
        return Lane.ALWAYS;
    }

    @Override
    public Answer<SourceResponse> handle(SourceArguments arguments) {
        SourceTable sources = target.debuggee().programs().sources();
        SourceResponse response = new SourceResponse();
        response.setContent(sources.text(sources.path(arguments.getSource(), arguments.getSourceReference())));
        return Answer.of(response);
    }
}
