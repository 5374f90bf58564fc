package org.realmscope.adapter.debuggee;

import org.eclipse.lsp4j.debug.SteppingGranularity;
import org.jspecify.annotations.Nullable;
import org.realmscope.adapter.request.Answer;
import org.realmscope.debug.control.LineHistory;
import org.realmscope.debug.control.LineStep;
import org.realmscope.debug.control.LineStepper;
import org.realmscope.debug.control.Stop;
import org.realmscope.machine.schedule.RunState;
import org.realmscope.platform.UserError;
import org.realmscope.platform.pe.Pe;

/** Steps a thread: by source lines where there are some, else by instructions. */
public final class Stepping {
    private final Target target;
    private final Runner runner;

    public Stepping(Target target, Runner runner) {
        this.target = target;
        this.runner = runner;
    }

    /**
     * Checks that a thread can be stepped; steps it when the response is on its way.
     *
     * @param granularity null for lines
     */
    public Answer<Void> forwards(int thread, LineStep how, @Nullable SteppingGranularity granularity) {
        Debuggee debuggee = target.debuggee();
        int pe = steppablePe(debuggee, thread);
        boolean byLine = isByLine(debuggee, pe, granularity) || how == LineStep.OUT;
        return Answer.then(() -> runner.step(() -> byLine
                ? new LineStepper(debuggee.session(), debuggee.code()).step(pe, how)
                : debuggee.session().stepInstruction(pe)));
    }

    /** The same towards the past. */
    public Answer<Void> backwards(int thread, @Nullable SteppingGranularity granularity) {
        Debuggee debuggee = target.debuggee();
        int pe = debuggee.livePe(thread);
        boolean byLine = isByLine(debuggee, pe, granularity);
        return Answer.then(() -> runner.step(() -> back(debuggee, pe, byLine)));
    }

    private static Stop back(Debuggee debuggee, int pe, boolean byLine) {
        return byLine
                ? new LineHistory(debuggee.session(), debuggee.code()).step(pe, LineStep.OVER)
                : debuggee.session().stepBack(pe);
    }

    private static boolean isByLine(Debuggee debuggee, int pe, @Nullable SteppingGranularity granularity) {
        Pe stepped = debuggee.session().machine().pe(pe);
        return granularity != SteppingGranularity.INSTRUCTION && debuggee.code().position(stepped) != null;
    }

    private static int steppablePe(Debuggee debuggee, int thread) {
        int pe = debuggee.livePe(thread);
        if (debuggee.session().machine().state(pe) == RunState.OFF) {
            throw new UserError(
                    UserError.Code.PARAMETER_INVALID, "PE " + pe + " is off and cannot be stepped; continue instead");
        }
        return pe;
    }
}
