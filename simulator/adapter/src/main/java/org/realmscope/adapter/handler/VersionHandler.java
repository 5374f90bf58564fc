package org.realmscope.adapter.handler;

import java.util.List;
import org.realmscope.adapter.request.Answer;
import org.realmscope.adapter.request.Command;
import org.realmscope.adapter.request.Commands;
import org.realmscope.adapter.request.Lane;
import org.realmscope.adapter.request.RequestHandler;
import org.realmscope.protocol.VersionInfo;

/** {@code realmscope/version}: whether client and adapter understand each other. */
public final class VersionHandler implements RequestHandler<List<Void>, VersionInfo> {
    @Override
    public Command<List<Void>, VersionInfo> command() {
        return Commands.VERSION;
    }

    @Override
    public Lane lane() {
        return Lane.ALWAYS;
    }

    @Override
    public Answer<VersionInfo> handle(List<Void> arguments) {
        return Answer.of(new VersionInfo(VersionInfo.CURRENT));
    }
}
