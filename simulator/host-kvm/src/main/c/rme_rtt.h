/* What the realm code's files share about translation tables and delegated pages. */
#ifndef HOST_KVM_RME_RTT_H
#define HOST_KVM_RME_RTT_H

#include "kvm_rme.h"

static inline u64 rme_rtt_level_mapsize(int level)
{
    return level > RME_RTT_MAX_LEVEL ? PAGE_SIZE : BIT(ARM64_HW_PGTABLE_LEVEL_SHIFT(level));
}

/* Gives a granule back to the host; if RMM refuses, it is leaked on purpose and the result is -EBUSY. */
int realm_undelegate_page(phys_addr_t phys, const char *what);

/* A delegated page of `mc`, or INVALID_PHYS_ADDR. */
phys_addr_t alloc_delegated_page(struct realm *realm, struct kvm_mmu_memory_cache *mc);
void free_delegated_page(struct realm *realm, phys_addr_t phys);
int realm_create_rtt_levels(struct realm *realm, u64 ipa, int level, int max_level, struct kvm_mmu_memory_cache *mc);

#endif
