package org.realmscope.rmm;

import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.realmscope.abi.Psci;
import org.realmscope.abi.RmiCommand;
import org.realmscope.abi.RmiStatus;
import org.realmscope.abi.RsiCommand;
import org.realmscope.abi.Smccc;
import org.realmscope.platform.Platform;
import org.realmscope.platform.pe.Pe;
import org.realmscope.platform.world.RealmWorld;
import org.realmscope.rmm.attestation.TokenBuffer;
import org.realmscope.rmm.choices.RmmChoice;
import org.realmscope.rmm.choices.RmmChoices;
import org.realmscope.rmm.choices.RmmConfiguration;
import org.realmscope.rmm.command.Call;
import org.realmscope.rmm.command.Condition;
import org.realmscope.rmm.command.ConditionTable;
import org.realmscope.rmm.command.EvaluatedCondition;
import org.realmscope.rmm.command.Rmm;
import org.realmscope.rmm.psci.PsciTable;
import org.realmscope.rmm.rmi.RmiHandler;
import org.realmscope.rmm.rmi.RmiTable;
import org.realmscope.rmm.rsi.RsiTable;
import org.realmscope.rmm.run.RealmExceptions;
import org.realmscope.rmm.run.RecRuns;
import org.realmscope.rmm.view.RmmView;

/**
 * The native RMM. It holds no state: everything that lasts from call to call is in simulated memory or in the registers
 * of PEs, so that it needs nothing to be checkpointed, forked or rewound.
 */
public final class BuiltInRmm implements RealmWorld {
    private static final int RESULTS = 4;

    private final RmmConfiguration configuration;
    private @Nullable Parts parts;
    private @Nullable RmmObserver observer;

    /**
     * What works on one platform.
     *
     * @param other the commands as the other profile has them, for explanations
     * @param otherCall scratch for their conditions
     */
    private record Parts(
            Rmm rmm,
            RmiTable rmi,
            RecRuns runs,
            RealmCallDispatch calls,
            RealmExceptions exceptions,
            Call hostCall,
            RmiTable other,
            Call otherCall) {}

    public BuiltInRmm(RmmConfiguration configuration) {
        this.configuration = configuration;
    }

    /** How it decides what the specification leaves open. */
    public RmmChoices choices() {
        return configuration.choices();
    }

    private Parts parts(Platform platform) {
        Parts present = parts;
        if (present == null) {
            present = assemble(new Rmm(configuration, platform));
            parts = present;
            connect(present);
        }
        if (present.rmm.platform != platform) {
            throw new IllegalStateException("an RMM serves one platform; a fork has an RMM of its own");
        }
        return present;
    }

    private static Parts assemble(Rmm rmm) {
        RmmChoices choices = rmm.configuration.choices();
        Call realmCall = new Call(rmm);
        RecRuns runs = new RecRuns(rmm, realmCall);
        RsiTable rsi = new RsiTable(choices, new TokenBuffer());
        RealmCallDispatch calls = new RealmCallDispatch(rsi, new PsciTable(choices), runs, realmCall);
        return new Parts(
                rmm,
                new RmiTable(choices, runs),
                runs,
                calls,
                new RealmExceptions(rmm, runs, calls, realmCall),
                new Call(rmm),
                new RmiTable(choices.opposite(), runs),
                new Call(rmm));
    }

    // --- port

    @Override
    public void boot(Pe pe) {
        parts(pe.platform);
    }

    @Override
    public void smcFromHost(Pe pe) {
        Parts present = parts(pe.platform);
        long functionId = Smccc.functionId(pe.x[0]);
        RmiHandler handler = present.rmi.handler(RmiCommand.of(functionId));
        if (handler == null) {
            pe.x[0] = Smccc.NOT_SUPPORTED;
            Arrays.fill(pe.x, 1, RESULTS, 0);
            return;
        }
        Call call = present.hostCall;
        call.begin(pe, functionId);
        RmmObserver listener = observer;
        if (listener == null) {
            handler.execute(call);
        } else {
            executeObserved(pe, present, handler, listener);
        }
        if (!call.leftCaller) {
            writeResults(pe, call);
        }
    }

    private static void writeResults(Pe pe, Call call) {
        pe.x[0] = call.result;
        boolean keepsX4 = call.outputCount() < RESULTS && call.rmm.asReference(RmmChoice.OUTPUT_X4);
        for (int i = 1; i <= (keepsX4 ? RESULTS - 1 : RESULTS); i++) {
            pe.x[i] = call.output(i);
        }
    }

    @Override
    public boolean smcFromRealmEl2(Pe pe) {
        throw new IllegalStateException("no software runs at R-EL2 of PE " + pe.index);
    }

    @Override
    public boolean isNative() {
        return true;
    }

    @Override
    public void exceptionToEl2(Pe pe, int vectorOffset) {
        parts(pe.platform).exceptions.handle(pe, vectorOffset);
    }

    // --- listeners and views

    /** Tells {@code listener}, in place of whoever was told before, what happens from now on; null for nobody. */
    public void setObserver(@Nullable RmmObserver listener) {
        observer = listener;
        Parts present = parts;
        if (present != null) {
            connect(present);
        }
    }

