package org.realmscope.machine.el3;

import java.util.Arrays;
import org.realmscope.abi.Psci;
import org.realmscope.abi.RmiCommand;
import org.realmscope.abi.RmmEl3Call;
import org.realmscope.abi.Smccc;
import org.realmscope.machine.event.EventChannel;
import org.realmscope.platform.SecurityState;
import org.realmscope.platform.pe.Pe;
import org.realmscope.platform.state.StateSink;
import org.realmscope.platform.state.StateSource;
import org.realmscope.platform.state.Stateful;
import org.realmscope.platform.sysreg.SystemRegister;
import org.realmscope.platform.world.RealmWorld;

/**
 * EL3. Takes no simulated time: it acts between two instructions of a PE, in steps between which a run can stop.
 */
public final class Monitor implements Stateful {
    private static final int RMI_REGISTERS = 7;
    private static final int INSTRUCTION_SIZE = 4;

    private final RealmWorld realmWorld;
    private final PowerControl power;
    private final GranuleOwnership granules;
    private final EventChannel events;
    private final NativeAction[] pending;
    private final int[] vectorOffset;
    /** X0-X6 of the RMI call that each PE's host made last. */
    private final long[] rmiCall;
    /** X0-X8 of the exception of a realm that is being handled; no state. */
    private final long[] realmCall = new long[EventChannel.REALM_CALL_REGISTERS];

    public Monitor(RealmWorld realmWorld, PowerControl power, GranuleOwnership granules, EventChannel events, int pes) {
        this.realmWorld = realmWorld;
        this.power = power;
        this.granules = granules;
        this.events = events;
        this.pending = new NativeAction[pes];
        Arrays.fill(pending, NativeAction.NONE);
        this.vectorOffset = new int[pes];
        this.rmiCall = new long[pes * RMI_REGISTERS];
    }

    /** Whether {@link #act} is to be called before the PE executes anything. */
    public boolean isPending(int pe) {
        return pending[pe] != NativeAction.NONE;
    }

    /** Whether an RMI call of the PE's host has been announced and nothing of it has taken effect. */
    public boolean isRmiCallPending(int pe) {
        return pending[pe] == NativeAction.RMI_COMMAND;
    }

    /** The PE executed an SMC that reaches EL3. */
    public void callPending(Pe pe) {
        pending[pe.index] = NativeAction.EL3_CALL;
    }

    /**
     * The PE took an exception to EL2 of a world whose EL2 is native.
     *
     * @param offset bytes from the vector base
     */
    public void exceptionPending(Pe pe, int offset) {
        pending[pe.index] = NativeAction.REALM_EXCEPTION;
        vectorOffset[pe.index] = offset;
    }

    /** Does the next step of what is pending on the PE. */
    public void act(Pe pe) {
        NativeAction action = pending[pe.index];
        pending[pe.index] = NativeAction.NONE;
        SecurityState before = pe.securityState;
        switch (action) {
            case NONE -> throw new IllegalStateException("nothing is pending on PE " + pe.index);
            case EL3_CALL -> call(pe);
            case RMI_COMMAND -> {
                realmWorld.smcFromHost(pe);
                if (pe.securityState == SecurityState.NON_SECURE) {
                    returned(pe, 0);
                }
            }
            case RMI_COMPLETION -> realmWorld.smcFromRealmEl2(pe);
            case REALM_EXCEPTION -> {
                exception(pe);
            }
        }
        if (pe.securityState != before) {
            events.worldSwitched(pe, before);
        }
    }

    private void call(Pe pe) {
        long functionId = Smccc.functionId(pe.x[0]);
        if (pe.securityState == SecurityState.REALM) {
            callFromRealm(pe, functionId);
        } else if (pe.el == 2 && RmiCommand.isForwarded(functionId)) {
            System.arraycopy(pe.x, 0, rmiCall, pe.index * RMI_REGISTERS, RMI_REGISTERS);
            pending[pe.index] = NativeAction.RMI_COMMAND;
            events.rmiCalled(pe, functionId);
        } else if (Psci.isInRange(functionId)) {
            power.call(pe, functionId);
        } else {
            events.smcTaken(pe, functionId);
            pe.x[0] = architectureCall(pe, functionId);
        }
    }

    private void exception(Pe pe) {
        long esr = pe.sys.get(SystemRegister.ESR_EL2);
        long elr = pe.sys.get(SystemRegister.ELR_EL2);
        System.arraycopy(pe.x, 0, realmCall, 0, realmCall.length);
        realmWorld.exceptionToEl2(pe, vectorOffset[pe.index]);
        if (pe.securityState == SecurityState.NON_SECURE) {
            returned(pe, 0);
        } else {
            boolean goesOn = pe.pc == elr || pe.pc == elr + INSTRUCTION_SIZE;
            events.realmResumed(pe, esr, realmCall, 0, !goesOn);
        }
    }

    private static long architectureCall(Pe pe, long functionId) {
        if (functionId == Smccc.VERSION) {
            return Smccc.VERSION_1_4;
        }
        if (functionId == Smccc.ARCH_FEATURES) {
            long asked = pe.x[1] & 0xffff_ffffL;
            boolean known = asked == Smccc.VERSION || asked == Smccc.ARCH_FEATURES;
            return Smccc.result(functionId, known ? Smccc.SUCCESS : Smccc.NOT_SUPPORTED);
        }
        return Smccc.result(functionId, Smccc.NOT_SUPPORTED);
    }

    private void callFromRealm(Pe pe, long functionId) {
        if (pe.el != 2) {
            events.smcTaken(pe, functionId);
            pe.x[0] = Smccc.NOT_SUPPORTED;
        } else if (functionId == RmmEl3Call.RMI_REQ_COMPLETE.functionId()) {
            pending[pe.index] = NativeAction.RMI_COMPLETION;
            returned(pe, 1);
        } else {
            events.smcTaken(pe, functionId);
            if (!realmWorld.smcFromRealmEl2(pe)) {
                granules.call(pe, RmmEl3Call.of(functionId));
            }
        }
    }

    /** @param first register that holds the status of the command; its outputs follow */
    private void returned(Pe pe, int first) {
        events.rmiReturned(pe, rmiCall, pe.index * RMI_REGISTERS, first);
    }

    @Override
    public void save(StateSink sink) {
        for (int i = 0; i < pending.length; i++) {
            sink.put(pending[i].code());
            sink.put(vectorOffset[i]);
        }
        sink.put(rmiCall, 0, rmiCall.length);
        power.save(sink);
    }

    @Override
    public void load(StateSource source) {
        for (int i = 0; i < pending.length; i++) {
            pending[i] = NativeAction.of((int) source.next());
            vectorOffset[i] = (int) source.next();
        }
        source.next(rmiCall, 0, rmiCall.length);
        power.load(source);
    }
}
