/* The threads: the VMM's ioctl thread on PE 0, a vCPU thread on each other PE. They sleep until the VMM writes a
 * command into their PE's mailbox and raises an interrupt. */
#include "vmm_port.h"

#include "bug.h"
#include "gic.h"
#include "kvm_rme.h"
#include "rmi_cmds.h"
#include "setup.h"
#include "switches.h"
#include "sysreg.h"
#include "trace.h"

#define PSCI_CPU_ON 0xc4000003ul
#define MADV_DONTNEED 4

extern u8 __image_end[];

static bool pe_is_on[KVM_MAX_VCPUS + 1];

static volatile struct mailbox *mailbox_of(unsigned pe)
{
    return (volatile struct mailbox *)(VMM_PORT_BASE + ((u64)pe << PAGE_SHIFT));
}

void vmm_ring(enum doorbell kind, u64 value)
{
    mailbox_of(smp_processor_id())->doorbell = value << 8 | kind;
}

/* Sleeps until there is a command with another number than `last`; returns its number. */
static u64 wait_for_command(volatile struct mailbox *mailbox, u64 last)
{
    while (mailbox->request == last) {
        wfi();
        gic_handle_irqs();
    }
    return mailbox->request;
}

static void reply(volatile struct mailbox *mailbox, u64 request, s64 result)
{
    mailbox->result = (u64)result;
    mailbox->reply = request;
    vmm_ring(DOORBELL_REPLY, request);
}

_Noreturn void thread_is_gone(void)
{
    unsigned pe = smp_processor_id();
    volatile struct mailbox *mailbox = mailbox_of(pe);

    if (pe != 0) {
        vcpu_put(pe); /* as the end of the process closes the vCPU's file */
    }
    mailbox->result = (u64)-EFAULT;
    mailbox->reply = mailbox->request;
    vmm_ring(DOORBELL_GONE, mailbox->request);
    for (;;) {
        wfi();
        gic_handle_irqs();
    }
}

static s64 host_setup(const u64 *args, u64 *values)
{
    values[0] = (u64)trace_rings;
    values[1] = sizeof(trace_rings[0]);
    values[2] = TRACE_EVENTS;
    values[3] = TRACE_PES;
    page_alloc_init((phys_addr_t)__image_end, args[0]);
    return kvm_init_rme();
}

static s64 dev_ioctl_create_vm(const u64 *args)
{
    struct kvm *kvm;

    if (args[0] != KVM_VM_TYPE_ARM_REALM || args[1] < 32 || args[1] > kvm_realm_ipa_limit()) {
        return -EINVAL;
    }
    kvm = kvm_create_vm(true, (u32)args[1]);
    return kvm ? kvm->id : -ENOMEM;
}

static s64 start_pe(int pe)
{
    if (pe_is_on[pe]) {
        return 0;
    }
    pe_is_on[pe] = true;
    return (s64)rmi_call(PSCI_CPU_ON, (u64)pe, (u64)secondary_start, (u64)pe, 0, 0);
}

static s64 vm_ioctl_create_vcpu(struct kvm *kvm, const u64 *args)
{
    struct kvm_vcpu *vcpu = kvm_vm_ioctl_create_vcpu(kvm, (int)args[1]);

    if (!vcpu) {
        return -EINVAL;
    }
    return start_pe(vcpu->pe) ? -ENXIO : vcpu->vcpu_id;
}

static s64 vm_ioctl_set_memory_region(struct kvm *kvm, const u64 *args, bool has_guest_memfd)
{
    struct kvm_memory_slot region = {
        .flags = args[2] & KVM_MEM_READONLY,
        .base_gfn = args[3] >> PAGE_SHIFT,
        .npages = args[4] >> PAGE_SHIFT,
        .userspace_addr = args[5],
    };

    if (!IS_ALIGNED(args[3] | args[4], PAGE_SIZE)) {
        return -EINVAL;
    }
    if (has_guest_memfd) {
        region.flags |= KVM_MEM_GUEST_MEMFD;
        region.gmem_addr = args[6];
    }
    return kvm_set_memory_region(kvm, args[1], &region);
}

static s64 kvm_realm_enable_cap(struct kvm *kvm, const u64 *args, u64 *values)
{
    s64 ret;

    switch (args[2]) {
    case KVM_CAP_ARM_RME_CONFIG_REALM:
        return kvm_rme_config_realm(kvm, args[3], args[4] == 1, args[5] == 1 ? (s64)args[6] : START_LEVEL_DEFAULT);
    case KVM_CAP_ARM_RME_CREATE_RD:
        ret = kvm_create_realm(kvm);
        values[0] = kvm->arch.realm.rd;
        return ret;
    case KVM_CAP_ARM_RME_INIT_IPA_REALM:
        return kvm_init_ipa_range_realm(kvm, args[3], args[4]);
    case KVM_CAP_ARM_RME_POPULATE_REALM:
        return kvm_populate_realm(kvm, args[3], args[4], args[5] != 0);
    case KVM_CAP_ARM_RME_ACTIVATE_REALM:
        return kvm_activate_realm(kvm);
    default:
        return -EINVAL;
    }
}

