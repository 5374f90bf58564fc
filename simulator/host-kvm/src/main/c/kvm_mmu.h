/* Stage 2: KVM's fault handling and what it asks of the realm code. */
#ifndef HOST_KVM_KVM_MMU_H
#define HOST_KVM_KVM_MMU_H

#include "kvm_host.h"

#define ESR_ELx_EC_SHIFT 26
#define ESR_ELx_EC_WFx 0x01
#define ESR_ELx_WFx_ISS_WFE BIT(0)
#define ESR_ELx_EC_SYS64 0x18
#define ESR_ELx_EC_IABT_LOW 0x20
#define ESR_ELx_EC_DABT_LOW 0x24
#define ESR_ELx_ISV BIT(24)
#define ESR_ELx_SAS_SHIFT 22
#define ESR_ELx_WNR BIT(6)
#define ESR_ELx_FSC_TYPE 0x3c
#define ESR_ELx_FSC_LEVEL 0x03
#define ESR_ELx_FSC_EXTABT 0x10
#define ESR_ELx_FSC 0x3f
#define FSC_FAULT 0x04
#define FSC_FAULT_LEVEL_MINUS_1 0x2b /* translation fault at level -1, which only tables of LPA2 have */
#define FSC_PERM 0x0c
#define HPFAR_FIPA_MASK GENMASK(43, 4)

enum kvm_pgtable_prot {
    KVM_PGTABLE_PROT_X = 1 << 0,
    KVM_PGTABLE_PROT_W = 1 << 1,
    KVM_PGTABLE_PROT_R = 1 << 2,
};

#define RME_RTT_MAX_LEVEL 3
#define RME_RTT_BLOCK_LEVEL 2
#define ARM64_HW_PGTABLE_LEVEL_SHIFT(level) (12 + 9 * (3 - (level)))

static inline u64 kvm_vcpu_get_esr(const struct kvm_vcpu *vcpu)
{
    return vcpu->arch.fault.esr_el2;
}

static inline u64 kvm_vcpu_trap_get_class(const struct kvm_vcpu *vcpu)
{
    return kvm_vcpu_get_esr(vcpu) >> ESR_ELx_EC_SHIFT & 0x3f;
}

static inline bool kvm_vcpu_trap_is_iabt(const struct kvm_vcpu *vcpu)
{
    return kvm_vcpu_trap_get_class(vcpu) == ESR_ELx_EC_IABT_LOW;
}

static inline bool kvm_vcpu_dabt_isvalid(const struct kvm_vcpu *vcpu)
{
    return (kvm_vcpu_get_esr(vcpu) & ESR_ELx_ISV) != 0;
}

static inline bool kvm_vcpu_dabt_iswrite(const struct kvm_vcpu *vcpu)
{
    return (kvm_vcpu_get_esr(vcpu) & ESR_ELx_WNR) != 0;
}

static inline bool kvm_is_write_fault(const struct kvm_vcpu *vcpu)
{
    return !kvm_vcpu_trap_is_iabt(vcpu) && kvm_vcpu_dabt_iswrite(vcpu);
}

int kvm_handle_guest_abort(struct kvm_vcpu *vcpu);

/* Size of the block to map, given the mapping of `mapping_size` that user space has around the page. */
u64 realm_mapping_size(const struct kvm_vcpu *vcpu, const struct kvm_memory_slot *memslot, u64 hva,
                       phys_addr_t fault_ipa, u64 mapping_size);
int gmem_abort(struct kvm_vcpu *vcpu, phys_addr_t fault_ipa, struct kvm_memory_slot *memslot);
void stage2_flush_memslot(struct kvm *kvm, struct kvm_memory_slot *memslot);
void stage2_unmap_vm(struct kvm *kvm);
void kvm_free_stage2_pgd(struct kvm *kvm);
void kvm_arch_flush_shadow_memslot(struct kvm *kvm, struct kvm_memory_slot *slot);

/* A range of one memory slot, in guest frames. */
struct kvm_gfn_range {
    gfn_t start;
    gfn_t end;
    bool only_shared; /* the change concerns user space's mapping, and private memory comes from a guest_memfd */
};

void kvm_stage2_unmap_range(struct kvm *kvm, u64 start, u64 size, bool only_shared);
bool kvm_unmap_gfn_range(struct kvm *kvm, struct kvm_gfn_range *range);
bool kvm_age_gfn(struct kvm *kvm, struct kvm_gfn_range *range);
bool kvm_test_age_gfn(struct kvm *kvm, struct kvm_gfn_range *range);

#endif
