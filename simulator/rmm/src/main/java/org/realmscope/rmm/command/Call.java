package org.realmscope.rmm.command;

import java.util.Arrays;
import org.jspecify.annotations.Nullable;
import org.realmscope.platform.pe.Pe;
import org.realmscope.rmm.rtt.RttWalk;

/**
 * One call of a command: its inputs, the scratch that its conditions fill, its outputs. An RMM has one for RMI and one
 * for RSI and PSCI, used again for each call; what it holds between calls means nothing, so it is no state.
 */
public final class Call {
    /** Registers that a command can return values in: X1 to X8. */
    public static final int MAX_OUTPUTS = 8;

    private static final int INPUTS = 18;

    public final Rmm rmm;
    /** X0 to X17 of the caller; X0 is the function identifier without hint bits. */
    public final long[] x = new long[INPUTS];
    /** Where the RTT walk of the command ended. */
    public final RttWalk walk = new RttWalk();
    /** Address of the calling Realm's RD (RSI, PSCI), or of the Realm that the command is about, once it is known. */
    public long rd;
    /** Address of the calling REC (RSI, PSCI). */
    public long rec;
    /** A level or an address that a preparation works out for later steps; each command says what it is. */
    public long scratch;
    /** X0 on return. */
    public long result;
    /** The condition that failed the call, null if none did. */
    public @Nullable Condition failed;
    /**
     * Set by a command of the host if the PE no longer runs the host, so that the host's registers are not to be
     * written.
     */
    public boolean leftCaller;
    /** How a call of a realm ends. */
    public Disposition disposition = Disposition.RETURN;

    private final long[] outputs = new long[MAX_OUTPUTS + 1];
    private int outputCount;
    private @Nullable Pe caller;

    public Call(Rmm rmm) {
        this.rmm = rmm;
    }

    /** Starts a call with the registers of {@code pe}. */
    public void begin(Pe pe, long functionId) {
        caller = pe;
        System.arraycopy(pe.x, 0, x, 0, INPUTS);
        x[0] = functionId;
        result = 0;
        failed = null;
        leftCaller = false;
        disposition = Disposition.RETURN;
        outputCount = 0;
        Arrays.fill(outputs, 0);
    }

    /** The PE that executes the call. */
    public Pe pe() {
        Pe pe = caller;
        if (pe == null) {
            throw new IllegalStateException("no call has begun");
        }
        return pe;
    }

    /** Fails the call because {@code condition} holds. */
    public void fail(Condition condition) {
        failed = condition;
        result = condition.code().value().applyAsLong(this);
    }

    /** Sets output register {@code X<register>}, 1 to 8. */
    public void output(int register, long value) {
        outputs[register] = value;
        outputCount = Math.max(outputCount, register);
    }

    /** Value of an output register, 0 if the command did not set it. */
    public long output(int register) {
        return outputs[register];
    }

    /** Number of the highest output register that was set. */
    public int outputCount() {
        return outputCount;
    }
}
