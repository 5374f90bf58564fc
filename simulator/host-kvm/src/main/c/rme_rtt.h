/* What the realm code's files share about translation tables and delegated pages. */
#ifndef HOST_KVM_RME_RTT_H
#define HOST_KVM_RME_RTT_H

#include "kvm_rme.h"

static inline u64 rme_rtt_level_mapsize(int level)
{
    return level > RME_RTT_MAX_LEVEL ? PAGE_SIZE : BIT(ARM64_HW_PGTABLE_LEVEL_SHIFT(level));
}

/* Hands a page to RMM for `realm`; 0 or -ENXIO. */
int realm_delegate_page(struct realm *realm, phys_addr_t phys);

/* Gives a granule back to the host; if RMM refuses, it is leaked on purpose and the result is -EBUSY. */
int realm_undelegate_page(struct realm *realm, phys_addr_t phys, const char *what);

/* Takes back a granule that RMM may or may not have; 0, or -EBUSY for one that it keeps, which is leaked. */
int realm_reclaim_page(struct realm *realm, phys_addr_t phys, const char *what);

/* Level at which a walk ended, of a status RMI_ERROR_RTT. */
static inline int rmi_return_level(u64 status)
{
    return (signed char)RMI_RETURN_INDEX(status);
}

/* Whether `status` says that the walk to `level` ended above it: a table is missing. */
static inline bool rtt_is_missing(u64 status, int level)
{
    return RMI_RETURN_STATUS(status) == RMI_ERROR_RTT && rmi_return_level(status) < level;
}

/* A delegated page of `mc`, or INVALID_PHYS_ADDR. */
phys_addr_t alloc_delegated_page(struct realm *realm, struct kvm_mmu_memory_cache *mc);
void free_delegated_page(struct realm *realm, phys_addr_t phys);
int realm_create_rtt_levels(struct realm *realm, u64 ipa, int level, int max_level, struct kvm_mmu_memory_cache *mc);

/* The level whose entries `[start, end)` starts with. */
int find_map_level(const struct realm *realm, u64 start, u64 end);
void realm_unmap_shared_range(struct kvm *kvm, u64 start, u64 end);
void realm_tear_down_rtts(struct kvm *kvm);

/* RIPAS RAM for a range of a new realm. */
int realm_init_ipa_state(struct realm *realm, u64 ipa, u64 end);

#endif
