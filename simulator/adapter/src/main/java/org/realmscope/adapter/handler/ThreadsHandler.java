package org.realmscope.adapter.handler;

import java.util.ArrayList;
import java.util.List;
import org.eclipse.lsp4j.debug.Thread;
import org.eclipse.lsp4j.debug.ThreadsResponse;
import org.realmscope.adapter.debuggee.Debuggee;
import org.realmscope.adapter.debuggee.Target;
import org.realmscope.adapter.debuggee.ThreadText;
import org.realmscope.adapter.request.Answer;
import org.realmscope.adapter.request.Command;
import org.realmscope.adapter.request.Commands;
import org.realmscope.adapter.request.Lane;
import org.realmscope.adapter.request.RequestHandler;
import org.realmscope.debug.moment.OpenMoment;

/** {@code threads}: the PEs with what runs on them, and those of open moments. */
public final class ThreadsHandler implements RequestHandler<List<Void>, ThreadsResponse> {
    private final Target target;

    public ThreadsHandler(Target target) {
        this.target = target;
    }

    @Override
    public Command<List<Void>, ThreadsResponse> command() {
        return Commands.THREADS;
    }

    @Override
    public Lane lane() {
        return Lane.ALWAYS;
    }

    @Override
    public Answer<ThreadsResponse> handle(List<Void> arguments) {
        List<Thread> threads = new ArrayList<>();
        if (target.hasDebuggee()) {
            Debuggee debuggee = target.debuggee();
            for (int pe = 0; pe < debuggee.pes(); pe++) {
                String world = ThreadText.world(
                        debuggee.threadView(debuggee.thread(pe)).pe());
                threads.add(thread(debuggee.thread(pe), "%s (%s)".formatted(ThreadText.pe(debuggee, pe), world)));
            }
            debuggee.moments().all().forEach(moment -> addMoment(debuggee, moment, threads));
        }
        ThreadsResponse response = new ThreadsResponse();
        response.setThreads(threads.toArray(Thread[]::new));
        return Answer.of(response);
    }

    private static void addMoment(Debuggee debuggee, OpenMoment moment, List<Thread> threads) {
        for (int pe = 0; pe < debuggee.pes(); pe++) {
            String name = "moment %s: %s".formatted(moment.moment(), ThreadText.pe(debuggee, pe));
            threads.add(thread(debuggee.thread(moment, pe), name));
        }
    }

    private static Thread thread(int id, String name) {
        Thread thread = new Thread();
        thread.setId(id);
        thread.setName(name);
        return thread;
    }
}
