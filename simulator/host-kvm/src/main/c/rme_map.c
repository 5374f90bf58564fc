/* Mapping realm memory; follows the mapping half of arch/arm64/kvm/rme.c of the first RFC. */
#include "rme_rtt.h"

#include "bug.h"
#include "rmi_cmds.h"
#include "switches.h"

#include "debuggable.h"

#define PTE_S2_MEMATTR_FWB_NORMAL (6ul << 2)
#define PTE_S2_S2AP_READ (1ul << 6)
#define PTE_S2_S2AP_WRITE (2ul << 6)

int realm_delegate_page(struct realm *realm, phys_addr_t phys)
{
    if (rmi_granule_delegate(phys)) {
        return -ENXIO;
    }
    page_delegated(phys, realm->vmid);
    __atomic_fetch_add(&realm->nr_granules, 1, __ATOMIC_RELAXED);
    return 0;
}

static int realm_page_asked_for(struct realm *realm, phys_addr_t phys, const char *what, u64 status)
{
    __atomic_fetch_sub(&realm->nr_granules, 1, __ATOMIC_RELAXED);
    if (status) {
        leak_page(phys, what, status);
        return -EBUSY;
    }
    page_undelegated(phys);
    return 0;
}

int realm_undelegate_page(struct realm *realm, phys_addr_t phys, const char *what)
{
    u64 status = rmi_granule_undelegate(phys);

    WARN(status, phys, status);
    return realm_page_asked_for(realm, phys, what, status);
}

int realm_reclaim_page(struct realm *realm, phys_addr_t phys, const char *what)
{
    return realm_page_asked_for(realm, phys, what, rmi_granule_undelegate(phys));
}

phys_addr_t alloc_delegated_page(struct realm *realm, struct kvm_mmu_memory_cache *mc)
{
    phys_addr_t phys = mc ? kvm_mmu_memory_cache_alloc(mc) : alloc_pages(0, GFP_ZERO);

    if (phys != INVALID_PHYS_ADDR && realm_delegate_page(realm, phys)) {
        free_pages(phys, 0);
        return INVALID_PHYS_ADDR;
    }
    return phys;
}

void free_delegated_page(struct realm *realm, phys_addr_t phys)
{
    if (realm_undelegate_page(realm, phys, "delegated page") == 0) {
        free_pages(phys, 0);
    }
}

/* Whether a failed RTT_CREATE means that another vCPU has just created the same table. */
static bool rtt_exists(u64 status, int level)
{
    return switches.race == RACE_TODAY && RMI_RETURN_STATUS(status) == RMI_ERROR_RTT
        && rmi_return_level(status) == level - 1;
}

int realm_create_rtt_levels(struct realm *realm, u64 ipa, int level, int max_level, struct kvm_mmu_memory_cache *mc)
{
    if (WARN(level >= max_level, ipa, level, max_level)) {
        return 0;
    }
    while (level++ < max_level) {
        phys_addr_t rtt = alloc_delegated_page(realm, mc);
        u64 table_ipa = ALIGN_DOWN(ipa, rme_rtt_level_mapsize(level - 1));
        u64 status;

        if (rtt == INVALID_PHYS_ADDR) {
            return -ENOMEM;
        }
        status = rmi_rtt_create(realm->rd, rtt, table_ipa, level);
        if (status) {
            free_delegated_page(realm, rtt);
            if (!rtt_exists(status, level)) {
                return -ENXIO;
            }
        }
    }
    return 0;
}

static int realm_fold_rtt_level(struct realm *realm, u64 ipa, int level)
{
    phys_addr_t rtt;
    u64 status = rmi_rtt_fold(realm->rd, ipa, level, &rtt);

    if (status) {
        return -ENXIO;
    }
    free_delegated_page(realm, rtt);
    return 0;
}

