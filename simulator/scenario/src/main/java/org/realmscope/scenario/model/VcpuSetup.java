package org.realmscope.scenario.model;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A vCPU.
 *
 * @param index REC index, from 0 within its realm
 * @param on whether it runs from the start
 * @param elf path of the ELF that it runs, as written; null if it does {@code steps}
 */
public record VcpuSetup(
        Position position,
        String name,
        int index,
        boolean on,
        @Nullable String elf,
        List<GuestStep> steps) {
    public VcpuSetup {
        steps = List.copyOf(steps);
    }
}
