package org.realmscope.scenario.guest;

import java.util.List;
import java.util.OptionalLong;
import org.realmscope.scenario.model.AddressRange;
import org.realmscope.scenario.model.Bytes;

/**
 * The program that does the steps of a realm's vCPUs.
 *
 * @param rows ascending, the first at the start of {@code code}
 */
record StepProgram(List<StepCode> steps, List<CodeRow> rows, AddressRange code, OptionalLong buffer, Bytes elf) {
    StepProgram {
        steps = List.copyOf(steps);
        rows = List.copyOf(rows);
    }
}
