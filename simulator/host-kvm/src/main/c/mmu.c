/* Stage 2 faults and the hooks around them; follows arch/arm64/kvm/mmu.c with the series' changes. */
#include "kvm_mmu.h"

#include "bug.h"
#include "kvm_rme.h"
#include "switches.h"
#include "sysreg.h"
#include "trace.h"

#include "debuggable.h"

#define KVM_MMU_CACHE_MIN_PAGES 4

/* KVM's own tables are empty for a realm, so there is never an entry to change. */
static int kvm_pgtable_stage2_relax_perms(struct kvm *kvm, u64 addr, enum kvm_pgtable_prot prot)
{
    (void)kvm;
    (void)addr;
    (void)prot;
    return -EAGAIN;
}

static bool realm_write_is_forced(const struct kvm_vcpu *vcpu, phys_addr_t fault_ipa,
                                  const struct kvm_memory_slot *memslot)
{
    switch (switches.readonly_unprotected) {
    case READONLY_NAIVE:
        return realm_is_addr_protected(&vcpu->kvm->arch.realm, fault_ipa);
    case READONLY_FIXED:
        /* Without a valid syndrome it may be a write: a pair store does not say so. */
        return realm_is_addr_protected(&vcpu->kvm->arch.realm, fault_ipa)
            || (!kvm_vcpu_dabt_isvalid(vcpu) && !(memslot->flags & KVM_MEM_READONLY));
    default:
        return true;
    }
}

/* A block must be one on both sides, and within the slot: `gpa` is without the attribute bit. */
static bool fault_supports_stage2_huge_mapping(const struct kvm_memory_slot *memslot, u64 gpa, u64 hva, u64 map_size)
{
    u64 gpa_start = memslot->base_gfn << PAGE_SHIFT;
    u64 gpa_end = gpa_start + (memslot->npages << PAGE_SHIFT);
    u64 block = ALIGN_DOWN(gpa, map_size);

    return ((gpa ^ hva) & (map_size - 1)) == 0 && block >= gpa_start && block + map_size <= gpa_end;
}

/* A page of hugetlbfs is mapped as large as it is, if it fits the slot: realm_map_ipa() takes no more than a PMD. */
static u64 hugetlb_mapping_size(const struct kvm_memory_slot *memslot, u64 gpa, u64 hva)
{
    const struct vm_area_struct *vma = find_vma(hva);

    if (!vma) {
        return PAGE_SIZE;
    }
    switch (vma->backing) {
    case BACKING_HUGETLB_1G:
        if (fault_supports_stage2_huge_mapping(memslot, gpa, hva, PUD_SIZE)) {
            return PUD_SIZE;
        }
        return PMD_SIZE;
    case BACKING_HUGETLB:
        return PMD_SIZE;
    default:
        return PAGE_SIZE;
    }
}

u64 realm_mapping_size(const struct kvm_vcpu *vcpu, const struct kvm_memory_slot *memslot, u64 hva,
                       phys_addr_t fault_ipa, u64 mapping_size)
{
    u64 block_ipa = ALIGN_DOWN(fault_ipa, PMD_SIZE);
    u64 gpa = fault_ipa & ~kvm_gpa_stolen_bits(vcpu->kvm);

    if (mapping_size < PMD_SIZE || !fault_supports_stage2_huge_mapping(memslot, gpa, hva, PMD_SIZE)) {
        return PAGE_SIZE;
    }
    switch (switches.block_mappings) {
    case BLOCKS_OFF:
        return hugetlb_mapping_size(memslot, gpa, hva);
    case BLOCKS_FOLLOW_USER:
        return PMD_SIZE;
    case BLOCKS_OPPORTUNISTIC:
        return realm_is_block_unassigned(vcpu->kvm, block_ipa) ? PMD_SIZE : PAGE_SIZE;
    default:
        return PAGE_SIZE;
    }
}

/* Realms cannot execute and write on one fault: the assertion that forcing every fault to be a write trips. */
static void check_fault_kind(bool write_fault, bool exec_fault, phys_addr_t fault_ipa, u64 hva)
{
    if (!switches.debug_vm) {
        return;
    }
    if (switches.readonly_unprotected == READONLY_TODAY) {
        WARN(write_fault && exec_fault, fault_ipa, hva);
    } else {
        BUG_ON(write_fault && exec_fault, fault_ipa, hva);
    }
}

/* The page behind `hva`; a slot that is read-only has none to write, and none that is writable. */
static int kvm_faultin_pfn(const struct kvm_memory_slot *memslot, u64 hva, bool write_fault, phys_addr_t *phys,
                           bool *writable, u64 *mapping_size)
{
    bool readonly = (memslot->flags & KVM_MEM_READONLY) != 0;

    if (write_fault && readonly) {
        return -EFAULT;
    }
    if (get_user_page(hva, write_fault, phys, writable, mapping_size)) {
        REPORT(REPORT_SIGBUS, "no page behind the memory slot", hva);
        return -EFAULT;
    }
    *writable = *writable && !readonly;
    return 0;
}