/* The RTT entry says whether another vCPU has mapped this very page meanwhile. */
static int realm_delegate_raced(struct realm *realm, u64 ipa, phys_addr_t phys)
{
    struct rtt_entry entry;

    if (rmi_rtt_read_entry(realm->rd, ipa, RME_RTT_MAX_LEVEL, &entry)) {
        return -ENXIO;
    }
    if (entry.state == RMI_ASSIGNED && ALIGN_DOWN(entry.desc, PAGE_SIZE) == phys) {
        return 0;
    }
    WARN(true, ipa, phys, entry.state, entry.desc);
    return -ENXIO;
}

static u64 realm_create_data_unknown(struct realm *realm, u64 ipa, phys_addr_t phys, struct kvm_mmu_memory_cache *mc)
{
    u64 status = rmi_data_create_unknown(realm->rd, phys, ipa);

    if (rtt_is_missing(status, RME_RTT_MAX_LEVEL)) {
        int level = rmi_return_level(status);

        if (realm_create_rtt_levels(realm, ipa, level, RME_RTT_MAX_LEVEL, mc) == 0) {
            status = rmi_data_create_unknown(realm->rd, phys, ipa);
        }
    }
    return status;
}

/* Takes back the pages below `end` that an unfinished block has. */
static void realm_unmap_created(struct realm *realm, u64 base_ipa, u64 end)
{
    while (end > base_ipa) {
        phys_addr_t phys;

        end -= PAGE_SIZE;
        if (WARN_ON(rmi_data_destroy(realm->rd, end, &phys))) {
            continue;
        }
        realm_undelegate_page(realm, phys, "page of an unfinished block");
    }
}

/* Level of the entry that maps `map_size`, or -EINVAL if there is none or `ipa` is not aligned to it. */
static int realm_map_level(u64 ipa, u64 map_size)
{
    if (map_size != PAGE_SIZE && map_size != rme_rtt_level_mapsize(RME_RTT_BLOCK_LEVEL)) {
        return -EINVAL;
    }
    if (WARN(!IS_ALIGNED(ipa, map_size), ipa, map_size)) {
        return -EINVAL;
    }
    return map_size == PAGE_SIZE ? RME_RTT_MAX_LEVEL : RME_RTT_BLOCK_LEVEL;
}

static int realm_map_protected(struct kvm *kvm, u64 base_ipa, kvm_pfn_t pfn, u64 map_size,
                               struct kvm_mmu_memory_cache *memcache)
{
    struct realm *realm = &kvm->arch.realm;
    phys_addr_t phys = pfn << PAGE_SHIFT;
    u64 ipa = base_ipa;
    int map_level = realm_map_level(base_ipa, map_size);
    int ret;

    if (map_level < 0) {
        return map_level;
    }
    if (map_level < RME_RTT_MAX_LEVEL) {
        /* A temporary table, folded away when all of its pages are there. That tables above are missing is noticed with
         * the first page. */
        (void)realm_create_rtt_levels(realm, ipa, map_level, RME_RTT_MAX_LEVEL, memcache);
    }
    for (; ipa < base_ipa + map_size; ipa += PAGE_SIZE, phys += PAGE_SIZE) {
        u64 status;

        if (realm_delegate_page(realm, phys)) {
            if (switches.race == RACE_TODAY) {
                return 0; /* another vCPU maps the page or block and sees it through */
            }
            ret = realm_delegate_raced(realm, ipa, phys);
            if (ret) {
                goto err;
            }
            continue;
        }
        status = realm_create_data_unknown(realm, ipa, phys, memcache);
        if (WARN(status, ipa, phys, status)) {
            realm_undelegate_page(realm, phys, "page whose DATA_CREATE_UNKNOWN failed");
            goto err;
        }
    }
    if (map_level == RME_RTT_BLOCK_LEVEL) {
        ret = realm_fold_rtt_level(realm, base_ipa, RME_RTT_MAX_LEVEL);
        if (WARN(ret, base_ipa)) {
            goto err;
        }
    }
    return 0;

err:
    realm_unmap_created(realm, base_ipa, ipa);
    return -ENXIO;
}

/* Whether `status` says that the entry at `level` is not in the state that the command wants. */
static bool rtt_entry_is_other(u64 status, int level)
{
    return RMI_RETURN_STATUS(status) == RMI_ERROR_RTT && rmi_return_level(status) == level;
}

