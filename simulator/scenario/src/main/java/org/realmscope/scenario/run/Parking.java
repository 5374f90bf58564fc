package org.realmscope.scenario.run;

import java.util.List;
import org.realmscope.machine.event.ProgressDetector;
import org.realmscope.machine.vmm.Vmm;

/**
 * vCPUs that make no forward progress. Running one for ever would only fill the history, so it is parked, and run again
 * when something may have changed: a rule has been followed, another vCPU has come to an end, or others have run for a
 * while, each time for longer.
 */
final class Parking {
    /** Instructions after which a vCPU is run again for the first time. */
    private static final long PATIENCE = 1_000_000;

    private final List<VcpuThread> vcpus;

    Parking(List<VcpuThread> vcpus) {
        this.vcpus = vcpus;
    }

    /**
     * A vCPU took a fault, or asked for a change of RIPAS.
     *
     * @param repeats how often in a row it was the same
     * @return whether it is to leave KVM_RUN and wait
     */
    boolean came(int index, long repeats) {
        VcpuThread vcpu = vcpus.get(index);
        if (repeats < vcpu.repeats) {
            vcpu.tolerated = 0;
        }
        vcpu.repeats = repeats;
        if (vcpu.repeats - vcpu.tolerated != ProgressDetector.LIMIT) {
            return false;
        }
        boolean isRunning = vcpu.status == VcpuStatus.RUNNING && vcpu.ending == VcpuStatus.NEW;
        if (isRunning) {
            vcpu.ending = VcpuStatus.PARKED;
        }
        return isRunning;
    }

    private static boolean isBeyondLimit(VcpuThread vcpu) {
        return vcpu.repeats - vcpu.tolerated >= ProgressDetector.LIMIT;
    }

    /** Whether what a vCPU is stuck at is a change of RIPAS that the host does not make. */
    static boolean isStuckAtRipasChange(VcpuThread vcpu) {
        return vcpu.status == VcpuStatus.STUCK && vcpu.isAtRipasChange && isBeyondLimit(vcpu);
    }

    /** KVM_RUN of a vCPU has returned at an instruction count. */
    void returned(int index, long now) {
        VcpuThread vcpu = vcpus.get(index);
        if (vcpu.status == VcpuStatus.PARKED) {
            vcpu.patience = vcpu.patience == 0 ? PATIENCE : 2 * vcpu.patience;
            vcpu.retryAt = now + vcpu.patience;
        } else if (vcpu.status.isFinal()) {
            retryAll();
        }
    }

    /** Something has happened that may let faults succeed. */
    void retryAll() {
        vcpus.forEach(Parking::retry);
    }

    private static void retry(VcpuThread vcpu) {
        if (vcpu.status == VcpuStatus.PARKED) {
            vcpu.status = VcpuStatus.READY;
            vcpu.tolerated = vcpu.repeats;
        } else if (vcpu.ending == VcpuStatus.PARKED) {
            vcpu.ending = VcpuStatus.NEW;
            vcpu.tolerated = vcpu.repeats;
        }
    }

    /** Whether some vCPU is parked. */
    boolean isUsed() {
        return vcpus.stream().anyMatch(vcpu -> vcpu.status == VcpuStatus.PARKED);
    }

    /** Instruction count at which the next vCPU is to be run again without a reason. */
    long nextRetry() {
        long next = Vmm.NEVER;
        for (VcpuThread vcpu : vcpus) {
            next = vcpu.status == VcpuStatus.PARKED ? Math.min(next, vcpu.retryAt) : next;
        }
        return next;
    }

    /** Lets the vCPUs run whose time has come. */
    void retryUntil(long now) {
        vcpus.stream().filter(vcpu -> vcpu.retryAt <= now).forEach(Parking::retry);
    }

    /** Nothing will change any more: those that are parked are stuck. */
    void close() {
        for (VcpuThread vcpu : vcpus) {
            if (vcpu.status == VcpuStatus.PARKED) {
                vcpu.status = VcpuStatus.STUCK;
            }
        }
    }
}
