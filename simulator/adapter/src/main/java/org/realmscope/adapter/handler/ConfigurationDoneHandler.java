package org.realmscope.adapter.handler;

import org.eclipse.lsp4j.debug.Capabilities;
import org.eclipse.lsp4j.debug.ConfigurationDoneArguments;
import org.realmscope.adapter.debuggee.Launcher;
import org.realmscope.adapter.request.Answer;
import org.realmscope.adapter.request.Command;
import org.realmscope.adapter.request.Commands;
import org.realmscope.adapter.request.RequestHandler;

/** {@code configurationDone}: the breakpoints are set, and a machine that was launched may run. */
public final class ConfigurationDoneHandler implements RequestHandler<ConfigurationDoneArguments, Void> {
    private final Launcher launcher;

    public ConfigurationDoneHandler(Launcher launcher) {
        this.launcher = launcher;
    }

    @Override
    public Command<ConfigurationDoneArguments, Void> command() {
        return Commands.CONFIGURATION_DONE;
    }

    @Override
    public void declare(Capabilities capabilities) {
        capabilities.setSupportsConfigurationDoneRequest(true);
    }

    @Override
    public Answer<Void> handle(ConfigurationDoneArguments arguments) {
        return Answer.then(launcher::start);
    }
}
