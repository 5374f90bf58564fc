package org.realmscope.scenario.run;

import org.realmscope.platform.state.StateSink;
import org.realmscope.platform.state.StateSource;
import org.realmscope.platform.state.Stateful;

/** The VMM's state of a vCPU. */
final class VcpuThread implements Stateful {
    /** Registers that go back with a hypercall. */
    static final int REPLY_REGISTERS = 4;

    VcpuStatus status = VcpuStatus.NEW;
    /** What it becomes when KVM_RUN returns next; {@link VcpuStatus#NEW} for "whatever it is by then". */
    VcpuStatus ending = VcpuStatus.NEW;
    /** Minus a Linux error number, for {@link VcpuStatus#FAILED}. */
    long error;
    /** Number of its last command. */
    long request;
    /** Rules that are to be done before its host call is answered. */
    long pendingRules;
    /** Rules to come that need it outside KVM_RUN: it is not run before they are done. */
    long holds;
    /** How often in a row it took its last fault, or asked for its last change of RIPAS. */
    long repeats;
    /** {@link #repeats} when it was run again, for another try. */
    long tolerated;
    /** Instruction count at which it is run again if it is parked, and how long it waited for that. */
    long retryAt;

    long patience;
    /** Whether an external abort is injected when it enters the realm next. */
    boolean hasAbort;
    /** Whether the host's thread is no more. */
    boolean isGone;
    /** Whether it turned its realm off, so that the steps behind are never done. */
    boolean hasTurnedOff;
    /** Whether {@link #repeats} are of a change of RIPAS. */
    boolean isAtRipasChange;
    /** Arguments of the next KVM_RUN. */
    final long[] reply = new long[REPLY_REGISTERS];

    @Override
    public void save(StateSink sink) {
        sink.put(status.ordinal());
        sink.put(ending.ordinal());
        sink.put(error);
        sink.put(request);
        sink.put(pendingRules);
        sink.put(holds);
        sink.put(repeats);
        sink.put(tolerated);
        sink.put(retryAt);
        sink.put(patience);
        sink.put((hasAbort ? 1 : 0) | (isGone ? 2 : 0) | (hasTurnedOff ? 4 : 0) | (isAtRipasChange ? 8 : 0));
        sink.put(reply, 0, reply.length);
    }

    @Override
    public void load(StateSource source) {
        status = VcpuStatus.of(source.next());
        ending = VcpuStatus.of(source.next());
        error = source.next();
        request = source.next();
        pendingRules = source.next();
        holds = source.next();
        repeats = source.next();
        tolerated = source.next();
        retryAt = source.next();
        patience = source.next();
        long flags = source.next();
        hasAbort = (flags & 1) != 0;
        isGone = (flags & 2) != 0;
        hasTurnedOff = (flags & 4) != 0;
        isAtRipasChange = (flags & 8) != 0;
        source.next(reply, 0, reply.length);
    }
}
