package org.realmscope.rmm;

import org.jspecify.annotations.Nullable;
import org.realmscope.abi.RmiCommand;
import org.realmscope.abi.Smccc;
import org.realmscope.platform.pe.Pe;
import org.realmscope.platform.world.RealmWorld;
import org.realmscope.rmm.attestation.TokenBuffer;
import org.realmscope.rmm.choices.RmmChoice;
import org.realmscope.rmm.choices.RmmChoices;
import org.realmscope.rmm.choices.RmmConfiguration;
import org.realmscope.rmm.command.Call;
import org.realmscope.rmm.command.Rmm;
import org.realmscope.rmm.psci.PsciTable;
import org.realmscope.rmm.rmi.RmiHandler;
import org.realmscope.rmm.rmi.RmiTable;
import org.realmscope.rmm.rsi.RsiTable;
import org.realmscope.rmm.run.RealmExceptions;
import org.realmscope.rmm.run.RecRuns;

/**
 * The native RMM. It holds no state: everything that lasts from call to call is in simulated memory or in the registers of PEs, so
 * that it needs nothing to be checkpointed, forked or rewound.
 */
public final class BuiltInRmm implements RealmWorld {
    private static final int RESULTS = 4;

    private final RmmConfiguration configuration;
    private @Nullable Parts parts;

    /** What is made once the platform is there, and depends on nothing else. */
    private record Parts(Rmm rmm, RmiTable rmi, RealmExceptions exceptions, Call hostCall) {}

    public BuiltInRmm(RmmConfiguration configuration) {
        this.configuration = configuration;
    }

    private Parts parts(Pe pe) {
        Parts present = parts;
        if (present == null) {
            present = assemble(new Rmm(configuration, pe.platform));
            parts = present;
        }
        return present;
    }

    private static Parts assemble(Rmm rmm) {
        RmmChoices choices = rmm.configuration.choices();
        Call hostCall = new Call(rmm);
        Call realmCall = new Call(rmm);
        RecRuns runs = new RecRuns(rmm, realmCall);
        RmiTable rmi = new RmiTable(choices, runs);
        RsiTable rsi = new RsiTable(choices, new TokenBuffer());
        RealmCallDispatch calls = new RealmCallDispatch(rsi, new PsciTable(choices), runs, realmCall);
        return new Parts(rmm, rmi, new RealmExceptions(rmm, runs, calls, realmCall), hostCall);
    }

    @Override
    public void boot(Pe pe) {
        parts(pe);
    }

    @Override
    public void smcFromHost(Pe pe) {
        Parts present = parts(pe);
        long functionId = Smccc.functionId(pe.x[0]);
        RmiHandler handler = present.rmi.handler(RmiCommand.of(functionId));
        if (handler == null) {
            pe.x[0] = Smccc.NOT_SUPPORTED;
            return;
        }
        Call call = present.hostCall;
        call.begin(pe, functionId);
        handler.execute(call);
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
        parts(pe).exceptions.handle(pe, vectorOffset);
    }
}