/* The kind of fault without its level: the one of level -1 has a code of its own. */
static u64 kvm_vcpu_trap_get_fault_type(const struct kvm_vcpu *vcpu)
{
    u64 esr = kvm_vcpu_get_esr(vcpu);

    return (esr & ESR_ELx_FSC) == FSC_FAULT_LEVEL_MINUS_1 ? FSC_FAULT : esr & ESR_ELx_FSC_TYPE;
}

static int user_mem_abort(struct kvm_vcpu *vcpu, phys_addr_t fault_ipa, struct kvm_memory_slot *memslot, u64 hva,
                          u64 fault_status)
{
    struct kvm *kvm = vcpu->kvm;
    struct kvm_mmu_memory_cache *memcache = &vcpu->arch.mmu_page_cache;
    u64 fault_level = kvm_vcpu_get_esr(vcpu) & ESR_ELx_FSC_LEVEL;
    u64 fault_granule = BIT(ARM64_HW_PGTABLE_LEVEL_SHIFT(fault_level));
    bool write_fault = kvm_is_write_fault(vcpu);
    bool exec_fault = kvm_vcpu_trap_is_iabt(vcpu);
    enum kvm_pgtable_prot prot = KVM_PGTABLE_PROT_R;
    u64 vma_pagesize;
    u64 mmu_seq;
    phys_addr_t phys;
    kvm_pfn_t pfn;
    bool writable;
    int ret;

    /* RMM cannot map protected memory read-only. */
    if (vcpu_is_rec(vcpu) && realm_write_is_forced(vcpu, fault_ipa, memslot)) {
        write_fault = true;
    }
    check_fault_kind(write_fault, exec_fault, fault_ipa, hva);
    if (fault_status != FSC_PERM) {
        ret = kvm_mmu_topup_memory_cache(memcache, KVM_MMU_CACHE_MIN_PAGES);
        if (ret) {
            return ret;
        }
    }
    mmu_seq = READ_ONCE(kvm->mmu_invalidate_seq);
    dsb(ishld);
    if (kvm_faultin_pfn(memslot, hva, write_fault, &phys, &writable, &vma_pagesize)) {
        return -EFAULT;
    }
    if (switches.behaviour == BEHAVIOUR_TODAY && realm_is_addr_protected(&kvm->arch.realm, fault_ipa)) {
        return -EINVAL; /* protected memory comes from a guest_memfd, through gmem_abort(), or not at all */
    }
    read_lock(&kvm->mmu_lock);
    if (mmu_invalidate_retry(kvm, mmu_seq)) {
        ret = -EAGAIN;
        goto out_unlock;
    }
    vma_pagesize = realm_mapping_size(vcpu, memslot, hva, fault_ipa, vma_pagesize);
    fault_ipa = ALIGN_DOWN(fault_ipa, vma_pagesize);
    pfn = ALIGN_DOWN(phys, vma_pagesize) >> PAGE_SHIFT;
    if (writable) {
        prot |= KVM_PGTABLE_PROT_W;
    }
    if (exec_fault) {
        prot |= KVM_PGTABLE_PROT_X;
    }
    if (fault_status == FSC_PERM && vma_pagesize == fault_granule
        && switches.readonly_unprotected != READONLY_FIXED) {
        ret = kvm_pgtable_stage2_relax_perms(kvm, fault_ipa, prot);
    } else {
        ret = realm_map_ipa(kvm, fault_ipa, pfn, vma_pagesize, prot, memcache);
    }
out_unlock:
    read_unlock(&kvm->mmu_lock);
    return ret != -EAGAIN ? ret : 0;
}

/* The address of user space that backs a fault: protected memory may come from a guest_memfd. */
static u64 fault_hva(const struct kvm_vcpu *vcpu, const struct kvm_memory_slot *memslot, phys_addr_t fault_ipa,
                     u64 hva)
{
    if (memslot->flags & KVM_MEM_GUEST_MEMFD && realm_is_addr_protected(&vcpu->kvm->arch.realm, fault_ipa)) {
        return hva - memslot->userspace_addr + memslot->gmem_addr;
    }
    return hva;
}

/* KVM makes the vCPU's own registers take an abort. A REC's registers are RMM's, so the realm sees nothing of it and
 * fetches again. */
static void kvm_inject_pabt(struct kvm_vcpu *vcpu)
{
    (void)vcpu;
}

/* A fault of permissions that does not say what it was is a write: reads are always allowed. Only `fixed` thinks so. */
static bool is_write_without_syndrome(const struct kvm_vcpu *vcpu, u64 fault_status)
{
    return switches.readonly_unprotected == READONLY_FIXED && fault_status == FSC_PERM && !kvm_vcpu_trap_is_iabt(vcpu)
        && !kvm_vcpu_dabt_isvalid(vcpu);
}

