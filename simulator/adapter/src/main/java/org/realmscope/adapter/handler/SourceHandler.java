package org.realmscope.adapter.handler;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.eclipse.lsp4j.debug.Source;
import org.eclipse.lsp4j.debug.SourceArguments;
import org.eclipse.lsp4j.debug.SourceResponse;
import org.realmscope.adapter.debuggee.Target;
import org.realmscope.adapter.request.Answer;
import org.realmscope.adapter.request.Command;
import org.realmscope.adapter.request.Commands;
import org.realmscope.adapter.request.Lane;
import org.realmscope.adapter.request.RequestError;
import org.realmscope.adapter.request.RequestHandler;
import org.realmscope.platform.UserError;

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
        return Lane.ANY_TIME;
    }

    @Override
    public Answer<SourceResponse> handle(SourceArguments arguments) {
        Source source = arguments.getSource();
        String path = source == null ? null : source.getPath();
        if (path == null || !target.debuggee().code().isScenario(path)) {
            throw RequestError.argument("the adapter has no text of this source");
        }
        try {
            SourceResponse response = new SourceResponse();
            response.setContent(Files.readString(Path.of(path)));
            return Answer.of(response);
        } catch (IOException e) {
            throw new UserError(UserError.Code.FILE_UNREADABLE, path + " cannot be read: " + e.getMessage());
        }
    }
}
