package org.realmscope.scenario.run;

import org.realmscope.scenario.model.Position;

/**
 * Exceptions of a guest's program that no step asks for. The program's vectors skip the instruction and go on.
 *
 * @param vcpu position in the scenario's vCPUs
 * @param position of the step
 * @param text of the step
 * @param pc of the first one
 * @param exceptionClass of the first one, ESR_EL1.EC
 * @param count exceptions of the step
 */
public record GuestException(int vcpu, Position position, String text, long pc, int exceptionClass, long count) {
    GuestException again() {
        return new GuestException(vcpu, position, text, pc, exceptionClass, count + 1);
    }

    /** What the first one was, in words. */
    public String description() {
        return switch (exceptionClass) {
            case 0x00 -> "undefined instruction";
            case 0x0e -> "illegal execution state";
            case 0x15 -> "SVC";
            case 0x18 -> "trapped system register access";
            case 0x22 -> "misaligned pc";
            case 0x26 -> "misaligned stack pointer";
            case 0x3c -> "BRK";
            default -> "exception";
        };
    }
}
