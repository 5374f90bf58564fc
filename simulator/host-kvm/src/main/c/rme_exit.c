/* Entering a REC and sorting its exits; follows arch/arm64/kvm/rme-exit.c. A handler returns 1 to enter again, 0 to
 * return to the VMM, or an error. */
#include "bug.h"
#include "gic.h"
#include "kvm_rme.h"
#include "rmi_cmds.h"
#include "switches.h"
#include "trace.h"

#include "debuggable.h"

typedef int (*exit_handler_fn)(struct kvm_vcpu *vcpu);

int kvm_rec_pre_enter(struct kvm_vcpu *vcpu)
{
    if (vcpu->arch.ripas_change_needed) {
        vcpu->arch.ripas_change_needed = false;
        kvm_complete_ripas_change(vcpu);
    }
    return 1;
}

u64 kvm_rec_enter(struct kvm_vcpu *vcpu)
{
    struct realm_rec *rec = &vcpu->arch.rec;
    u64 ret;

    if (READ_ONCE(vcpu->kvm->arch.realm.state) != REALM_STATE_ACTIVE) {
        return RMI_ERROR_REALM;
    }
    ret = rmi_rec_enter(rec->rec_page, (phys_addr_t)rec->run);
    rec->run->enter.flags = 0;
    return ret;
}

static int rec_exit_reason_notimpl(struct kvm_vcpu *vcpu)
{
    WARN(true, vcpu->arch.rec.run->exit.exit_reason, vcpu->arch.fault.esr_el2);
    return -ENXIO;
}

static int rec_exit_sync_dabt(struct kvm_vcpu *vcpu)
{
    return kvm_handle_guest_abort(vcpu);
}

/* Today's series has no use for a realm's instruction abort. */
static int rec_exit_sync_iabt(struct kvm_vcpu *vcpu)
{
    if (switches.behaviour == BEHAVIOUR_TODAY) {
        REPORT(REPORT_WARN, "unhandled instruction abort of a realm", vcpu->arch.fault.esr_el2,
               (vcpu->arch.fault.hpfar_el2 & HPFAR_FIPA_MASK) << 8);
        return -ENXIO;
    }
    return kvm_handle_guest_abort(vcpu);
}

/* The wait is over: RMM has moved the vCPU past the instruction. */
static int rec_exit_wfx(struct kvm_vcpu *vcpu)
{
    trace_kvm_wfx_arm64(vcpu, (kvm_vcpu_get_esr(vcpu) & ESR_ELx_WFx_ISS_WFE) != 0);
    return 1;
}

static int rec_exit_sync(struct kvm_vcpu *vcpu)
{
    exit_handler_fn handler;

    switch (kvm_vcpu_trap_get_class(vcpu)) {
    case ESR_ELx_EC_DABT_LOW:
        handler = rec_exit_sync_dabt;
        break;
    case ESR_ELx_EC_IABT_LOW:
        handler = rec_exit_sync_iabt;
        break;
    case ESR_ELx_EC_WFx:
        handler = rec_exit_wfx;
        break;
    default:
        handler = rec_exit_reason_notimpl;
    }
    return handler(vcpu);
}

static int rec_exit_irq(struct kvm_vcpu *vcpu)
{
    (void)vcpu;
    gic_handle_irqs();
    return 1;
}

static int rec_exit_ripas_change(struct kvm_vcpu *vcpu)
{
    const struct realm *realm = &vcpu->kvm->arch.realm;
    u64 base = vcpu->arch.rec.run->exit.ripas_base;
    u64 top = vcpu->arch.rec.run->exit.ripas_top;

    if (!realm_is_addr_protected(realm, base) || !realm_is_addr_protected(realm, top - 1)) {
        WARN(true, base, top);
        vcpu->arch.rec.run->enter.flags = REC_ENTER_RIPAS_REJECT;
        return -EINVAL;
    }
    if (switches.behaviour == BEHAVIOUR_TODAY) {
        /* The VMM decides: its next KVM_RUN is its consent. */
        kvm_prepare_memory_fault_exit(vcpu, base, top - base,
                                      vcpu->arch.rec.run->exit.ripas_value == RMI_RAM);
        vcpu->arch.ripas_change_needed = true;
        return -EFAULT;
    }
    kvm_complete_ripas_change(vcpu);
    return 1;
}

static int rec_exit_host_call(struct kvm_vcpu *vcpu)
{
    const struct rec_exit *exit = &vcpu->arch.rec.run->exit;

    vcpu->run.exit_reason = KVM_EXIT_HYPERCALL;
    vcpu->run.hypercall.nr = exit->imm;
    for (int i = 0; i < 4; i++) {
        vcpu->run.hypercall.args[i] = exit->gprs[i];
    }
    for (int i = 0; i < REC_RUN_GPRS; i++) {
        vcpu->arch.rec.run->enter.gprs[i] = exit->gprs[i];
    }
    vcpu->arch.hypercall_needed = true;
    return 0;
}

static void update_fault_info(struct kvm_vcpu *vcpu)
{
    const struct rec_exit *exit = &vcpu->arch.rec.run->exit;

    vcpu->arch.fault.esr_el2 = exit->esr;
    vcpu->arch.fault.far_el2 = exit->far;
    vcpu->arch.fault.hpfar_el2 = exit->hpfar;
}

int handle_rme_exit(struct kvm_vcpu *vcpu, u64 rec_run_ret)
{
    u64 status = RMI_RETURN_STATUS(rec_run_ret);
    u64 index = RMI_RETURN_INDEX(rec_run_ret);

    /* The realm is off: another vCPU ended it, and this one has nothing to say. */
    if (status == RMI_ERROR_REALM && index == 1) {
        if (switches.behaviour == BEHAVIOUR_TODAY) {
            vcpu->run.exit_reason = KVM_EXIT_SHUTDOWN;
            return 0;
        }
        vcpu->run.exit_reason = KVM_EXIT_SYSTEM_EVENT;
        vcpu->run.system_event.type = KVM_SYSTEM_EVENT_SHUTDOWN;
        return 0;
    }
    if (rec_run_ret) {
        WARN(true, rec_run_ret);
        return -ENXIO;
    }
    update_fault_info(vcpu);
    switch (vcpu->arch.rec.run->exit.exit_reason) {
    case RMI_EXIT_SYNC:
        return rec_exit_sync(vcpu);
    case RMI_EXIT_IRQ:
    case RMI_EXIT_FIQ:
        return rec_exit_irq(vcpu);
    case RMI_EXIT_PSCI:
        return kvm_psci_call(vcpu);
    case RMI_EXIT_RIPAS_CHANGE:
        return rec_exit_ripas_change(vcpu);
    case RMI_EXIT_HOST_CALL:
        return rec_exit_host_call(vcpu);
    default:
        return rec_exit_reason_notimpl(vcpu);
    }
}
