/* What a realm's PSCI calls ask of the host; follows arch/arm64/kvm/psci.c. */
#include "kvm_rme.h"

#include "bug.h"

#include "debuggable.h"

#define PSCI_CPU_OFF 0x84000002ul
#define PSCI_SYSTEM_OFF 0x84000008ul
#define PSCI_SYSTEM_RESET 0x84000009ul
#define PSCI_CPU_SUSPEND 0xc4000001ul
#define PSCI_CPU_ON 0xc4000003ul
#define PSCI_AFFINITY_INFO 0xc4000004ul
#define PSCI_RET_SUCCESS 0ul

static int kvm_psci_vcpu_on(struct kvm_vcpu *source, struct kvm_vcpu *target)
{
    int ret = realm_psci_complete(source, target, PSCI_RET_SUCCESS);

    if (WARN(ret, source->mpidr, target->mpidr)) {
        return ret;
    }
    WRITE_ONCE(target->mp_state, KVM_MP_STATE_RUNNABLE);
    kvm_vcpu_kick(target);
    return 1;
}

static int kvm_psci_system_event(struct kvm_vcpu *vcpu, u64 type)
{
    vcpu->run.exit_reason = KVM_EXIT_SYSTEM_EVENT;
    vcpu->run.system_event.type = type;
    return 0;
}

int kvm_psci_call(struct kvm_vcpu *vcpu)
{
    u64 function = vcpu->arch.rec.run->exit.gprs[0];
    struct kvm_vcpu *target;

    switch (function) {
    case PSCI_CPU_SUSPEND:
        return 1;
    case PSCI_CPU_OFF:
        WRITE_ONCE(vcpu->mp_state, KVM_MP_STATE_STOPPED);
        return 1;
    case PSCI_SYSTEM_OFF:
        return kvm_psci_system_event(vcpu, KVM_SYSTEM_EVENT_SHUTDOWN);
    case PSCI_SYSTEM_RESET:
        return kvm_psci_system_event(vcpu, KVM_SYSTEM_EVENT_RESET);
    case PSCI_CPU_ON:
    case PSCI_AFFINITY_INFO:
        target = kvm_mpidr_to_vcpu(vcpu->kvm, vcpu->arch.rec.run->exit.gprs[1]);
        if (WARN(!target, function, vcpu->arch.rec.run->exit.gprs[1])) {
            return -EINVAL;
        }
        if (function == PSCI_CPU_ON) {
            return kvm_psci_vcpu_on(vcpu, target);
        }
        return realm_psci_complete(vcpu, target, PSCI_RET_SUCCESS) ? -EINVAL : 1;
    default:
        WARN(true, function);
        return -EINVAL;
    }
}
