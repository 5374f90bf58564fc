package org.realmscope.adapter.handler;

import org.eclipse.lsp4j.debug.Capabilities;
import org.eclipse.lsp4j.debug.LoadedSourcesArguments;
import org.eclipse.lsp4j.debug.LoadedSourcesResponse;
import org.eclipse.lsp4j.debug.Source;
import org.realmscope.adapter.debuggee.Target;
import org.realmscope.adapter.request.Answer;
import org.realmscope.adapter.request.Command;
import org.realmscope.adapter.request.Commands;
import org.realmscope.adapter.request.Lane;
import org.realmscope.adapter.request.RequestHandler;

/** {@code loadedSources}: sources of the programs, and the texts of the RMM's commands. */
public final class LoadedSourcesHandler implements RequestHandler<LoadedSourcesArguments, LoadedSourcesResponse> {
    private final Target target;

    public LoadedSourcesHandler(Target target) {
        this.target = target;
    }

    @Override
    public Command<LoadedSourcesArguments, LoadedSourcesResponse> command() {
        return Commands.LOADED_SOURCES;
    }

    @Override
    public Lane lane() {
        return Lane.ALWAYS;
    }

    @Override
    public void declare(Capabilities capabilities) {
        capabilities.setSupportsLoadedSourcesRequest(true);
    }

    @Override
    public Answer<LoadedSourcesResponse> handle(LoadedSourcesArguments arguments) {
        LoadedSourcesResponse response = new LoadedSourcesResponse();
        response.setSources(target.debuggee().programs().sources().all().toArray(Source[]::new));
        return Answer.of(response);
    }
}
