package org.realmscope.adapter.handler;

import org.eclipse.lsp4j.debug.Capabilities;
import org.eclipse.lsp4j.debug.NextArguments;
import org.realmscope.adapter.debuggee.Stepping;
import org.realmscope.adapter.request.Answer;
import org.realmscope.adapter.request.Command;
import org.realmscope.adapter.request.Commands;
import org.realmscope.adapter.request.RequestHandler;
import org.realmscope.debug.control.LineStep;

/** {@code next}: steps a thread over what its line calls. */
public final class NextHandler implements RequestHandler<NextArguments, Void> {
    private final Stepping stepping;

    public NextHandler(Stepping stepping) {
        this.stepping = stepping;
    }

    @Override
    public Command<NextArguments, Void> command() {
        return Commands.NEXT;
    }

    @Override
    public void declare(Capabilities capabilities) {
        capabilities.setSupportsSteppingGranularity(true);
    }

    @Override
    public Answer<Void> handle(NextArguments arguments) {
        return stepping.forwards(arguments.getThreadId(), LineStep.OVER, arguments.getGranularity());
    }
}
