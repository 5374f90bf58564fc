package org.realmscope.adapter.debuggee;

import org.eclipse.lsp4j.debug.SteppingGranularity;
import org.jspecify.annotations.Nullable;
import org.realmscope.adapter.request.Answer;
import org.realmscope.debug.control.LineStep;
import org.realmscope.debug.stack.WorldStepper;
import org.realmscope.machine.event.MachineEvent;
import org.realmscope.machine.schedule.RunState;
import org.realmscope.platform.UserError;

/** Steps a thread: by source lines, also of the RMM's commands, or by instructions. */
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
        boolean byLine = granularity != SteppingGranularity.INSTRUCTION || how == LineStep.OUT;
        MachineEvent event = debuggee.stacks().event(debuggee.threadView(thread));
        return Answer.then(() -> runner.step(() -> byLine
                ? stepper(debuggee).step(pe, how, event)
                : debuggee.session().stepInstruction(pe)));
    }

    /**
     * Checks that a thread can be stepped into a call of its line; steps it when the response is on its way.
     *
     * @param call number of {@link Reference.Place} of the instruction that calls
     */
    public Answer<Void> into(int thread, int call) {
        Debuggee debuggee = target.debuggee();
        int pe = steppablePe(debuggee, thread);
        long address = debuggee.references().place(call, thread, pe);
        return Answer.then(() -> runner.step(() -> stepper(debuggee).stepInto(pe, address)));
    }

    /** The same towards the past. */
    public Answer<Void> backwards(int thread, @Nullable SteppingGranularity granularity) {
        Debuggee debuggee = target.debuggee();
        int pe = debuggee.livePe(thread);
        boolean byLine = granularity != SteppingGranularity.INSTRUCTION;
        MachineEvent event = debuggee.stacks().event(debuggee.threadView(thread));
        return Answer.then(() -> runner.stepBack(() -> byLine
                ? stepper(debuggee).stepBack(pe, event)
                : debuggee.session().stepBack(pe)));
    }

    private static WorldStepper stepper(Debuggee debuggee) {
        Programs programs = debuggee.programs();
        return new WorldStepper(debuggee.session(), programs.symbols(), programs.models());
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