static s64 vm_ioctl_enable_cap(struct kvm *kvm, const u64 *args, u64 *values)
{
    switch (args[1]) {
    case KVM_CAP_ARM_NISV_TO_USER:
        kvm->arch.return_nisv_io_abort_to_user = true;
        return 0;
    case KVM_CAP_ARM_RME:
        return kvm_realm_enable_cap(kvm, args, values);
    default:
        return -EINVAL;
    }
}

static s64 vcpu_ioctl(struct kvm *kvm, u64 command, const u64 *args, u64 *values)
{
    struct kvm_vcpu *vcpu = kvm_mpidr_to_vcpu(kvm, args[1]);
    s64 ret;

    if (!vcpu) {
        return -EINVAL;
    }
    switch (command) {
    case KVM_ARM_VCPU_INIT:
        vcpu->power_off = args[2] != 0;
        vcpu->reset_pc = args[3];
        for (int i = 0; i < 8; i++) {
            vcpu->reset_gprs[i] = args[4 + i];
        }
        return 0;
    case KVM_ARM_VCPU_FINALIZE:
        ret = kvm_create_rec(vcpu);
        values[0] = vcpu->arch.rec.rec_page;
        return ret;
    case KVM_SET_VCPU_EVENTS:
        return kvm_arm_vcpu_set_events(vcpu, args[2] != 0);
    case KVM_IRQ_LINE:
        return kvm_vm_ioctl_irq_line(vcpu, args[2]);
    default:
        WRITE_ONCE(vcpu->exit_request, true);
        kvm_vcpu_kick(vcpu);
        return 0;
    }
}

static s64 vm_ioctl_flush_memslot(struct kvm *kvm, u64 slot)
{
    if (slot >= KVM_MEM_SLOTS_NUM || !kvm->memslots[slot].in_use) {
        return -EINVAL;
    }
    write_lock(&kvm->mmu_lock);
    stage2_flush_memslot(kvm, &kvm->memslots[slot]);
    write_unlock(&kvm->mmu_lock);
    return 0;
}

static s64 vm_ioctl(u64 command, const u64 *args, u64 *values)
{
    struct kvm *kvm = kvm_get(args[0]);

    if (!kvm) {
        return -ENOENT;
    }
    switch (command) {
    case VMM_CLOSE:
        return kvm_destroy_vm(kvm);
    case KVM_CREATE_VCPU:
        return vm_ioctl_create_vcpu(kvm, args);
    case KVM_SET_USER_MEMORY_REGION:
        return vm_ioctl_set_memory_region(kvm, args, false);
    case KVM_SET_USER_MEMORY_REGION2:
        return vm_ioctl_set_memory_region(kvm, args, true);
    case KVM_ENABLE_CAP:
        return vm_ioctl_enable_cap(kvm, args, values);
    case KVM_SET_MEMORY_ATTRIBUTES:
        return kvm_vm_ioctl_set_mem_attributes(kvm, args[1], args[2], args[3]);
    case HOST_FLUSH_MEMSLOT:
        return vm_ioctl_flush_memslot(kvm, args[1]);
    default:
        return vcpu_ioctl(kvm, command, args, values);
    }
}

static s64 host_user_access(const u64 *args, bool write, u64 *values)
{
    values[0] = args[2];
    return user_access(args[0], (unsigned)args[1], write, &values[0]);
}

static s64 host_fault_in(const u64 *args, u64 *values)
{
    bool writable;
    int ret = get_user_page(args[0], args[1] != 0, &values[0], &writable, &values[2]);

    values[1] = writable;
    return ret;
}

static s64 host_rmi(const u64 *args, u64 *values)
{
    struct arm_smccc_1_2_regs regs = {args[0], args[1], args[2], args[3], args[4], args[5]};

    arm_smccc_1_2_smc(&regs);
    values[0] = regs.a0;
    values[1] = regs.a1;
    values[2] = regs.a2;
    values[3] = regs.a3;
    values[4] = regs.a4;
    return 0;
}

static s64 host_reports(u64 *values)
{
    values[0] = (u64)reports;
    values[1] = nr_reports;
    values[2] = nr_free_pages();
    values[3] = nr_leaked_pages();
    values[4] = (u64)report_functions;
    return 0;
}

static s64 host_alloc_pages(const u64 *args, u64 *values)
{
    values[0] = args[0] < MAX_ORDER ? alloc_pages((unsigned)args[0], GFP_ZERO) : INVALID_PHYS_ADDR;
    return values[0] == INVALID_PHYS_ADDR ? -ENOMEM : 0;
}

