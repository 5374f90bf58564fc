package org.realmscope.adapter.debuggee;

import java.util.function.Supplier;
import org.eclipse.lsp4j.debug.StoppedEventArgumentsReason;
import org.realmscope.adapter.request.RequestError;
import org.realmscope.debug.control.SessionListener;
import org.realmscope.platform.UserError;
import org.realmscope.scenario.lang.ScenarioReader;
import org.realmscope.scenario.trace.TraceReader;

/** Makes, keeps and ends the machine that is debugged. Only the machine's thread uses it. */
public final class Launcher {
    private final Target target;
    private final Runner runner;
    private final Client client;
    private final Supplier<ScenarioReader> reader;
    /** Whether the machine was launched by the client that is served, and has not been started. */
    private boolean isNew;

    /** @param reader makes the reader of scenarios, which takes a while, when it is needed */
    public Launcher(Target target, Runner runner, Client client, Supplier<ScenarioReader> reader) {
        this.target = target;
        this.runner = runner;
        this.client = client;
        this.reader = reader;
    }

    /**
     * Makes a machine, which stands at reset.
     *
     * @throws UserError if the scenario cannot be used
     */
    public void launch(LaunchOptions options) {
        Debuggee launched = make(options);
        target.set(launched);
        runner.attach();
        client.say("%s: \"%s\", seed %d"
                .formatted(
                        launched.run().file(),
                        launched.run().title(),
                        launched.session().machine().configuration().seed()));
        isNew = true;
    }

    private Debuggee make(LaunchOptions options) {
        return TraceReader.isTrace(options.program())
                ? Debuggee.ofTrace(options)
                : Debuggee.launch(options, reader.get(), client::alert);
    }

    /**
     * Makes the machine anew, with the breakpoints that are set.
     *
     * @throws UserError if the scenario cannot be used
     */
    public void relaunch() {
        Debuggee old = target.debuggee();
        Debuggee next = make(old.options());
        next.breakpoints().copy(old.breakpoints());
        target.set(next);
        runner.attach();
        isNew = true;
    }

    /**
     * Works with the machine that is there.
     *
     * @throws RequestError if there is none
     */
    public void attach() {
        target.debuggee();
        runner.attach();
        isNew = false;
    }

    /** Lets a machine that was launched run, if it is not to stop at its entry; says where it stands otherwise. */
    public void start() {
        LaunchOptions options = target.debuggee().options();
        if (isNew && !options.stopOnEntry()) {
            isNew = false;
            if (options.noDebug()) {
                target.debuggee().breakpoints().clear();
            }
            runner.resume();
        } else {
            runner.announce(isNew ? StoppedEventArgumentsReason.ENTRY : StoppedEventArgumentsReason.PAUSE);
            isNew = false;
        }
    }

    /** The client goes, or wants no machine any more. Its breakpoints go with it. */
    public void detach(boolean terminate) {
        if (target.hasDebuggee()) {
            target.debuggee().breakpoints().clear();
            target.debuggee().setListener(SessionListener.NONE);
        }
        if (terminate) {
            target.clear();
        }
    }
}
