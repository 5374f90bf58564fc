/* The vCPU loop; follows arch/arm64/kvm/arm.c. */
#include "bug.h"
#include "gic.h"
#include "kvm_host.h"
#include "kvm_rme.h"
#include "sysreg.h"
#include "trace.h"

#include "debuggable.h"

#define ICH_LR_STATE_PENDING (1ul << 62)
#define ICH_LR_STATE_MASK (3ul << 62)
#define ICH_LR_GROUP1 (1ul << 60)
#define ICH_LR_PRIORITY (0xa0ul << 48)
#define ICH_LR_VINTID_MASK 0xfffffffful
#define CNT_CTL_FIRES_MASK 7ul
#define CNT_CTL_FIRES 5ul /* ENABLE and ISTATUS without IMASK */
#define INTID_VIRTUAL_TIMER 27
#define INTID_PHYSICAL_TIMER 30
#define USED_LRS 4

void kvm_vcpu_kick(struct kvm_vcpu *vcpu)
{
    if ((unsigned)vcpu->pe != smp_processor_id()) {
        gic_send_sgi(SGI_KICK, (u64)vcpu->pe);
    }
}

int kvm_vm_ioctl_irq_line(struct kvm_vcpu *vcpu, u64 intid)
{
    if (intid >= 64) {
        return -EINVAL;
    }
    trace_kvm_irq_line(vcpu, intid);
    __atomic_fetch_or(&vcpu->arch.pending_irqs, BIT(intid), __ATOMIC_RELEASE);
    kvm_vcpu_kick(vcpu);
    return 0;
}

int kvm_arm_vcpu_set_events(struct kvm_vcpu *vcpu, bool ext_dabt_pending)
{
    if (vcpu->arch.rec.rec_page == INVALID_PHYS_ADDR) {
        return -EPERM;
    }
    if (READ_ONCE(vcpu->running)) {
        return -EBUSY;
    }
    if (ext_dabt_pending) {
        /* RMM injects it, and does so only for an abort at an unprotected address that has just left the realm. */
        vcpu->arch.rec.run->enter.flags |= REC_ENTER_INJECT_SEA;
        vcpu->arch.mmio_needed = false;
    }
    return 0;
}

static void vgic_queue(struct kvm_vcpu *vcpu, u64 intid)
{
    int empty = -1;

    for (int i = 0; i < USED_LRS; i++) {
        u64 lr = vcpu->arch.lrs[i];

        if ((lr & ICH_LR_STATE_MASK) == 0) {
            empty = empty < 0 ? i : empty;
        } else if ((lr & ICH_LR_VINTID_MASK) == intid) {
            return;
        }
    }
    if (empty >= 0) {
        vcpu->arch.lrs_in_use = true;
        vcpu->arch.lrs[empty] = ICH_LR_STATE_PENDING | ICH_LR_GROUP1 | ICH_LR_PRIORITY | intid;
    } else {
        __atomic_fetch_or(&vcpu->arch.pending_irqs, BIT(intid), __ATOMIC_RELAXED);
    }
}

static void kvm_vgic_flush_hwstate(struct kvm_vcpu *vcpu)
{
    u64 pending = __atomic_exchange_n(&vcpu->arch.pending_irqs, 0, __ATOMIC_ACQUIRE);

    while (unlikely(pending != 0)) {
        vgic_queue(vcpu, (u64)__builtin_ctzl(pending));
        pending &= pending - 1;
    }
    for (int i = 0; unlikely(vcpu->arch.lrs_in_use) && i < USED_LRS; i++) {
        vcpu->arch.rec.run->enter.gicv3_lrs[i] = vcpu->arch.lrs[i];
    }
}

static void kvm_vgic_sync_hwstate(struct kvm_vcpu *vcpu)
{
    const struct rec_run *run = vcpu->arch.rec.run;

    for (int i = 0; unlikely(vcpu->arch.lrs_in_use) && i < USED_LRS; i++) {
        vcpu->arch.lrs[i] = run->exit.gicv3_lrs[i];
    }
}

static void kvm_timer_sync(struct kvm_vcpu *vcpu)
{
    const struct rec_exit *exit = &vcpu->arch.rec.run->exit;

    if ((exit->cntv_ctl & CNT_CTL_FIRES_MASK) == CNT_CTL_FIRES) {
        trace_kvm_timer_update_irq(vcpu, INTID_VIRTUAL_TIMER, true);
        vgic_queue(vcpu, INTID_VIRTUAL_TIMER);
    }
    if ((exit->cntp_ctl & CNT_CTL_FIRES_MASK) == CNT_CTL_FIRES) {
        trace_kvm_timer_update_irq(vcpu, INTID_PHYSICAL_TIMER, true);
        vgic_queue(vcpu, INTID_PHYSICAL_TIMER);
    }
}

/* Sleeps until the vCPU may run or the VMM wants it back. */
static void kvm_vcpu_block(struct kvm_vcpu *vcpu)
{
    u64 since;

    if (likely(READ_ONCE(vcpu->mp_state) == KVM_MP_STATE_RUNNABLE)) {
        return;
    }
    since = read_sysreg(CNTVCT_EL0);
    while (READ_ONCE(vcpu->mp_state) != KVM_MP_STATE_RUNNABLE && !READ_ONCE(vcpu->exit_request)) {
        wfi();
        gic_handle_irqs();
    }
    trace_kvm_vcpu_wakeup(vcpu, since, true);
}

static int kvm_handle_hypercall_return(struct kvm_vcpu *vcpu)
{
    vcpu->arch.hypercall_needed = false;
    for (int i = 0; i < 4; i++) {
        vcpu->arch.rec.run->enter.gprs[i] = vcpu->run.hypercall.args[i];
    }
    return 1;
}

int kvm_arch_vcpu_ioctl_run(struct kvm_vcpu *vcpu)
{
    struct kvm_run *run = &vcpu->run;
    int ret = 1;

    if (vcpu->arch.rec.rec_page == INVALID_PHYS_ADDR) {
        return -EPERM;
    }
    if (vcpu->arch.mmio_needed) {
        ret = kvm_handle_mmio_return(vcpu);
    } else if (vcpu->arch.hypercall_needed) {
        ret = kvm_handle_hypercall_return(vcpu);
    }
    run->exit_reason = KVM_EXIT_UNKNOWN;
    while (ret > 0) {
        u64 rec_run_ret;

        kvm_vcpu_block(vcpu);
        if (READ_ONCE(vcpu->exit_request)) {
            vcpu->exit_request = false;
            run->exit_reason = KVM_EXIT_INTR;
            return -EINTR;
        }
        ret = kvm_rec_pre_enter(vcpu);
        if (ret <= 0) {
            return ret;
        }
        kvm_vgic_flush_hwstate(vcpu);
        trace_kvm_entry(vcpu);
        rec_run_ret = kvm_rec_enter(vcpu);
        trace_kvm_exit(vcpu, rec_run_ret);
        if (rec_run_ret == RMI_SUCCESS) {
            kvm_vgic_sync_hwstate(vcpu);
            kvm_timer_sync(vcpu);
        }
        ret = handle_rme_exit(vcpu, rec_run_ret);
        trace_rec_exit_handled(vcpu, ret, rec_run_ret);
    }
    return ret;
}
