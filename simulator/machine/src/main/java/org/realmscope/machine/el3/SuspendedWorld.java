package org.realmscope.machine.el3;

import java.util.Collections;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import org.realmscope.platform.sysreg.SystemRegister;

/**
 * Registers of EL2 software of a world that a PE is not in, as EL3 keeps them.
 *
 * @param pc where it goes on
 * @param pstate as SPSR_EL3 holds it
 * @param x X0 to X30
 * @param system the system registers that EL3 banks, SP_EL2 among them
 */
public record SuspendedWorld(long pc, long pstate, List<Long> x, Map<SystemRegister, Long> system) {
    public SuspendedWorld {
        x = List.copyOf(x);
        system = Collections.unmodifiableMap(new EnumMap<>(system));
    }

    /** SP_EL2. */
    public long sp() {
        return system.getOrDefault(SystemRegister.SP_EL2, 0L);
    }
}
