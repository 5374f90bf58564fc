package org.realmscope.debug.stack;

import org.jspecify.annotations.Nullable;
import org.realmscope.abi.RmiCommand;
import org.realmscope.debug.control.DebugSession;
import org.realmscope.debug.control.LineHistory;
import org.realmscope.debug.control.LineMap;
import org.realmscope.debug.control.LinePosition;
import org.realmscope.debug.control.LineStep;
import org.realmscope.debug.control.LineStepper;
import org.realmscope.debug.control.Progress;
import org.realmscope.debug.control.StepTarget;
import org.realmscope.debug.control.Stop;
import org.realmscope.debug.inspect.RecSummary;
import org.realmscope.debug.model.ModelCall;
import org.realmscope.debug.model.ModelCalls;
import org.realmscope.debug.model.ModelSources;
import org.realmscope.debug.symbols.SymbolLines;
import org.realmscope.debug.symbols.SymbolScopes;
import org.realmscope.machine.Machine;
import org.realmscope.machine.event.MachineEvent;
import org.realmscope.platform.SecurityState;
import org.realmscope.platform.pe.Pe;

/**
 * Steps by source lines, also in commands of the built-in RMM: from the header of a command, a step leads to its
 * outcome, but one into RMI_REC_ENTER into the realm.
 */
public final class WorldStepper {
    private final DebugSession session;
    private final LineMap lineMap;
    private final LineStepper lines;
    private final LineHistory past;
    private final ModelCalls models;

    public WorldStepper(DebugSession session, SymbolScopes symbols, ModelSources models) {
        this.session = session;
        this.lineMap = new SymbolLines(symbols, session.view());
        this.lines = new LineStepper(session, lineMap);
        this.past = new LineHistory(session, lineMap);
        this.models = new ModelCalls(session.machine(), models);
    }

    /**
     * Steps a PE. Whatever stops the run earlier is returned instead.
     *
     * @param at event at which the machine stands, null if none; from the outcome of a command the step leads to its
     *     caller, which may be where the machine is
     */
    public Stop step(int pe, LineStep how, @Nullable MachineEvent at) {
        Machine machine = session.machine();
        MachineEvent here = StackReader.here(machine, pe, at);
        LinePosition position = lineMap.position(machine.pe(pe));
        if (here != null && models.outcome(here) != null && position != null && position.isStatement()) {
            return new Stop.StepComplete(machine.now(), pe);
        }
        ModelCall call = models.calledByHost(pe);
        if (call != null) {
            return fromHeader(pe, how, call);
        }
        if (models.calledByRealm(pe) != null) {
            return session.runTo(StepTarget.REALM_RETURN, pe);
        }
        return how != LineStep.INTO && isInterrupted(pe) ? overException(pe, how) : lines.step(pe, how);
    }

    /** Steps a PE into one of the calls of its line, as {@link LineStepper#into}. */
    public Stop stepInto(int pe, long call) {
        return lines.into(pe, call);
    }

    /** Whether a realm has taken an exception that the built-in RMM has not handled yet. */
    private boolean isInterrupted(int pe) {
        Pe realm = session.machine().pe(pe);
        return realm.securityState == SecurityState.REALM
                && realm.el == 2
                && session.view().runningRec(pe) != null;
    }

    /** Runs RMM and host until they have handled the exception of a realm, and then steps the realm. */
    private Stop overException(int pe, LineStep how) {
        Pe realm = session.machine().pe(pe);
        RecSummary interrupted = session.view().runningRec(pe);
        boolean isBack = false;
        while (!isBack) {
            Stop stop = session.runTo(StepTarget.REALM_ENTRY, pe);
            if (!(stop instanceof Stop.EventReached)) {
                return stop;
            }
            RecSummary running = session.view().runningRec(pe);
            isBack = realm.securityState == SecurityState.REALM
                    && realm.el < 2
                    && running != null
                    && interrupted != null
                    && running.rec() == interrupted.rec();
        }
        return lines.step(pe, how);
    }

    /**
     * Steps a PE back by a source line, over what it calls; from the outcome of a command to its header. Whatever stops
     * the search later is returned instead.
     *
     * @param at event at which the machine stands, null if none
     */
    public Stop stepBack(int pe, @Nullable MachineEvent at) {
        MachineEvent here = StackReader.here(session.machine(), pe, at);
        boolean isOutcomeForHost = here instanceof MachineEvent.RmiReturn && models.outcome(here) != null;
        return isOutcomeForHost
                ? session.reverseTo(StepTarget.RMI_CALL, pe, Progress.NONE)
                : past.step(pe, LineStep.OVER);
    }

    private Stop fromHeader(int pe, LineStep how, ModelCall call) {
        boolean entersRealm = call.source().name().equals(RmiCommand.REC_ENTER.specificationName());
        return entersRealm && call.failing() == null && how == LineStep.INTO
                ? session.runTo(StepTarget.WORLD_SWITCH, pe)
                : session.runTo(StepTarget.RMI_RETURN, pe);
    }
}
