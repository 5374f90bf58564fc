package org.realmscope.rmm;

import org.jspecify.annotations.Nullable;
import org.realmscope.abi.Psci;
import org.realmscope.abi.RsiCommand;
import org.realmscope.abi.Smccc;
import org.realmscope.platform.pe.Pe;
import org.realmscope.rmm.command.Call;
import org.realmscope.rmm.command.ConditionTable;
import org.realmscope.rmm.psci.PsciHandler;
import org.realmscope.rmm.psci.PsciTable;
import org.realmscope.rmm.rsi.RsiHandler;
import org.realmscope.rmm.rsi.RsiTable;
import org.realmscope.rmm.run.RealmCalls;
import org.realmscope.rmm.run.RecRuns;

/** Executes the SMCs of realms: RSI, PSCI, the version of the calling convention, and nothing else. */
final class RealmCallDispatch implements RealmCalls {
    /** SMCCC 1.2, the convention that RSI 1.0 asks for. */
    private static final long SMCCC_VERSION_1_2 = 0x1_0002;
    /** Results that a call returns in any case: X1 to X3. */
    private static final int MIN_OUTPUTS = 3;

    private final RsiTable rsi;
    private final PsciTable psci;
    private final RecRuns runs;
    private final Call call;
    private @Nullable RmmObserver observer;

    RealmCallDispatch(RsiTable rsi, PsciTable psci, RecRuns runs, Call call) {
        this.rsi = rsi;
        this.psci = psci;
        this.runs = runs;
        this.call = call;
    }

    void setObserver(@Nullable RmmObserver listener) {
        observer = listener;
    }

    @Override
    public void handle(Pe pe, long rec) {
        long functionId = Smccc.functionId(pe.x[0]);
        call.begin(pe, functionId);
        call.rec = rec;
        call.rd = call.rmm.recs.owner(rec);
        execute(functionId);
        switch (call.disposition) {
            case RETURN -> {
                writeResults(pe);
                runs.advanceAndResume(pe, rec);
            }
            case EXIT -> runs.advanceAndLeave(pe, rec);
            case EXIT_WITH_RESULTS -> {
                writeResults(pe);
                runs.advanceAndLeave(pe, rec);
            }
            case EXIT_AND_REPEAT -> runs.leave(pe, rec);
        }
    }

    private void execute(long functionId) {
        @Nullable RsiHandler rsiHandler = rsi.handler(RsiCommand.of(functionId));
        RmmObserver listener = observer;
        if (rsiHandler != null) {
            rsiHandler.execute(call, runs.exit);
            if (listener != null) {
                listener.commandCompleted(call.pe(), Outcomes.of(rsiHandler.command(), call));
            }
            return;
        }
        @Nullable Psci function = PsciTable.find(call.rmm, functionId);
        @Nullable PsciHandler psciHandler = psci.handler(function);
        if (function != null && psciHandler != null) {
            psciHandler.execute(call, runs.exit);
            if (listener != null) {
                listener.commandCompleted(call.pe(), Outcomes.of(function, call));
            }
        } else {
            call.result = functionId == Smccc.VERSION ? SMCCC_VERSION_1_2 : Smccc.NOT_SUPPORTED;
        }
    }

    /** The conditions of a command or of a function; null if there is neither. */
    @Nullable
    ConditionTable conditions(@Nullable RsiCommand command, @Nullable Psci function) {
        RsiHandler rsiHandler = rsi.handler(command);
        PsciHandler psciHandler = psci.handler(function);
        if (rsiHandler != null) {
            return rsiHandler.conditions();
        }
        return psciHandler == null ? null : psciHandler.conditions();
    }

    private void writeResults(Pe pe) {
        pe.x[0] = call.result;
        int count = Math.max(MIN_OUTPUTS, call.outputCount());
        for (int i = 1; i <= count; i++) {
            pe.x[i] = call.output(i);
        }
    }
}
