package org.realmscope.scenario.guest;

import java.util.List;
import java.util.OptionalInt;
import org.realmscope.scenario.model.AddressRange;
import org.realmscope.scenario.model.GuestStep;
import org.realmscope.scenario.model.VcpuSetup;

/**
 * A step and its code.
 *
 * @param index of the step in the realm, in source order over all vCPUs, a loop before its body; the immediate of the
 *     step's checks
 * @param loop index of the innermost loop around the step
 * @param ranges where its code is, ascending; a loop has two, what sets it up and what repeats it, with its body in
 *     between
 * @param accessPc the instruction that does what the step says. The code that a {@link GuestStep.Fetch} calls finds
 *     {@code accessPc + 4} in X30
 * @param checks what compares the results
 */
public record StepCode(
        int index,
        VcpuSetup vcpu,
        GuestStep step,
        OptionalInt loop,
        List<AddressRange> ranges,
        long accessPc,
        List<Check> checks) {

    /**
     * A BRK that is executed if results are not as expected: X9 is the result, X11 what was expected; of a pair X10
     * and X12 are the second ones. Where an external abort is expected, X9 is the fault status code of the abort that
     * there was, 0 if there was none.
     *
     * @param pc its address
     * @param value index of the (first) result among those of the step's outcome
     */
    public record Check(long pc, int value) {}

    public StepCode {
        ranges = List.copyOf(ranges);
        checks = List.copyOf(checks);
    }

    /** From the first instruction to behind the last one, with the body of a loop. */
    public AddressRange extent() {
        return new AddressRange(ranges.getFirst().base(), ranges.getLast().end());
    }

    /** Name of the symbol at its first instruction. */
    public String symbol() {
        return vcpu.name() + ".step" + index;
    }
}