int kvm_handle_guest_abort(struct kvm_vcpu *vcpu)
{
    u64 esr = kvm_vcpu_get_esr(vcpu);
    u64 fault_status = kvm_vcpu_trap_get_fault_type(vcpu);
    phys_addr_t fault_ipa = (vcpu->arch.fault.hpfar_el2 & HPFAR_FIPA_MASK) << 8;
    u64 gpa_stolen_mask = kvm_gpa_stolen_bits(vcpu->kvm);
    struct kvm_memory_slot *memslot;
    bool write_fault;
    bool writable;
    gfn_t gfn;
    u64 hva;
    int ret;

    trace_kvm_guest_fault(vcpu, fault_ipa);
    if (fault_status != FSC_FAULT && fault_status != FSC_PERM) {
        WARN(true, esr, fault_ipa);
        return -EFAULT;
    }
    gfn = (fault_ipa & ~gpa_stolen_mask) >> PAGE_SHIFT;
    memslot = gfn_to_memslot(vcpu->kvm, gfn);
    hva = gfn_to_hva_memslot_prot(memslot, gfn, &writable);
    write_fault = kvm_is_write_fault(vcpu) || is_write_without_syndrome(vcpu, fault_status);
    if (hva == KVM_HVA_ERR_BAD || (write_fault && !writable)) {
        if (kvm_vcpu_trap_is_iabt(vcpu)) {
            kvm_inject_pabt(vcpu);
            return 1;
        }
        /* The low bits of the address come with the syndrome, the attribute bit is no part of it. */
        fault_ipa |= vcpu->arch.fault.far_el2 & (PAGE_SIZE - 1);
        return io_mem_abort(vcpu, fault_ipa & ~gpa_stolen_mask);
    }
    if (switches.behaviour == BEHAVIOUR_TODAY && memslot->flags & KVM_MEM_GUEST_MEMFD
        && realm_is_addr_protected(&vcpu->kvm->arch.realm, fault_ipa)) {
        ret = gmem_abort(vcpu, fault_ipa, memslot);
    } else {
        ret = user_mem_abort(vcpu, fault_ipa, memslot, fault_hva(vcpu, memslot, fault_ipa, hva), fault_status);
    }
    return ret == 0 ? 1 : ret;
}

static void __unmap_stage2_range(struct kvm *kvm, u64 start, u64 size, bool only_shared)
{
    if (!kvm_is_realm(kvm)) {
        return;
    }
    kvm_realm_unmap_range(kvm, start, size, !only_shared);
}

void kvm_stage2_unmap_range(struct kvm *kvm, u64 start, u64 size, bool only_shared)
{
    __unmap_stage2_range(kvm, start, size, only_shared);
}

void stage2_flush_memslot(struct kvm *kvm, struct kvm_memory_slot *memslot)
{
    __unmap_stage2_range(kvm, memslot->base_gfn << PAGE_SHIFT, memslot->npages << PAGE_SHIFT, true);
}

/* RMM owns a realm's tables: there is nothing to do. */
void stage2_unmap_vm(struct kvm *kvm)
{
    (void)kvm;
}

void kvm_arch_flush_shadow_memslot(struct kvm *kvm, struct kvm_memory_slot *slot)
{
    write_lock(&kvm->mmu_lock);
    __unmap_stage2_range(kvm, slot->base_gfn << PAGE_SHIFT, slot->npages << PAGE_SHIFT, false);
    write_unlock(&kvm->mmu_lock);
}

void kvm_free_stage2_pgd(struct kvm *kvm)
{
    struct realm *realm = &kvm->arch.realm;

    write_lock(&kvm->mmu_lock);
    if (kvm_is_realm(kvm) && realm->state != REALM_STATE_NONE && realm->state < REALM_STATE_DYING) {
        kvm_realm_unmap_range(kvm, 0, BIT(realm->ia_bits), true);
        kvm_realm_destroy_rtts(kvm);
    }
    write_unlock(&kvm->mmu_lock);
}

bool kvm_unmap_gfn_range(struct kvm *kvm, struct kvm_gfn_range *range)
{
    __unmap_stage2_range(kvm, range->start << PAGE_SHIFT, (range->end - range->start) << PAGE_SHIFT,
                         range->only_shared);
    return false;
}

/* A realm's memory has no access flag that the host could read. With the switch on, the shared entry goes, and the
 * next access says by its fault that the page is young. */
bool kvm_age_gfn(struct kvm *kvm, struct kvm_gfn_range *range)
{
    bool young = false;

    if (!switches.age_unprotected) {
        return true;
    }
    for (gfn_t gfn = range->start; gfn < range->end; gfn++) {
        young |= realm_unmap_shared_page(kvm, gfn << PAGE_SHIFT | kvm_gpa_stolen_bits(kvm));
    }
    return young;
}

bool kvm_test_age_gfn(struct kvm *kvm, struct kvm_gfn_range *range)
{
    (void)kvm;
    (void)range;
    return true;
}