/* RMI has no way to change a mapping's permissions: it goes and comes back. Another vCPU that does the same may come in
 * between; the access is then tried with what it has made. */
static u64 realm_remap_unprotected(struct realm *realm, u64 ipa, int level, u64 desc)
{
    u64 status = rmi_rtt_unmap_unprotected(realm->rd, ipa, level);

    if (status == RMI_SUCCESS || rtt_entry_is_other(status, level)) {
        status = rmi_rtt_map_unprotected(realm->rd, ipa, level, desc);
    }
    return rtt_entry_is_other(status, level) ? RMI_SUCCESS : status;
}

static int realm_map_non_secure(struct kvm *kvm, u64 ipa, kvm_pfn_t pfn, u64 map_size, enum kvm_pgtable_prot prot,
                                struct kvm_mmu_memory_cache *memcache)
{
    struct realm *realm = &kvm->arch.realm;
    u64 desc = pfn << PAGE_SHIFT | PTE_S2_MEMATTR_FWB_NORMAL | PTE_S2_S2AP_READ;
    int map_level = realm_map_level(ipa, map_size);
    u64 status;

    if (map_level < 0) {
        return map_level;
    }
    if (prot & KVM_PGTABLE_PROT_W) {
        desc |= PTE_S2_S2AP_WRITE;
    }
    status = rmi_rtt_map_unprotected(realm->rd, ipa, map_level, desc);
    if (rtt_is_missing(status, map_level)) {
        int level = rmi_return_level(status);

        if (realm_create_rtt_levels(realm, ipa, level, map_level, memcache) == 0) {
            status = rmi_rtt_map_unprotected(realm->rd, ipa, map_level, desc);
        }
    }
    if (rtt_entry_is_other(status, map_level)) {
        if (switches.readonly_unprotected == READONLY_FIXED) {
            status = realm_remap_unprotected(realm, ipa, map_level, desc);
        } else if (switches.race == RACE_TODAY) {
            return 0; /* another vCPU was first */
        }
    }
    return WARN(status, ipa, desc, status) ? -ENXIO : 0;
}

int realm_map_ipa(struct kvm *kvm, phys_addr_t ipa, kvm_pfn_t pfn, u64 map_size, enum kvm_pgtable_prot prot,
                  struct kvm_mmu_memory_cache *memcache)
{
    struct realm *realm = &kvm->arch.realm;
    bool may_map_read_only =
        switches.readonly_unprotected == READONLY_NAIVE || switches.readonly_unprotected == READONLY_FIXED;

    if (!realm_is_addr_protected(realm, ipa)) {
        if (WARN(!(prot & KVM_PGTABLE_PROT_W) && !may_map_read_only, ipa, prot)) {
            return -EFAULT;
        }
        return realm_map_non_secure(kvm, ipa, pfn, map_size, prot, memcache);
    }
    if (WARN(!(prot & KVM_PGTABLE_PROT_W), ipa, prot)) {
        return -EFAULT;
    }
    return realm_map_protected(kvm, ipa, pfn, map_size, memcache);
}

bool realm_unmap_shared_page(struct kvm *kvm, u64 ipa)
{
    return rmi_rtt_unmap_unprotected(kvm->arch.realm.rd, ipa, RME_RTT_MAX_LEVEL) == RMI_SUCCESS;
}

bool realm_is_block_unassigned(struct kvm *kvm, u64 ipa)
{
    struct rtt_entry entry;
    u64 status = rmi_rtt_read_entry(kvm->arch.realm.rd, ipa, RME_RTT_BLOCK_LEVEL, &entry);

    return status == RMI_SUCCESS && entry.state == RMI_UNASSIGNED;
}

static int realm_create_data(struct realm *realm, u64 ipa, phys_addr_t dst, phys_addr_t src, bool measure)
{
    u64 flags = measure ? RMI_MEASURE_CONTENT : 0;
    u64 status = rmi_data_create(realm->rd, dst, ipa, src, flags);

    if (rtt_is_missing(status, RME_RTT_MAX_LEVEL)) {
        int level = rmi_return_level(status);
        int ret = realm_create_rtt_levels(realm, ipa, level, RME_RTT_MAX_LEVEL, NULL);

        if (ret) {
            return ret;
        }
        status = rmi_data_create(realm->rd, dst, ipa, src, flags);
    }
    return WARN(status, ipa, dst, status) ? -ENXIO : 0;
}

