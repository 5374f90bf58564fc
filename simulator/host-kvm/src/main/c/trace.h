/* KVM's trace events, kept in a ring per PE that the VMM and the debugger read from memory. docs/vmm-port.md has the
 * layout. They are always on: recording one costs some 30 instructions, and no one has to listen. */
#ifndef HOST_KVM_TRACE_H
#define HOST_KVM_TRACE_H

#include "kvm_host.h"

#define TRACE_PES (KVM_MAX_VCPUS + 1)
#define TRACE_EVENTS 256
#define TRACE_FIELDS 6
#define TRACE_NOBODY 0xffffu

enum trace_event_kind {
    TRACE_KVM_ENTRY = 1,
    TRACE_KVM_EXIT = 2,
    TRACE_KVM_GUEST_FAULT = 3,
    TRACE_KVM_MMIO = 4,
    TRACE_KVM_MMIO_NISV = 5,
    TRACE_KVM_IRQ_LINE = 6,
    TRACE_KVM_TIMER_UPDATE_IRQ = 7,
    TRACE_KVM_WFX_ARM64 = 8,
    TRACE_KVM_VCPU_WAKEUP = 9,
    TRACE_KVM_USERSPACE_EXIT = 10,
    TRACE_KVM_UNMAP_HVA_RANGE = 11,
    TRACE_KVM_AGE_HVA = 12,
    TRACE_KVM_TEST_AGE_HVA = 13,
    /* No event of KVM: what the debugger needs besides. */
    TRACE_REC_EXIT_HANDLED = 32,
    TRACE_KVM_REALM_UNMAP_RANGE = 33,
};

struct trace_event {
    u64 count; /* CNTVCT_EL0 */
    u32 kind;
    u16 vcpu_id; /* TRACE_NOBODY if it is no vCPU's */
    u16 vm_id;   /* TRACE_NOBODY if it is no virtual machine's */
    u64 fields[TRACE_FIELDS];
};

struct trace_ring {
    u64 written; /* events ever written; event n is events[n % TRACE_EVENTS] */
    u64 unused[7];
    struct trace_event events[TRACE_EVENTS];
};

_Static_assert(sizeof(struct trace_event) == 64, "known to the VMM");

extern struct trace_ring trace_rings[TRACE_PES];

enum kvm_trace_mmio {
    KVM_TRACE_MMIO_READ_UNSATISFIED = 0,
    KVM_TRACE_MMIO_READ = 1,
    KVM_TRACE_MMIO_WRITE = 2,
};

/* A realm's pc is RMM's secret, so the `vcpu_pc` of KVM's events is 0 for a REC. */
void trace_kvm_entry(const struct kvm_vcpu *vcpu);
void trace_kvm_exit(const struct kvm_vcpu *vcpu, u64 ret);
void trace_kvm_guest_fault(const struct kvm_vcpu *vcpu, u64 ipa);
void trace_kvm_mmio(const struct kvm_vcpu *vcpu, enum kvm_trace_mmio type, u64 len, u64 gpa, u64 val);
void trace_kvm_mmio_nisv(const struct kvm_vcpu *vcpu, u64 ipa);
void trace_kvm_irq_line(const struct kvm_vcpu *vcpu, u64 irq_num);
void trace_kvm_timer_update_irq(const struct kvm_vcpu *vcpu, u64 irq, bool level);
void trace_kvm_wfx_arm64(const struct kvm_vcpu *vcpu, bool is_wfe);
void trace_kvm_vcpu_wakeup(const struct kvm_vcpu *vcpu, u64 since, bool waited);
void trace_kvm_userspace_exit(const struct kvm_vcpu *vcpu, s64 ret);
void trace_kvm_unmap_hva_range(u64 start, u64 end);
void trace_kvm_age_hva(u64 start, u64 end);
void trace_kvm_test_age_hva(u64 hva);
void trace_rec_exit_handled(const struct kvm_vcpu *vcpu, int ret, u64 rec_run_ret);
void trace_kvm_realm_unmap_range(const struct kvm *kvm, u64 ipa, u64 size);

#endif
