package org.realmscope.rmm.psci;

import java.util.EnumMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.realmscope.abi.Psci;
import org.realmscope.abi.Smccc;
import org.realmscope.rmm.choices.RmmChoice;
import org.realmscope.rmm.choices.RmmChoices;
import org.realmscope.rmm.command.Rmm;

/** The PSCI functions that a realm has. */
public final class PsciTable {
    private final Map<Psci, PsciHandler> handlers = new EnumMap<>(Psci.class);

    public PsciTable(RmmChoices choices) {
        PsciHandler systemOff = new SystemOff();
        handlers.put(Psci.VERSION, new Version());
        handlers.put(Psci.FEATURES, new Features());
        handlers.put(Psci.CPU_SUSPEND, new CpuSuspend());
        handlers.put(Psci.CPU_OFF, new CpuOff());
        handlers.put(Psci.CPU_ON, new CpuOn(choices));
        handlers.put(Psci.AFFINITY_INFO, new AffinityInfo());
        handlers.put(Psci.SYSTEM_OFF, systemOff);
        handlers.put(Psci.SYSTEM_RESET, systemOff);
    }

    /** The handler of a function; null only if {@code function} is. */
    public @Nullable PsciHandler handler(@Nullable Psci function) {
        return function == null ? null : handlers.get(function);
    }

    /** The function with this identifier that a realm has, or null. */
    public static @Nullable Psci find(Rmm rmm, long functionId) {
        @Nullable Psci function = Psci.of(functionId);
        boolean isSmc32Form =
                function != null && (functionId & Smccc.SMC64) == 0 && Psci.of(function.smc64()) == function;
        return isSmc32Form && !rmm.asReference(RmmChoice.PSCI_SMC32) ? null : function;
    }
}
