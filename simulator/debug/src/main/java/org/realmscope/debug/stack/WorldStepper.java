package org.realmscope.debug.stack;

import org.jspecify.annotations.Nullable;
import org.realmscope.abi.RmiCommand;
import org.realmscope.debug.control.DebugSession;
import org.realmscope.debug.control.LineMap;
import org.realmscope.debug.control.LinePosition;
import org.realmscope.debug.control.LineStep;
import org.realmscope.debug.control.LineStepper;
import org.realmscope.debug.control.StepTarget;
import org.realmscope.debug.control.Stop;
import org.realmscope.debug.model.ModelCall;
import org.realmscope.debug.model.ModelCalls;
import org.realmscope.debug.model.ModelSources;
import org.realmscope.debug.symbols.SymbolLines;
import org.realmscope.debug.symbols.SymbolScopes;
import org.realmscope.machine.Machine;
import org.realmscope.machine.event.MachineEvent;

/**
 * Steps by source lines, also in commands of the built-in RMM: from the header of a command, a step leads to its
 * outcome, but one into RMI_REC_ENTER into the realm.
 */
public final class WorldStepper {
    private final DebugSession session;
    private final LineMap lineMap;
    private final LineStepper lines;
    private final ModelCalls models;

    public WorldStepper(DebugSession session, SymbolScopes symbols, ModelSources models) {
        this.session = session;
        this.lineMap = new SymbolLines(symbols, session.view());
        this.lines = new LineStepper(session, lineMap);
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
        return models.calledByRealm(pe) == null ? lines.step(pe, how) : session.runTo(StepTarget.REALM_RETURN, pe);
    }

    private Stop fromHeader(int pe, LineStep how, ModelCall call) {
        boolean entersRealm = call.source().name().equals(RmiCommand.REC_ENTER.specificationName());
        return entersRealm && call.failing() == null && how == LineStep.INTO
                ? session.runTo(StepTarget.WORLD_SWITCH, pe)
                : session.runTo(StepTarget.RMI_RETURN, pe);
    }
}
