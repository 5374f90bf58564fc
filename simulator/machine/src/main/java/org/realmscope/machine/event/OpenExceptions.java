package org.realmscope.machine.event;

import org.realmscope.platform.pe.Pe;
import org.realmscope.platform.state.StateSink;
import org.realmscope.platform.state.StateSource;
import org.realmscope.platform.state.Stateful;
import org.realmscope.platform.sysreg.SystemRegister;

/**
 * The exceptions of Realms that an RMM image is handling, by PE: nobody but the PE sees where it goes on with the
 * Realm. State of the machine, so that a run from the middle has the same events.
 */
final class OpenExceptions implements Stateful {
    private static final int INSTRUCTION_SIZE = 4;
    private static final int ESR = 0;
    private static final int ELR = 1;
    static final int REGISTERS = 2;
    private static final int WORDS = REGISTERS + EventChannel.REALM_CALL_REGISTERS;

    private final boolean[] open;
    private final long[][] words;

    OpenExceptions(int pes) {
        open = new boolean[pes];
        words = new long[pes][WORDS];
    }

    /** A PE has taken an exception from a Realm to EL2. */
    void taken(Pe pe) {
        long[] saved = words[pe.index];
        saved[ESR] = pe.sys.get(SystemRegister.ESR_EL2);
        saved[ELR] = pe.sys.get(SystemRegister.ELR_EL2);
        System.arraycopy(pe.x, 0, saved, REGISTERS, EventChannel.REALM_CALL_REGISTERS);
        open[pe.index] = true;
    }

    /** Whether an exception of a PE is being handled; it is not any more. */
    boolean close(int pe) {
        boolean was = open[pe];
        open[pe] = false;
        return was;
    }

    /** ESR_EL2 of the last exception of a PE. */
    long esr(int pe) {
        return words[pe][ESR];
    }

    /** Has X0 to X8 at the last exception of a PE from {@link #REGISTERS} on. */
    long[] words(int pe) {
        return words[pe];
    }

    /** Whether a PE goes on neither at the instruction of its last exception nor behind it. */
    boolean isElsewhere(Pe pe) {
        long elr = words[pe.index][ELR];
        return pe.pc != elr && pe.pc != elr + INSTRUCTION_SIZE;
    }

    @Override
    public void save(StateSink sink) {
        for (int i = 0; i < open.length; i++) {
            sink.put(open[i] ? 1 : 0);
            sink.put(words[i], 0, WORDS);
        }
    }

    @Override
    public void load(StateSource source) {
        for (int i = 0; i < open.length; i++) {
            open[i] = source.next() != 0;
            source.next(words[i], 0, WORDS);
        }
    }
}