/* Initial contents go page by page through a copy, since the page itself becomes the realm's. */
static int populate_page(struct kvm *kvm, u64 ipa, u64 source_hva, u64 target_hva, phys_addr_t copy, bool measure)
{
    phys_addr_t source;
    phys_addr_t target;
    u64 mapping_size;
    bool writable;
    int ret;

    if (get_user_page(source_hva, true, &source, &writable, &mapping_size)) {
        return -EFAULT;
    }
    copy_page(copy, source);
    if (get_user_page(target_hva, true, &target, &writable, &mapping_size)) {
        return -EFAULT;
    }
    if (realm_delegate_page(&kvm->arch.realm, target)) {
        return -ENXIO;
    }
    ret = realm_create_data(&kvm->arch.realm, ipa, target, copy, measure);
    if (ret && realm_undelegate_page(&kvm->arch.realm, target, "page whose DATA_CREATE failed") == 0) {
        copy_page(target, copy);
    }
    return ret;
}

static int populate_par_region(struct kvm *kvm, u64 ipa_base, u64 ipa_end, bool measure)
{
    phys_addr_t copy;
    int ret = realm_init_ipa_state(&kvm->arch.realm, ipa_base, ipa_end);

    if (ret) {
        return ret;
    }
    copy = alloc_pages(0, GFP_KERNEL);
    if (copy == INVALID_PHYS_ADDR) {
        return -ENOMEM;
    }
    for (u64 ipa = ipa_base; ret == 0 && ipa < ipa_end; ipa += PAGE_SIZE) {
        struct kvm_memory_slot *slot = gfn_to_memslot(kvm, ipa >> PAGE_SHIFT);
        u64 offset;

        if (!slot) {
            ret = -EFAULT;
            break;
        }
        offset = ipa - (slot->base_gfn << PAGE_SHIFT);
        ret = populate_page(kvm, ipa, slot->userspace_addr + offset,
                            (slot->flags & KVM_MEM_GUEST_MEMFD ? slot->gmem_addr : slot->userspace_addr) + offset,
                            copy, measure);
    }
    free_pages(copy, 0);
    return ret;
}

/* Naively following user space's blocks maps more than was asked for, so that its blocks need no splitting. */
static void populate_whole_blocks(struct kvm *kvm, u64 *base, u64 *end)
{
    struct kvm_memory_slot *slot = gfn_to_memslot(kvm, *base >> PAGE_SHIFT);
    u64 mapping_size;
    phys_addr_t phys;
    bool writable;
    u64 slot_base;
    u64 slot_end;
    u64 backing;

    if (switches.block_mappings != BLOCKS_FOLLOW_USER || !slot) {
        return;
    }
    slot_base = slot->base_gfn << PAGE_SHIFT;
    slot_end = slot_base + (slot->npages << PAGE_SHIFT);
    backing = slot->flags & KVM_MEM_GUEST_MEMFD ? slot->gmem_addr : slot->userspace_addr;
    if (get_user_page(backing + *base - slot_base, true, &phys, &writable, &mapping_size)) {
        return;
    }
    *base = max(ALIGN_DOWN(*base, mapping_size), slot_base);
    *end = max(*end, min(ALIGN(*end, mapping_size), slot_end));
}

int kvm_populate_realm(struct kvm *kvm, u64 base, u64 size, bool measure)
{
    struct realm *realm = &kvm->arch.realm;
    u64 end = base + size;

    if (realm->state != REALM_STATE_NEW) {
        return -EBUSY;
    }
    if (!IS_ALIGNED(base | size, PAGE_SIZE) || size == 0 || end < base || end > BIT(realm->ia_bits - 1)) {
        return -EINVAL;
    }
    populate_whole_blocks(kvm, &base, &end);
    return populate_par_region(kvm, base, end, measure);
}
