package org.realmscope.machine;

import org.realmscope.a64.engine.Breakpoints;
import org.realmscope.a64.engine.ExecutionEngine;
import org.realmscope.platform.SecurityState;
import org.realmscope.platform.memory.PhysicalMemory;
import org.realmscope.platform.pe.AbortSignal;
import org.realmscope.platform.pe.Pe;
import org.realmscope.platform.pe.StopCause;

/** Executes code, and of modelled realms what they do in place of it, each time for as long as an instruction. */
final class ModelledEngine implements ExecutionEngine {
    private final ExecutionEngine code;
    private final ModelledRealm model;
    private final PhysicalMemory memory;

    /** @param code executes everything else */
    ModelledEngine(ExecutionEngine code, ModelledRealm model, PhysicalMemory memory) {
        this.code = code;
        this.model = model;
        this.memory = memory;
    }

    private boolean isModelled(Pe pe) {
        return pe.securityState == SecurityState.REALM && pe.el < 2 && model.acts(pe, memory);
    }

    @Override
    public StopCause run(Pe pe, long limit) {
        return isModelled(pe) && pe.instructions < limit ? act(pe) : code.run(pe, limit);
    }

    @Override
    public StopCause step(Pe pe) {
        return isModelled(pe) ? act(pe) : code.step(pe);
    }

    private StopCause act(Pe pe) {
        pe.stop = null;
        pe.instructions++;
        pe.alone = true;
        try {
            model.step(pe, memory);
        } catch (AbortSignal signal) {
            if (signal != AbortSignal.WATCHPOINT) {
                throw new IllegalStateException("a modelled realm has not taken its exception", signal);
            }
            pe.instructions--;
            return StopCause.WATCHPOINT;
        } finally {
            pe.alone = false;
        }
        StopCause stop = pe.stop;
        pe.stop = null;
        return stop == null ? StopCause.LIMIT : stop;
    }

    @Override
    public Breakpoints breakpoints() {
        return code.breakpoints();
    }
}
