package org.realmscope.scenario.run;

import java.util.List;
import org.realmscope.machine.vmm.VmmBoard;
import org.realmscope.scenario.model.MmioRegister;
import org.realmscope.scenario.model.RealmSetup;

/** What the VMM does when KVM_RUN returns. */
final class VcpuExits {
    private static final long EINTR = -4;
    private static final long ENOMEM = -12;
    private static final long EFAULT = -14;
    private static final long ENOSYS = -38;

    private static final long EXIT_HYPERCALL = 3;
    private static final long EXIT_SHUTDOWN = 8;
    private static final long EXIT_SYSTEM_EVENT = 24;
    private static final long EXIT_ARM_NISV = 28;
    private static final long EXIT_MEMORY_FAULT = 39;
    /** {@code KVM_MEMORY_EXIT_FLAG_PRIVATE} and {@code KVM_MEMORY_ATTRIBUTE_PRIVATE}. */
    private static final long PRIVATE = 1 << 3;

    private final ScenarioScripts scripts;
    private final List<VcpuThread> vcpus;
    private final HostThread host;
    private final RuleTriggers triggers;

    VcpuExits(ScenarioScripts scripts, List<VcpuThread> vcpus, HostThread host, RuleTriggers triggers) {
        this.scripts = scripts;
        this.vcpus = vcpus;
        this.host = host;
        this.triggers = triggers;
    }

    private static long value(VmmBoard board, int pe, int index) {
        return board.mailbox(pe, VmmBoard.VALUES + index * Long.BYTES);
    }

    /** vCPUs of realms that could be built may run. */
    void realmsBuilt() {
        for (int i = 0; i < vcpus.size(); i++) {
            long error = host.variable(
                    scripts.realms().get(scripts.vcpus().get(i).realm()).error());
            if (error == ScenarioScripts.UNKNOWN) {
                vcpus.get(i).status = VcpuStatus.READY;
            } else {
                fail(vcpus.get(i), error);
            }
        }
    }

    private static void fail(VcpuThread vcpu, long error) {
        vcpu.status = VcpuStatus.FAILED;
        vcpu.error = error;
    }

    /** Whether an error may be for want of memory: then the host is asked how much it has. */
    static boolean mayBeForMemory(long error) {
        return error == ENOMEM || error == EFAULT;
    }

    /** A thread has replied to the command with this number. */
    void returned(VmmBoard board, int index, long request) {
        VcpuThread vcpu = vcpus.get(index);
        if (vcpu.status != VcpuStatus.RUNNING || vcpu.request != request) {
            return;
        }
        int pe = scripts.vcpus().get(index).pe();
        long result = board.mailbox(pe, VmmBoard.RESULT);
        long reason = value(board, pe, 0);
        if (result == EINTR) {
            vcpu.status = VcpuStatus.READY;
        } else if (result == ENOSYS && reason == EXIT_ARM_NISV) {
            vcpu.status = VcpuStatus.UNDECIDED;
        } else if (result == EFAULT && reason == EXIT_MEMORY_FAULT) {
            setAttributes(board, index);
        } else if (result < 0) {
            fail(vcpu, result);
            if (mayBeForMemory(result)) {
                host.add(ScenarioScripts.MEMORY, ScriptQueue.NOBODY);
            }
        } else if (reason == EXIT_SHUTDOWN) {
            vcpu.status = VcpuStatus.OFF;
        } else if (reason == EXIT_SYSTEM_EVENT) {
            realmIsOff(index);
        } else if (reason == EXIT_HYPERCALL) {
            hostCalled(board, index, (int) value(board, pe, 1));
        } else {
            vcpu.reply[0] = deviceRead(index, value(board, pe, 1), value(board, pe, 3));
            vcpu.status = VcpuStatus.READY;
        }
        if (vcpu.ending != VcpuStatus.NEW && !vcpu.status.isFinal()) {
            vcpu.status = vcpu.ending;
        }
        vcpu.ending = VcpuStatus.NEW;
    }

    /** Emulated devices ignore what is written, and read as zero where the scenario names no register. */
    private long deviceRead(int index, long ipa, long bytes) {
        RealmSetup realm =
                scripts.realms().get(scripts.vcpus().get(index).realm()).setup();
        for (MmioRegister register : realm.mmio()) {
            if (register.ipa() == ipa) {
                int unused = Long.SIZE - (int) bytes * Byte.SIZE;
                return register.value() << unused >>> unused;
            }
        }
        return 0;
    }

    private void hostCalled(VmmBoard board, int index, int immediate) {
        VcpuThread vcpu = vcpus.get(index);
        if (immediate == ScenarioVmm.END_OF_STEPS) {
            vcpu.status = VcpuStatus.ENDED;
            return;
        }
        for (int i = 0; i < vcpu.reply.length; i++) {
            vcpu.reply[i] = value(board, scripts.vcpus().get(index).pe(), 2 + i);
        }
        vcpu.pendingRules = triggers.rulesOfHostCall(immediate);
        vcpu.status = vcpu.pendingRules == 0 ? VcpuStatus.READY : VcpuStatus.REPLYING;
        triggers.hostCalled(index, immediate);
    }

    /** Makes memory what the access took it for, private or shared, and lets the vCPU try again. */
    private void setAttributes(VmmBoard board, int index) {
        ScenarioScripts.Vcpu vcpu = scripts.vcpus().get(index);
        host.set(vcpu.fault(), value(board, vcpu.pe(), 2));
        host.set(vcpu.fault() + 1, value(board, vcpu.pe(), 3));
        host.set(vcpu.fault() + 2, value(board, vcpu.pe(), 1) & PRIVATE);
        vcpus.get(index).status = VcpuStatus.REPLYING;
        vcpus.get(index).pendingRules = 1;
        host.add(scripts.attributes(index), index);
    }

    /** A rule that a vCPU waits for is done. */
    void ruleDone(int index) {
        VcpuThread vcpu = vcpus.get(index);
        vcpu.pendingRules--;
        if (vcpu.pendingRules == 0 && vcpu.status == VcpuStatus.REPLYING) {
            vcpu.status = VcpuStatus.READY;
        }
    }

    /** The other vCPUs of a realm that has turned itself off do not run again. */
    private void realmIsOff(int index) {
        int realm = scripts.vcpus().get(index).realm();
        vcpus.get(index).status = VcpuStatus.ENDED;
        vcpus.get(index).hasTurnedOff = true;
        for (int i = 0; i < vcpus.size(); i++) {
            VcpuThread other = vcpus.get(i);
            if (i == index || scripts.vcpus().get(i).realm() != realm || other.status.isFinal()) {
                continue;
            }
            if (other.status != VcpuStatus.RUNNING) {
                other.status = VcpuStatus.OFF;
            } else {
                if (other.ending == VcpuStatus.NEW) {
                    host.add(scripts.kick(i), ScriptQueue.NOBODY);
                }
                other.ending = VcpuStatus.OFF;
            }
        }
    }

    /** Accesses that no rule can complete any more stay incomplete. */
    void decide() {
        for (VcpuThread vcpu : vcpus) {
            if (vcpu.status != VcpuStatus.UNDECIDED || vcpu.holds > 0) {
                continue;
            }
            if (vcpu.hasAbort) {
                vcpu.status = VcpuStatus.READY;
            } else {
                fail(vcpu, ENOSYS);
            }
        }
    }
}
