/* Virtual machines, memory slots and MMU notifiers; follows virt/kvm/kvm_main.c. */
#include "kvm_host.h"

#include "bug.h"
#include "kvm_mmu.h"
#include "kvm_rme.h"
#include "trace.h"

static struct kvm vms[KVM_MAX_VMS];
static struct kvm_vcpu vcpus[KVM_MAX_VCPUS];
static spinlock_t vcpus_lock; /* held to start or forbid KVM_RUN */

struct kvm *kvm_get(u64 id)
{
    return id < KVM_MAX_VMS && vms[id].in_use ? &vms[id] : NULL;
}

struct kvm_vcpu *vcpu_load(unsigned pe)
{
    struct kvm_vcpu *vcpu = &vcpus[pe - 1];

    spin_lock(&vcpus_lock);
    if (vcpu->in_use) {
        vcpu->running = true;
    } else {
        vcpu = NULL;
    }
    spin_unlock(&vcpus_lock);
    return vcpu;
}

void vcpu_put(unsigned pe)
{
    WRITE_ONCE(vcpus[pe - 1].running, false);
}

struct kvm *kvm_create_vm(bool is_realm, u32 ia_bits)
{
    for (int id = 0; id < KVM_MAX_VMS; id++) {
        struct kvm *kvm = &vms[id];

        if (!kvm->in_use) {
            *kvm = (struct kvm){.in_use = true, .id = id};
            kvm->arch.is_realm = is_realm;
            kvm->arch.realm.ia_bits = ia_bits;
            kvm->arch.realm.start_level = START_LEVEL_DEFAULT;
            return kvm;
        }
    }
    return NULL;
}

/* VCPUs go by index: RMM asks for RECs in the order of their MPIDRs. */
struct kvm_vcpu *kvm_vm_ioctl_create_vcpu(struct kvm *kvm, int pe)
{
    struct kvm_vcpu *vcpu;

    if (pe < 1 || pe > KVM_MAX_VCPUS || vcpus[pe - 1].in_use || kvm->created_vcpus == KVM_MAX_VCPUS) {
        return NULL;
    }
    vcpu = &vcpus[pe - 1];
    *vcpu = (struct kvm_vcpu){.in_use = true, .kvm = kvm, .pe = pe};
    vcpu->vcpu_id = kvm->created_vcpus++;
    vcpu->mpidr = (u64)vcpu->vcpu_id; /* fewer than 16: all in Aff0 */
    vcpu->arch.rec.rec_page = INVALID_PHYS_ADDR;
    kvm->vcpus[vcpu->vcpu_id] = vcpu;
    return vcpu;
}

struct kvm_vcpu *kvm_mpidr_to_vcpu(struct kvm *kvm, u64 mpidr)
{
    return mpidr < (u64)kvm->created_vcpus ? kvm->vcpus[mpidr] : NULL;
}

/* Takes the vCPUs from their threads, unless one of them is at work. */
static int kvm_retire_vcpus(struct kvm *kvm)
{
    bool running = false;

    spin_lock(&vcpus_lock);
    for (int i = 0; i < kvm->created_vcpus; i++) {
        running |= kvm->vcpus[i]->running;
    }
    for (int i = 0; !running && i < kvm->created_vcpus; i++) {
        kvm->vcpus[i]->in_use = false;
    }
    spin_unlock(&vcpus_lock);
    return running ? -EBUSY : 0;
}

int kvm_destroy_vm(struct kvm *kvm)
{
    int ret = kvm_retire_vcpus(kvm);

    if (ret) {
        return ret;
    }
    for (int i = 0; i < kvm->created_vcpus; i++) {
        kvm_destroy_rec(kvm->vcpus[i]);
    }
    kvm_free_stage2_pgd(kvm);
    kvm_destroy_realm(kvm);
    for (int i = 0; i < kvm->created_vcpus; i++) {
        kvm_mmu_free_memory_cache(&kvm->vcpus[i]->arch.mmu_page_cache);
    }
    kvm->in_use = false;
    return 0;
}

DEBUGGABLE struct kvm_memory_slot *gfn_to_memslot(struct kvm *kvm, gfn_t gfn)
{
    for (int i = 0; i < KVM_MEM_SLOTS_NUM; i++) {
        struct kvm_memory_slot *slot = &kvm->memslots[i];

        if (slot->in_use && gfn - slot->base_gfn < slot->npages) {
            return slot;
        }
    }
    return NULL;
}

u64 gfn_to_hva_memslot_prot(struct kvm_memory_slot *slot, gfn_t gfn, bool *writable)
{
    if (!slot) {
        *writable = false;
        return KVM_HVA_ERR_BAD;
    }
    *writable = !(slot->flags & KVM_MEM_READONLY);
    return slot->userspace_addr + ((gfn - slot->base_gfn) << PAGE_SHIFT);
}

static bool slot_overlaps(struct kvm *kvm, u64 except, const struct kvm_memory_slot *region)
{
    for (u64 i = 0; i < KVM_MEM_SLOTS_NUM; i++) {
        const struct kvm_memory_slot *slot = &kvm->memslots[i];

        if (i != except && slot->in_use && slot->base_gfn < region->base_gfn + region->npages
            && region->base_gfn < slot->base_gfn + slot->npages) {
            return true;
        }
    }
    return false;
}

