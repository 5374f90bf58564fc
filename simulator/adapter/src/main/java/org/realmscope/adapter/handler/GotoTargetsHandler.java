package org.realmscope.adapter.handler;

import java.util.ArrayList;
import java.util.List;
import org.eclipse.lsp4j.debug.Capabilities;
import org.eclipse.lsp4j.debug.GotoTarget;
import org.eclipse.lsp4j.debug.GotoTargetsArguments;
import org.eclipse.lsp4j.debug.GotoTargetsResponse;
import org.realmscope.adapter.debuggee.Client;
import org.realmscope.adapter.debuggee.Debuggee;
import org.realmscope.adapter.debuggee.Reference;
import org.realmscope.adapter.debuggee.Target;
import org.realmscope.adapter.debuggee.ThreadText;
import org.realmscope.adapter.debuggee.ThreadView;
import org.realmscope.adapter.request.Answer;
import org.realmscope.adapter.request.Command;
import org.realmscope.adapter.request.Commands;
import org.realmscope.adapter.request.RequestHandler;
import org.realmscope.debug.stack.CodeFrame;
import org.realmscope.debug.symbols.SymbolScopes;

/**
 * {@code gotoTargets}: where threads can go on in a line. That is sound only in the function that a thread executes: no
 * other one finds its stack frame.
 */
public final class GotoTargetsHandler implements RequestHandler<GotoTargetsArguments, GotoTargetsResponse> {
    private final Target target;
    private final Client client;

    public GotoTargetsHandler(Target target, Client client) {
        this.target = target;
        this.client = client;
    }

    @Override
    public Command<GotoTargetsArguments, GotoTargetsResponse> command() {
        return Commands.GOTO_TARGETS;
    }

    @Override
    public void declare(Capabilities capabilities) {
        capabilities.setSupportsGotoTargetsRequest(true);
    }

    @Override
    public Answer<GotoTargetsResponse> handle(GotoTargetsArguments arguments) {
        Debuggee debuggee = target.debuggee();
        String path = debuggee.programs().sources().path(arguments.getSource(), null);
        int line = client.toLine(arguments.getLine());
        List<GotoTarget> targets = new ArrayList<>();
        for (int pe = 0; pe < debuggee.pes(); pe++) {
            ThreadView thread = debuggee.threadView(debuggee.thread(pe));
            if (debuggee.stacks().of(thread).getFirst() instanceof CodeFrame code && isExecuted(thread, code)) {
                for (SymbolScopes.Found found : debuggee.programs().symbols().linePlaces(path, line)) {
                    if (found.place().source().line() == line && isInFunction(found, code)) {
                        targets.add(target(debuggee, thread, code, found));
                    }
                }
            }
        }
        GotoTargetsResponse response = new GotoTargetsResponse();
        response.setTargets(targets.toArray(GotoTarget[]::new));
        return Answer.of(response);
    }

    /** Whether the PE goes on at the frame's address, not behind a call or an exception that is being handled. */
    private static boolean isExecuted(ThreadView thread, CodeFrame code) {
        return thread.pe().pc == code.frame().pc();
    }

    private static boolean isInFunction(SymbolScopes.Found found, CodeFrame code) {
        return code.function() != null
                && found.image().loaded().equals(code.frame().image())
                && code.function().function().contains(found.place().address());
    }

    private GotoTarget target(Debuggee debuggee, ThreadView thread, CodeFrame code, SymbolScopes.Found found) {
        GotoTarget answer = new GotoTarget();
        answer.setId(debuggee.references().number(new Reference.Place(thread, found.address())));
        answer.setLabel("%s, %s".formatted(code.name(), ThreadText.pe(debuggee, thread.index())));
        answer.setLine(client.toClientLine(found.place().source().line()));
        answer.setInstructionPointerReference(
                debuggee.written(thread, code.space()).format(found.address()));
        return answer;
    }
}
