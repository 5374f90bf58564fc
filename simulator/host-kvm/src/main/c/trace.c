#include "trace.h"

#include "kvm_mmu.h"
#include "sysreg.h"

#include "undebugged.h"

/* Outside of what start-up clears: memory is zero at reset. */
struct trace_ring trace_rings[TRACE_PES] __attribute__((section(".noinit"), aligned(4096)));

/* Fills in the next event of this PE. Interrupts are masked, so nothing comes in between. */
static inline void record_of(enum trace_event_kind kind, u32 vcpu_id, u32 vm_id, u64 a, u64 b, u64 c, u64 d)
{
    struct trace_ring *ring = &trace_rings[smp_processor_id()];
    u64 written = ring->written;
    struct trace_event *event = &ring->events[written % TRACE_EVENTS];

    event->count = read_sysreg(CNTVCT_EL0);
    event->kind = kind;
    event->vcpu_id = (u16)vcpu_id;
    event->vm_id = (u16)vm_id;
    event->fields[0] = a;
    event->fields[1] = b;
    event->fields[2] = c;
    event->fields[3] = d;
    __atomic_store_n(&ring->written, written + 1, __ATOMIC_RELEASE);
}

static inline void record(enum trace_event_kind kind, const struct kvm_vcpu *vcpu, u64 a, u64 b, u64 c, u64 d)
{
    record_of(kind, (u32)vcpu->vcpu_id, (u32)vcpu->kvm->id, a, b, c, d);
}

static inline void record_host(enum trace_event_kind kind, u32 vm_id, u64 a, u64 b)
{
    record_of(kind, TRACE_NOBODY, vm_id, a, b, 0, 0);
}

void trace_kvm_entry(const struct kvm_vcpu *vcpu)
{
    record(TRACE_KVM_ENTRY, vcpu, 0, 0, 0, 0);
}

void trace_kvm_exit(const struct kvm_vcpu *vcpu, u64 ret)
{
    const struct rec_exit *exit = &vcpu->arch.rec.run->exit;
    bool left = ret == RMI_SUCCESS;
    u64 esr_ec = left ? exit->esr >> ESR_ELx_EC_SHIFT & 0x3f : 0;

    record(TRACE_KVM_EXIT, vcpu, ret, esr_ec, 0, left ? exit->exit_reason : 0);
}

void trace_kvm_guest_fault(const struct kvm_vcpu *vcpu, u64 ipa)
{
    record(TRACE_KVM_GUEST_FAULT, vcpu, 0, vcpu->arch.fault.esr_el2, vcpu->arch.fault.far_el2, ipa);
}

void trace_kvm_mmio(const struct kvm_vcpu *vcpu, enum kvm_trace_mmio type, u64 len, u64 gpa, u64 val)
{
    record(TRACE_KVM_MMIO, vcpu, type, len, gpa, val);
}

void trace_kvm_mmio_nisv(const struct kvm_vcpu *vcpu, u64 ipa)
{
    record(TRACE_KVM_MMIO_NISV, vcpu, 0, vcpu->arch.fault.esr_el2, vcpu->arch.fault.far_el2, ipa);
}

void trace_kvm_irq_line(const struct kvm_vcpu *vcpu, u64 irq_num)
{
    record(TRACE_KVM_IRQ_LINE, vcpu, irq_num < 32 ? 2 : 1, (u64)vcpu->vcpu_id, irq_num, 1);
}

void trace_kvm_timer_update_irq(const struct kvm_vcpu *vcpu, u64 irq, bool level)
{
    record(TRACE_KVM_TIMER_UPDATE_IRQ, vcpu, (u64)vcpu->vcpu_id, irq, level, 0);
}

void trace_kvm_wfx_arm64(const struct kvm_vcpu *vcpu, bool is_wfe)
{
    record(TRACE_KVM_WFX_ARM64, vcpu, 0, is_wfe, 0, 0);
}

void trace_kvm_vcpu_wakeup(const struct kvm_vcpu *vcpu, u64 since, bool waited)
{
    record(TRACE_KVM_VCPU_WAKEUP, vcpu, read_sysreg(CNTVCT_EL0) - since, waited, 1, 0);
}

void trace_kvm_userspace_exit(const struct kvm_vcpu *vcpu, s64 ret)
{
    record(TRACE_KVM_USERSPACE_EXIT, vcpu, vcpu->run.exit_reason, (u64)ret, 0, 0);
}

void trace_kvm_unmap_hva_range(u64 start, u64 end)
{
    record_host(TRACE_KVM_UNMAP_HVA_RANGE, TRACE_NOBODY, start, end);
}

void trace_kvm_age_hva(u64 start, u64 end)
{
    record_host(TRACE_KVM_AGE_HVA, TRACE_NOBODY, start, end);
}

void trace_kvm_test_age_hva(u64 hva)
{
    record_host(TRACE_KVM_TEST_AGE_HVA, TRACE_NOBODY, hva, 0);
}

void trace_rec_exit_handled(const struct kvm_vcpu *vcpu, int ret, u64 rec_run_ret)
{
    const struct kvm_vcpu_fault_info *fault = &vcpu->arch.fault;

    if (rec_run_ret != RMI_SUCCESS) {
        record(TRACE_REC_EXIT_HANDLED, vcpu, (u64)(s64)ret, 0, 0, 0);
        return;
    }
    record(TRACE_REC_EXIT_HANDLED, vcpu, (u64)(s64)ret, vcpu->arch.rec.run->exit.exit_reason, fault->esr_el2,
           (fault->hpfar_el2 & HPFAR_FIPA_MASK) << 8);
}

void trace_kvm_realm_unmap_range(const struct kvm *kvm, u64 ipa, u64 size)
{
    record_host(TRACE_KVM_REALM_UNMAP_RANGE, (u32)kvm->id, ipa, size);
}