static int check_region(struct kvm *kvm, u64 slot, const struct kvm_memory_slot *region)
{
    u64 end = (region->base_gfn + region->npages) << PAGE_SHIFT;

    if (slot >= KVM_MEM_SLOTS_NUM) {
        return -EINVAL;
    }
    if (region->npages == 0) {
        return kvm->memslots[slot].in_use ? 0 : -EINVAL;
    }
    if (!IS_ALIGNED(region->userspace_addr, PAGE_SIZE) || end > BIT(kvm->arch.realm.ia_bits - 1)) {
        return -EINVAL;
    }
    if (region->flags & KVM_MEM_GUEST_MEMFD && (region->flags & KVM_MEM_READONLY || kvm->memslots[slot].in_use)) {
        return -EINVAL; /* writes have to reach the file, and such a slot can only be deleted */
    }
    return slot_overlaps(kvm, slot, region) ? -EEXIST : 0;
}

/* Creates, moves, changes or, without pages, deletes a slot. What it had mapped before goes first. */
int kvm_set_memory_region(struct kvm *kvm, u64 slot, const struct kvm_memory_slot *region)
{
    struct kvm_memory_slot *memslot;
    int ret = check_region(kvm, slot, region);

    if (ret) {
        return ret;
    }
    memslot = &kvm->memslots[slot];
    if (memslot->in_use) {
        struct kvm_memory_slot old = *memslot;

        write_lock(&kvm->mmu_lock);
        memslot->in_use = false;
        kvm->mmu_invalidate_seq++;
        write_unlock(&kvm->mmu_lock);
        kvm_arch_flush_shadow_memslot(kvm, &old);
    }
    if (region->npages != 0) {
        struct kvm_memory_slot new = *region;

        new.in_use = true;
        write_lock(&kvm->mmu_lock);
        *memslot = new;
        write_unlock(&kvm->mmu_lock);
    }
    return 0;
}

bool mmu_invalidate_retry(struct kvm *kvm, u64 mmu_seq)
{
    return READ_ONCE(kvm->mmu_invalidate_in_progress) != 0 || READ_ONCE(kvm->mmu_invalidate_seq) != mmu_seq;
}

typedef bool (*hva_handler_t)(struct kvm *kvm, struct kvm_gfn_range *range);

/* Frames of `[start, end)` that the slot maps from `base`; false if there are none. */
static bool slot_range(const struct kvm_memory_slot *slot, u64 base, u64 start, u64 end, struct kvm_gfn_range *range)
{
    u64 hva_start = max(start, base);
    u64 hva_end = min(end, base + (slot->npages << PAGE_SHIFT));

    if (hva_start >= hva_end) {
        return false;
    }
    range->start = slot->base_gfn + ((hva_start - base) >> PAGE_SHIFT);
    range->end = slot->base_gfn + ((hva_end - base) >> PAGE_SHIFT);
    return true;
}

static bool __kvm_handle_hva_range(struct kvm *kvm, u64 start, u64 end, hva_handler_t handler)
{
    struct kvm_gfn_range range;
    bool result = false;

    for (int i = 0; i < KVM_MEM_SLOTS_NUM; i++) {
        struct kvm_memory_slot *slot = &kvm->memslots[i];

        if (!slot->in_use) {
            continue;
        }
        range.only_shared = (slot->flags & KVM_MEM_GUEST_MEMFD) != 0;
        if (slot_range(slot, slot->userspace_addr, start, end, &range)) {
            result |= handler(kvm, &range);
        }
        range.only_shared = false;
        if (slot->flags & KVM_MEM_GUEST_MEMFD && slot_range(slot, slot->gmem_addr, start, end, &range)) {
            result |= handler(kvm, &range);
        }
    }
    return result;
}

void kvm_mmu_notifier_invalidate_range_start(u64 start, u64 end)
{
    trace_kvm_unmap_hva_range(start, end);
    for (int id = 0; id < KVM_MAX_VMS; id++) {
        struct kvm *kvm = &vms[id];

        if (kvm->in_use) {
            write_lock(&kvm->mmu_lock);
            kvm->mmu_invalidate_in_progress++;
            __kvm_handle_hva_range(kvm, start, end, kvm_unmap_gfn_range);
            write_unlock(&kvm->mmu_lock);
        }
    }
}

void kvm_mmu_notifier_invalidate_range_end(u64 start, u64 end)
{
    (void)start;
    (void)end;
    for (int id = 0; id < KVM_MAX_VMS; id++) {
        struct kvm *kvm = &vms[id];

        if (kvm->in_use) {
            write_lock(&kvm->mmu_lock);
            kvm->mmu_invalidate_seq++;
            WARN_ON(kvm->mmu_invalidate_in_progress == 0);
            kvm->mmu_invalidate_in_progress--;
            write_unlock(&kvm->mmu_lock);
        }
    }
}

static bool handle_young(u64 start, u64 end, hva_handler_t handler)
{
    bool young = false;

    for (int id = 0; id < KVM_MAX_VMS; id++) {
        struct kvm *kvm = &vms[id];

        if (kvm->in_use) {
            write_lock(&kvm->mmu_lock);
            young |= __kvm_handle_hva_range(kvm, start, end, handler);
            write_unlock(&kvm->mmu_lock);
        }
    }
    return young;
}

int kvm_mmu_notifier_clear_flush_young(u64 start, u64 end)
{
    trace_kvm_age_hva(start, end);
    return handle_young(start, end, kvm_age_gfn);
}

int kvm_mmu_notifier_test_young(u64 address)
{
    trace_kvm_test_age_hva(address);
    return handle_young(address, address + 1, kvm_test_age_gfn);
}
