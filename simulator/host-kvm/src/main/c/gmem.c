/* Memory that only the guest has: guest_memfd and the attribute that says which frames come from it. Follows
 * virt/kvm/kvm_main.c, virt/kvm/guest_memfd.c and gmem_abort() of arch/arm64/kvm/mmu.c. */
#include "bug.h"
#include "kvm_mmu.h"
#include "kvm_rme.h"
#include "switches.h"
#include "sysreg.h"

#include "debuggable.h"

#define KVM_MMU_CACHE_MIN_PAGES 4

bool kvm_mem_is_private(const struct kvm *kvm, gfn_t gfn)
{
    for (int i = 0; i < kvm->nr_shared; i++) {
        if (gfn >= kvm->shared[i].start && gfn < kvm->shared[i].end) {
            return false;
        }
    }
    return true;
}

/* Copies the spans of `from` without `[start, end)` to `to`; returns their number. */
static int spans_without(const struct gfn_span *from, int count, gfn_t start, gfn_t end, struct gfn_span *to)
{
    int n = 0;

    for (int i = 0; i < count; i++) {
        if (from[i].start < min(from[i].end, start)) {
            to[n++] = (struct gfn_span){from[i].start, min(from[i].end, start)};
        }
        if (max(from[i].start, end) < from[i].end) {
            to[n++] = (struct gfn_span){max(from[i].start, end), from[i].end};
        }
    }
    return n;
}

static int set_shared(struct kvm *kvm, gfn_t start, gfn_t end, bool shared)
{
    struct gfn_span spans[MAX_SHARED_RANGES + 2];
    int count = spans_without(kvm->shared, kvm->nr_shared, start, end, spans);

    if (shared) {
        spans[count++] = (struct gfn_span){start, end};
    }
    if (count > MAX_SHARED_RANGES) {
        return -ENOMEM;
    }
    for (int i = 0; i < count; i++) {
        kvm->shared[i] = spans[i];
    }
    kvm->nr_shared = count;
    return 0;
}

/* What becomes private loses its shared mapping, and the other way round. */
int kvm_vm_ioctl_set_mem_attributes(struct kvm *kvm, gpa_t gpa, u64 size, u64 attributes)
{
    bool is_private = (attributes & KVM_MEMORY_ATTRIBUTE_PRIVATE) != 0;
    int ret;

    if (attributes & ~KVM_MEMORY_ATTRIBUTE_PRIVATE || !IS_ALIGNED(gpa | size, PAGE_SIZE) || size == 0
        || gpa + size < gpa || gpa + size > BIT(kvm->arch.realm.ia_bits - 1)) {
        return -EINVAL;
    }
    write_lock(&kvm->mmu_lock);
    kvm->mmu_invalidate_seq++;
    ret = set_shared(kvm, gpa >> PAGE_SHIFT, (gpa + size) >> PAGE_SHIFT, !is_private);
    if (ret == 0 && is_private) {
        kvm_stage2_unmap_range(kvm, gpa, size, true);
    } else if (ret == 0 && kvm->arch.realm.state == REALM_STATE_ACTIVE) {
        realm_unmap_private_range(kvm, gpa, gpa + size);
    }
    write_unlock(&kvm->mmu_lock);
    return ret;
}

void kvm_prepare_memory_fault_exit(struct kvm_vcpu *vcpu, gpa_t gpa, u64 size, bool is_private)
{
    vcpu->run.exit_reason = KVM_EXIT_MEMORY_FAULT;
    vcpu->run.memory_fault.flags = is_private ? KVM_MEMORY_EXIT_FLAG_PRIVATE : 0;
    vcpu->run.memory_fault.gpa = gpa;
    vcpu->run.memory_fault.size = size;
}

/* A fault at a protected address of a slot with a guest_memfd. */
int gmem_abort(struct kvm_vcpu *vcpu, phys_addr_t fault_ipa, struct kvm_memory_slot *memslot)
{
    struct kvm *kvm = vcpu->kvm;
    struct kvm_mmu_memory_cache *memcache = &vcpu->arch.mmu_page_cache;
    gfn_t gfn = fault_ipa >> PAGE_SHIFT;
    u64 hva = memslot->gmem_addr + ((gfn - memslot->base_gfn) << PAGE_SHIFT);
    u64 vma_pagesize;
    u64 mmu_seq;
    phys_addr_t phys;
    bool writable;
    int ret;

    if (!kvm_mem_is_private(kvm, gfn)) {
        kvm_prepare_memory_fault_exit(vcpu, fault_ipa, PAGE_SIZE, true);
        return -EFAULT;
    }
    ret = kvm_mmu_topup_memory_cache(memcache, KVM_MMU_CACHE_MIN_PAGES);
    if (ret) {
        return ret;
    }
    mmu_seq = READ_ONCE(kvm->mmu_invalidate_seq);
    dsb(ishld);
    ret = get_user_page(hva, true, &phys, &writable, &vma_pagesize);
    if (ret) {
        kvm_prepare_memory_fault_exit(vcpu, fault_ipa, PAGE_SIZE, false);
        return ret;
    }
    read_lock(&kvm->mmu_lock);
    if (mmu_invalidate_retry(kvm, mmu_seq)) {
        ret = -EAGAIN;
    } else {
        vma_pagesize = realm_mapping_size(vcpu, memslot, hva, fault_ipa, vma_pagesize);
        ret = realm_map_ipa(kvm, ALIGN_DOWN(fault_ipa, vma_pagesize), ALIGN_DOWN(phys, vma_pagesize) >> PAGE_SHIFT,
                            vma_pagesize, KVM_PGTABLE_PROT_W, memcache);
    }
    read_unlock(&kvm->mmu_lock);
    return ret != -EAGAIN ? ret : 0;
}
