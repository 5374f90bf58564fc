package org.realmscope.adapter.debuggee;

import java.util.NavigableSet;
import java.util.TreeSet;
import org.realmscope.debug.control.Breakpoint;
import org.realmscope.debug.control.BreakpointRequest;
import org.realmscope.debug.control.CallFilter;
import org.realmscope.debug.control.CallPhase;
import org.realmscope.debug.control.Condition;
import org.realmscope.debug.control.HitContext;
import org.realmscope.debug.model.ModelCall;
import org.realmscope.debug.model.ModelCalls;
import org.realmscope.debug.model.ModelSource;
import org.realmscope.machine.event.MachineEvent;

/**
 * Breakpoints in the text of an RMM command: at its name before it has any effect, at a condition when the command has
 * failed because of it, at the commit when it has not.
 */
public final class ModelBreakpoint {
    private ModelBreakpoint() {}

    /** Lines at which a breakpoint can be. */
    public static NavigableSet<Integer> lines(ModelSource source) {
        NavigableSet<Integer> lines = new TreeSet<>();
        lines.add(ModelSource.HEADER);
        for (int i = 0; i < source.conditions().size(); i++) {
            lines.add(source.conditionLine(i));
        }
        lines.add(source.commitLine());
        return lines;
    }

    /** The line of a breakpoint that is asked for at {@code line}: this one or the next. */
    public static int line(ModelSource source, int line) {
        Integer next = lines(source).ceiling(line);
        return next == null ? source.commitLine() : next;
    }

    /**
     * The breakpoint.
     *
     * @param asked has the condition, hit count and log message
     */
    public static BreakpointRequest request(Target target, ModelSource source, int line, BreakpointRequest asked) {
        int place = line(source, line);
        boolean atEntry = place == ModelSource.HEADER;
        CallPhase phase = atEntry ? CallPhase.ENTRY : CallPhase.OUTCOME;
        Condition condition = atEntry ? asked.condition() : new AtLine(target, source.name(), place, asked.condition());
        return new BreakpointRequest(
                new Breakpoint.Call(source.name(), phase, CallFilter.ANY), condition, asked.hitCount(), asked.log());
    }

    /** The outcome of a command is at a line, and something else holds, too. */
    private record AtLine(Target target, String command, int line, Condition and) implements Condition {
        @Override
        public boolean holds(HitContext context) {
            MachineEvent event = context.event();
            ModelCalls calls = new ModelCalls(
                    context.view().machine(), target.debuggee().programs().models());
            ModelCall call = event == null ? null : calls.outcome(event);
            return call != null && call.line() == line && and.holds(context);
        }
    }
}
