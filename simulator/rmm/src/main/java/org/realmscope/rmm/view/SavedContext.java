package org.realmscope.rmm.view;

import java.util.OptionalLong;
import org.realmscope.platform.sysreg.SystemRegister;
import org.realmscope.rmm.rec.Contexts;

/** Registers that the RMM has saved, decoded from memory when they are asked for. */
public final class SavedContext {
    private final Contexts contexts;
    private final long at;
    private final boolean ofHost;

    SavedContext(Contexts contexts, long at, boolean ofHost) {
        this.contexts = contexts;
        this.at = at;
        this.ofHost = ofHost;
    }

    /** Xn, n from 0 to 30. */
    public long gpr(int n) {
        return contexts.gpr(at, n);
    }

    /** Where it goes on. */
    public long pc() {
        return contexts.hostPc(at);
    }

    /** PSTATE as SPSR_EL2 holds it. */
    public long pstate() {
        return contexts.hostPstate(at);
    }

    /**
     * SP_ELx.
     *
     * @param el 0 or 1, 2 only of the host
     */
    public long stackPointer(int el) {
        return contexts.stackPointer(at, el);
    }

    /** A system register; empty if the RMM leaves it in the PE. */
    public OptionalLong register(SystemRegister register) {
        return contexts.register(at, register, ofHost);
    }
}
