/* Accesses that no memory slot backs; follows arch/arm64/kvm/mmio.c. */
#include "bug.h"
#include "kvm_mmu.h"
#include "trace.h"

#include "debuggable.h"

int io_mem_abort(struct kvm_vcpu *vcpu, phys_addr_t fault_ipa)
{
    u64 esr = kvm_vcpu_get_esr(vcpu);
    struct kvm_run *run = &vcpu->run;

    /* Without a valid syndrome nobody knows what the access was. */
    if (!kvm_vcpu_dabt_isvalid(vcpu)) {
        trace_kvm_mmio_nisv(vcpu, fault_ipa);
        run->exit_reason = KVM_EXIT_ARM_NISV;
        run->arm_nisv.esr_iss = esr & GENMASK(24, 0);
        run->arm_nisv.fault_ipa = fault_ipa;
        return vcpu->kvm->arch.return_nisv_io_abort_to_user ? 0 : -ENOSYS;
    }
    run->exit_reason = KVM_EXIT_MMIO;
    run->mmio.phys_addr = fault_ipa;
    run->mmio.len = 1ul << (esr >> ESR_ELx_SAS_SHIFT & 3);
    run->mmio.is_write = kvm_vcpu_dabt_iswrite(vcpu);
    run->mmio.data = run->mmio.is_write ? vcpu->arch.rec.run->exit.gprs[0] : 0;
    trace_kvm_mmio(vcpu, run->mmio.is_write ? KVM_TRACE_MMIO_WRITE : KVM_TRACE_MMIO_READ_UNSATISFIED, run->mmio.len,
                   fault_ipa, run->mmio.data);
    vcpu->arch.mmio_needed = true;
    return 0;
}

/* RMM puts the value into the register and moves past the instruction. */
int kvm_handle_mmio_return(struct kvm_vcpu *vcpu)
{
    struct rec_enter *enter = &vcpu->arch.rec.run->enter;

    vcpu->arch.mmio_needed = false;
    if (!vcpu->run.mmio.is_write) {
        enter->gprs[0] = vcpu->run.mmio.data;
        trace_kvm_mmio(vcpu, KVM_TRACE_MMIO_READ, vcpu->run.mmio.len, vcpu->run.mmio.phys_addr, vcpu->run.mmio.data);
    }
    enter->flags |= REC_ENTER_EMULATED_MMIO;
    return 1;
}