    private void connect(Parts present) {
        present.rmm.setRecording(observer != null);
        present.runs.setObserver(observer);
        present.calls.setObserver(observer);
        present.exceptions.setAbortObserver(observer);
    }

    private static void executeObserved(Pe pe, Parts present, RmiHandler handler, RmmObserver listener) {
        Call call = present.hostCall;
        Condition condition = handler.conditions().firstTriggered(call);
        EvaluatedCondition failed =
                condition == null ? null : EvaluatedCondition.of(condition, EvaluatedCondition.Verdict.TRUE, call);
        String difference = difference(pe, present, handler, condition);
        handler.execute(call);
        listener.commandCompleted(pe, Outcomes.of(handler.command(), call, failed, difference));
    }

    /** What the other profile says about the call, null if the same. */
    private static @Nullable String difference(
            Pe pe, Parts present, RmiHandler handler, @Nullable Condition condition) {
        RmiHandler otherHandler = present.other.handler(handler.command());
        if (otherHandler == null) {
            return null;
        }
        Call otherCall = present.otherCall;
        otherCall.begin(pe, present.hostCall.x[0]);
        Condition otherCondition = otherHandler.conditions().firstTriggered(otherCall);
        long result = condition == null ? 0 : condition.code().value().applyAsLong(present.hostCall);
        long otherResult =
                otherCondition == null ? 0 : otherCondition.code().value().applyAsLong(otherCall);
        if (result == otherResult) {
            return null;
        }
        String reason = otherCondition == null ? "" : " because of " + otherCondition.label();
        return "profile " + present.rmm.configuration.choices().opposite().profile() + ": "
                + RmiStatus.describe(otherResult) + reason;
    }

    /**
     * Every condition of the RMI command that the host on {@code pe} is about to call, evaluated. Changes nothing.
     *
     * @return in priority order; empty if X0 is no command
     */
    public List<EvaluatedCondition> explain(Pe pe) {
        return explain(pe, Smccc.functionId(pe.x[0]), List.of());
    }

    /**
     * The same for a call with other inputs, for example one that has failed and so has changed nothing.
     *
     * @param functionId without hint bits
     * @param arguments X1 and up, where they differ from what the PE has
     */
    public List<EvaluatedCondition> explain(Pe pe, long functionId, List<Long> arguments) {
        Parts present = parts(pe.platform);
        RmiHandler handler = present.rmi.handler(RmiCommand.of(functionId));
        return handler == null
                ? List.of()
                : handler.conditions().evaluateAll(begin(present.otherCall, pe, functionId, arguments));
    }

    /**
     * Every condition of an RSI or PSCI call of a realm, evaluated. Changes nothing.
     *
     * @param rec address of the calling REC, which runs on {@code pe}
     * @param functionId without hint bits
     * @param arguments X1 and up, where they differ from what the PE has
     */
    public List<EvaluatedCondition> explain(Pe pe, long rec, long functionId, List<Long> arguments) {
        Parts present = parts(pe.platform);
        Call call = begin(present.otherCall, pe, functionId, arguments);
        call.rec = rec;
        call.rd = present.rmm.recs.owner(rec);
        ConditionTable table = present.calls.conditions(RsiCommand.of(functionId), Psci.of(functionId));
        return table == null ? List.of() : table.evaluateAll(call);
    }

    private static Call begin(Call call, Pe pe, long functionId, List<Long> arguments) {
        call.begin(pe, functionId);
        for (int i = 0; i < arguments.size() && i + 1 < call.x.length; i++) {
            call.x[i + 1] = arguments.get(i);
        }
        return call;
    }

    /** The conditions of a command in the order in which this RMM checks them. */
    public List<Condition> conditions(Platform platform, RmiCommand command) {
        RmiHandler handler = parts(platform).rmi.handler(command);
        return handler == null ? List.of() : handler.conditions().conditions();
    }

    /**
     * The condition because of which the last command of the host has failed, as its place among {@link #conditions};
     * -1 if none did.
     *
     * @param command the last command of the host
     */
    public int failedCondition(Platform platform, RmiCommand command) {
        Parts present = parts(platform);
        Condition failed = present.hostCall.failed;
        RmiHandler handler = present.rmi.handler(command);
        return failed == null || handler == null ? -1 : handler.conditions().indexOf(failed);
    }

    /** The conditions of an RSI command in the order in which this RMM checks them. */
    public List<Condition> conditions(Platform platform, RsiCommand command) {
        ConditionTable table = parts(platform).calls.conditions(command, null);
        return table == null ? List.of() : table.conditions();
    }

    /** The conditions of a PSCI function; empty also of one that realms do not have. */
    public List<Condition> conditions(Platform platform, Psci function) {
        ConditionTable table = parts(platform).calls.conditions(null, function);
        return table == null ? List.of() : table.conditions();
    }

    /** Read-only view of the state of the RMM on {@code platform}. */
    public RmmView view(Platform platform) {
        return new RmmView(parts(platform).rmm);
    }
}
