package org.realmscope.scenario.run;

import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;
import org.realmscope.machine.vmm.Errno;
import org.realmscope.scenario.model.Position;
import org.realmscope.scenario.model.VcpuSetup;

/**
 * How a vCPU ended.
 *
 * @param realm index of its realm
 * @param pe index of the PE that was its own
 * @param status how, final unless the run was stopped
 * @param turnedOff whether it turned its realm off by PSCI and so never came to the end of its steps
 * @param error minus a Linux error number for {@link VcpuStatus#FAILED}, else 0
 * @param pc where its program was last seen, empty if it was never
 * @param position what the scenario says there, null if it says nothing
 * @param detail more about it, for example why it failed; empty if there is no more to say
 */
public record VcpuEnd(
        int realm,
        VcpuSetup vcpu,
        int pe,
        VcpuStatus status,
        boolean turnedOff,
        long error,
        OptionalLong pc,
        @Nullable Position position,
        String detail) {
    /** In words, without the vCPU's name: {@code failed -14 (EFAULT) at a.rme:12:5}. */
    public String text() {
        StringBuilder text = new StringBuilder(status.text());
        if (turnedOff) {
            text.append(" by turning the realm off");
        }
        if (status == VcpuStatus.FAILED) {
            text.append(' ').append(Errno.describe(error));
        }
        boolean isAtEnd = status == VcpuStatus.ENDED && !turnedOff;
        if (!isAtEnd && position != null) {
            text.append(" at ").append(position);
        } else if (!isAtEnd && pc.isPresent()) {
            text.append(" at pc ").append(Notation.hex(pc.getAsLong()));
        }
        return detail.isEmpty() ? text.toString() : text + ": " + detail;
    }
}
