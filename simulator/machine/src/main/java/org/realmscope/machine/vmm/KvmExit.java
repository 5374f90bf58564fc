package org.realmscope.machine.vmm;

/** Why KVM_RUN returned: {@code exit_reason} of {@code struct kvm_run}, in Linux' numbers. */
public final class KvmExit {
    /** The access of a vCPU to memory that the VMM has to change first. */
    public static final int MEMORY_FAULT = 39;

    private KvmExit() {}

    /** For example {@code KVM_EXIT_MMIO}. */
    public static String describe(int reason) {
        return switch (reason) {
            case 0 -> "KVM_EXIT_UNKNOWN";
            case 3 -> "KVM_EXIT_HYPERCALL";
            case 6 -> "KVM_EXIT_MMIO";
            case 8 -> "KVM_EXIT_SHUTDOWN";
            case 9 -> "KVM_EXIT_FAIL_ENTRY";
            case 10 -> "KVM_EXIT_INTR";
            case 17 -> "KVM_EXIT_INTERNAL_ERROR";
            case 24 -> "KVM_EXIT_SYSTEM_EVENT";
            case 28 -> "KVM_EXIT_ARM_NISV";
            case MEMORY_FAULT -> "KVM_EXIT_MEMORY_FAULT";
            default -> "0x" + Integer.toHexString(reason);
        };
    }
}