static s64 host_command(u64 command, const u64 *args, u64 *values)
{
    switch (command) {
    case HOST_SETUP:
        return host_setup(args, values);
    case HOST_SET_SWITCH:
        return set_switch(args[0], args[1]);
    case HOST_REPORTS:
        return host_reports(values);
    case HOST_USER_READ:
    case HOST_USER_WRITE:
        return host_user_access(args, command == HOST_USER_WRITE, values);
    case HOST_FAULT_IN:
        return host_fault_in(args, values);
    case HOST_AGE:
        return kvm_mmu_notifier_clear_flush_young(args[0], args[0] + args[1]);
    case HOST_TEST_AGE:
        return kvm_mmu_notifier_test_young(args[0]);
    case HOST_RMI:
        return host_rmi(args, values);
    case HOST_FAIL_RMI:
        return rmi_inject_failure(args[0], args[1], args[2], args[3], &values[0]);
    case HOST_FAIL_ALLOCATION:
        values[0] = fail_allocation(args[0]);
        return 0;
    case HOST_ALLOC_PAGES:
        return host_alloc_pages(args, values);
    case HOST_FREE_PAGES:
        free_pages(args[0], (unsigned)args[1]);
        return 0;
    default:
        return -ENOSYS;
    }
}

static s64 dispatch(u64 command, const u64 *args, u64 *values)
{
    switch (command) {
    case VMM_EXIT:
        stop((int)args[0]);
    case VMM_MMAP:
        return vm_mmap(args[0], args[1], (enum backing)args[2]);
    case VMM_MUNMAP:
        return vm_munmap(args[0]);
    case VMM_MADVISE:
        return args[2] == MADV_DONTNEED ? zap_page_range(args[0], args[1]) : -EINVAL;
    case KVM_CREATE_VM:
        return dev_ioctl_create_vm(args);
    case VMM_CLOSE:
    case KVM_CREATE_VCPU:
    case KVM_SET_USER_MEMORY_REGION:
    case KVM_SET_USER_MEMORY_REGION2:
    case KVM_IRQ_LINE:
    case KVM_SET_VCPU_EVENTS:
    case KVM_ENABLE_CAP:
    case KVM_ARM_VCPU_INIT:
    case KVM_ARM_VCPU_FINALIZE:
    case KVM_SET_MEMORY_ATTRIBUTES:
    case HOST_INTERRUPT_VCPU:
    case HOST_FLUSH_MEMSLOT:
        return vm_ioctl(command, args, values);
    default:
        return host_command(command, args, values);
    }
}

/* PE 0, from entry.S. */
_Noreturn void vmm_main(void)
{
    volatile struct mailbox *mailbox = mailbox_of(0);
    u64 request = 0;

    gic_init_pe();
    vmm_ring(DOORBELL_READY, 0);
    for (;;) {
        u64 args[VMM_ARGS];
        u64 values[VMM_VALUES] = {0};
        s64 result;

        request = wait_for_command(mailbox, request);
        for (int i = 0; i < VMM_ARGS; i++) {
            args[i] = mailbox->args[i];
        }
        result = dispatch(mailbox->command, args, values);
        for (int i = 0; i < VMM_VALUES; i++) {
            mailbox->values[i] = values[i];
        }
        reply(mailbox, request, result);
    }
}

static s64 vcpu_run(struct kvm_vcpu *vcpu, volatile struct mailbox *mailbox)
{
    struct kvm_run *run = &vcpu->run;
    s64 result;

    if (vcpu->arch.mmio_needed && !run->mmio.is_write) {
        run->mmio.data = mailbox->args[0];
    } else if (vcpu->arch.hypercall_needed) {
        for (int i = 0; i < 4; i++) {
            run->hypercall.args[i] = mailbox->args[i];
        }
    }
    result = kvm_arch_vcpu_ioctl_run(vcpu);
    trace_kvm_userspace_exit(vcpu, result);
    for (u64 i = 0; i < sizeof(*run) / sizeof(u64); i++) {
        mailbox->values[i] = ((const u64 *)run)[i];
    }
    return result;
}

/* The other PEs, from entry.S. */
_Noreturn void vcpu_main(u64 pe)
{
    volatile struct mailbox *mailbox = mailbox_of((unsigned)pe);
    u64 request = 0;

    gic_init_pe();
    vmm_ring(DOORBELL_READY, 0);
    for (;;) {
        struct kvm_vcpu *vcpu;
        s64 result = -EINVAL;

        request = wait_for_command(mailbox, request);
        vcpu = mailbox->command == KVM_RUN ? vcpu_load((unsigned)pe) : NULL;
        if (vcpu) {
            result = vcpu_run(vcpu, mailbox);
            vcpu_put((unsigned)pe);
        }
        reply(mailbox, request, result);
    }
}
