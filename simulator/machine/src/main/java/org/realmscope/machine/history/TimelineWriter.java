package org.realmscope.machine.history;

import org.realmscope.platform.SecurityState;

/** Appends entries to a {@link TimelineStore}. Allocates nothing but room for bytes. */
final class TimelineWriter {
    private final TimelineStore store;
    private final TimelineState last = new TimelineState();
    private TimelineChunk chunk;

    TimelineWriter(TimelineStore store) {
        this.store = store;
        this.chunk = store.open();
    }

    /** What follows is told relative to nothing that has been written. */
    void beginChunk() {
        chunk = store.open();
        last.clear();
    }

    private void begin(EntryKind kind, long instructions, int ordinal, int pe, int flags) {
        boolean isNextOrdinal = ordinal == (instructions == last.instructions ? last.ordinal + 1 : 1);
        chunk.begin(kind, instructions, ordinal);
        chunk.put(kind.ordinal()
                | flags
                | (pe != last.pe ? TimelineChunk.HAS_PE : 0)
                | (isNextOrdinal ? 0 : TimelineChunk.HAS_ORDINAL));
        chunk.putSigned(instructions - last.instructions);
        if (pe != last.pe) {
            chunk.put(pe);
        }
        if (!isNextOrdinal) {
            chunk.putSigned(ordinal);
        }
        last.instructions = instructions;
        last.ordinal = ordinal;
        last.pe = pe;
    }

    private void begin(EntryKind kind, long instructions, int ordinal, Occupant who) {
        boolean isSame = last.values[TimelineState.REALM + who.pe] == who.realm
                && last.values[TimelineState.VCPU + who.pe] == who.vcpu;
        begin(kind, instructions, ordinal, who.pe, isSame ? 0 : TimelineChunk.HAS_REALM);
        if (!isSame) {
            put(TimelineState.REALM + who.pe, who.realm);
            put(TimelineState.VCPU + who.pe, who.vcpu);
        }
    }

    private void put(int slot, long value) {
        chunk.putSigned(value - last.values[slot]);
        last.values[slot] = value;
    }

    private void makeRoom() {
        if (chunk.isFull()) {
            beginChunk();
        }
    }

    void fault(long instructions, int ordinal, Occupant who, long number, long ipa) {
        makeRoom();
        begin(EntryKind.FAULT, instructions, ordinal, who);
        put(TimelineState.FAULT, number);
        put(TimelineState.IPA, ipa);
    }

    /** An RMI call of {@code function}, by {@link CallWords#function}, with its PE's registers. */
    void rmiCall(long instructions, int ordinal, Occupant caller, int function, long[] x) {
        makeRoom();
        begin(EntryKind.RMI_CALL, instructions, ordinal, caller, 0);
        put(TimelineState.RMI_FUNCTION, function);
        last.values[TimelineState.CALLED_FUNCTION + caller.pe] = function;
        int arguments = CallWords.argumentCount(function);
        for (int i = 1; i <= arguments; i++) {
            put(TimelineState.argument(function, i), x[i]);
        }
    }

    /** The return of an RMI call; status and outputs are in the registers from {@code first} on. */
    void rmiReturn(long instructions, int ordinal, Occupant caller, int function, long[] x, int first) {
        makeRoom();
        int slot = TimelineState.CALLED_FUNCTION + caller.pe;
        boolean isOther = last.values[slot] != function;
        begin(EntryKind.RMI_RETURN, instructions, ordinal, caller, isOther ? TimelineChunk.HAS_FUNCTION : 0);
        if (isOther) {
            put(slot, function);
        }
        chunk.putSigned(x[first]);
        int outputs = CallWords.outputCount(function, x[first]);
        for (int i = 1; i <= outputs; i++) {
            put(TimelineState.output(function, i), x[first + i]);
        }
    }

    /** An entry about the RMI call that the host of a PE has made last. */
    private void begin(EntryKind kind, long instructions, int ordinal, Occupant caller, int flags) {
        int slot = TimelineState.CALLED_REALM + caller.pe;
        boolean isSame = last.values[slot] == caller.calledRealm;
        begin(kind, instructions, ordinal, caller.pe, flags | (isSame ? 0 : TimelineChunk.HAS_REALM));
        if (!isSame) {
            put(slot, caller.calledRealm);
        }
    }

    /** A call of a realm, with the arguments that are in X1 up. */
    void realmCall(long instructions, int ordinal, Occupant who, long functionId, long[] x, int arguments) {
        makeRoom();
        begin(EntryKind.REALM_CALL, instructions, ordinal, who);
        put(TimelineState.REALM_FUNCTION, functionId);
        registers(x, 1, arguments);
    }

    /** The answer to a call of a realm, with the results that are in X0 up. */
    void realmReturn(long instructions, int ordinal, Occupant who, long functionId, long[] x, int results) {
        makeRoom();
        begin(EntryKind.REALM_RETURN, instructions, ordinal, who);
        put(TimelineState.REALM_FUNCTION, functionId);
        registers(x, 0, results);
    }

    private void registers(long[] x, int first, int count) {
        chunk.put(count);
        for (int i = 0; i < count; i++) {
            put(TimelineState.realmRegister(first + i), x[first + i]);
        }
    }

    void worldSwitch(long instructions, int ordinal, int pe, SecurityState from, SecurityState to) {
        makeRoom();
        boolean isUsual = isUsual(from) && isUsual(to);
        int direction = to == SecurityState.REALM ? TimelineChunk.TO_REALM : TimelineChunk.TO_NON_SECURE;
        int code = isUsual ? direction : TimelineChunk.OTHER_SWITCH;
        begin(EntryKind.WORLD_SWITCH, instructions, ordinal, pe, code << TimelineChunk.SWITCH_SHIFT);
        if (!isUsual) {
            chunk.put(from.ordinal());
            chunk.put(to.ordinal());
        }
    }

    private static boolean isUsual(SecurityState state) {
        return state == SecurityState.REALM || state == SecurityState.NON_SECURE;
    }

    /** A change of RIPAS from one encoding to another. */
    void ripasChange(long instructions, int ordinal, Occupant who, RipasRun change) {
        makeRoom();
        begin(EntryKind.RIPAS_CHANGE, instructions, ordinal, who);
        put(TimelineState.RIPAS_BASE, change.base());
        chunk.putSigned(change.top() - change.base());
        chunk.put(change.from());
        chunk.put(change.to());
    }

    /**
     * IPAs of which the RIPAS has changed.
     *
     * @param from encoding before
     * @param to encoding after
     */
    record RipasRun(long base, long top, int from, int to) {}
}
