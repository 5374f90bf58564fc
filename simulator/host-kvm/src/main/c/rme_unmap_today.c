/* Taking realm memory back as mailing-list v12 does, the last revision for RMM 1.0: both halves of a range, found by
 * what the commands say about the next live entry instead of by reading entries. */
#include "rme_rtt.h"

#include "bug.h"
#include "rmi_cmds.h"

#include "debuggable.h"

#define LARGEST_LEAF_LEVEL 1 /* RMI_RTT_UNMAP_UNPROTECTED takes no other table's level */

int find_map_level(const struct realm *realm, u64 start, u64 end)
{
    int level = RME_RTT_MAX_LEVEL;

    while (level > realm->start_level) {
        u64 map_size = rme_rtt_level_mapsize(level - 1);

        if (!IS_ALIGNED(start, map_size) || start + map_size > end) {
            break;
        }
        level--;
    }
    return level;
}

/* Folds the tables of `level` in the range, from the leaves up. Returns how many could not be folded, or an error. */
static int realm_fold_rtt_level(struct realm *realm, int level, u64 start, u64 end)
{
    u64 map_size;
    int not_folded = 0;
    u64 next_addr;

    if (WARN(level > RME_RTT_MAX_LEVEL, level, start, end)) {
        return -EINVAL;
    }
    map_size = rme_rtt_level_mapsize(level - 1);
    for (u64 addr = start; addr < end; addr = next_addr) {
        phys_addr_t rtt;
        u64 status = rmi_rtt_fold(realm->rd, ALIGN(addr, map_size), level, &rtt);

        next_addr = ALIGN(addr + 1, map_size);
        if (status == RMI_SUCCESS) {
            free_delegated_page(realm, rtt);
        } else if (RMI_RETURN_STATUS(status) != RMI_ERROR_RTT) {
            WARN(true, addr, level, status);
            return -ENXIO;
        } else if (level == RME_RTT_MAX_LEVEL || rmi_return_level(status) < level) {
            not_folded++;
        } else {
            int ret = realm_fold_rtt_level(realm, level + 1, addr, next_addr);

            if (ret < 0) {
                return ret;
            }
            if (ret == 0) {
                next_addr = addr; /* all below is folded: this level again */
            }
        }
    }
    return not_folded;
}

/* Splits the NS block around `addr`, which the range has only a part of. */
static int realm_split_shared_block(struct realm *realm, u64 addr)
{
    int ret = realm_create_rtt_levels(realm, addr, RME_RTT_BLOCK_LEVEL, RME_RTT_MAX_LEVEL, NULL);

    return WARN(ret, addr, ret) ? ret : 0;
}

/* Returns an error where RMM has neither a mapping nor a block to split, but says so of one: then it gives up. */
static int realm_unmap_shared_level(struct realm *realm, int level, u64 start, u64 end)
{
    u64 map_size = rme_rtt_level_mapsize(level);
    u64 split = 0; /* the page whose block has been split, 0 for none: that is no shared address */
    u64 next_addr;
    int ret = 0;

    if (WARN(level > RME_RTT_MAX_LEVEL, level, start, end)) {
        return -EINVAL;
    }
    for (u64 addr = start; ret == 0 && addr < end; addr = next_addr) {
        u64 align_addr = ALIGN(addr, map_size);
        u64 status;

        next_addr = ALIGN(addr + 1, map_size);
        if (align_addr != addr || next_addr > end) {
            ret = realm_unmap_shared_level(realm, level + 1, addr, min(next_addr, end));
            continue;
        }
        status = rmi_rtt_unmap_unprotected_top(realm->rd, addr, level, &next_addr);
        if (RMI_RETURN_STATUS(status) == RMI_ERROR_RTT) {
            if (next_addr <= addr && level == RME_RTT_MAX_LEVEL) {
                ret = WARN(split == addr, addr, status) ? -ENXIO : realm_split_shared_block(realm, addr);
                split = addr;
                next_addr = addr;
            } else if (next_addr <= addr) {
                /* Mapped in smaller pieces. */
                next_addr = ALIGN(addr + 1, map_size);
                ret = realm_unmap_shared_level(realm, level + 1, addr, next_addr);
            }
        } else if (WARN(status, addr, level, status)) {
            break;
        }
    }
    return ret;
}

/* `[start, end)` is the range's place in the lower half. */
void realm_unmap_shared_range(struct kvm *kvm, u64 start, u64 end)
{
    struct realm *realm = &kvm->arch.realm;
    u64 shared_bit = BIT(realm->ia_bits - 1);
    int level = max(find_map_level(realm, start, end), LARGEST_LEAF_LEVEL);

    realm_unmap_shared_level(realm, level, start + shared_bit, end + shared_bit);
    realm_fold_rtt_level(realm, realm->start_level + 1, start + shared_bit, end + shared_bit);
}

/* The page at `ipa` goes; `next_addr` is where the next one may be. */
static int realm_destroy_private_granule(struct realm *realm, u64 ipa, u64 *next_addr)
{
    phys_addr_t phys;
    u64 status;

    while (RMI_RETURN_STATUS(status = rmi_data_destroy_top(realm->rd, ipa, &phys, next_addr)) == RMI_ERROR_RTT) {
        phys_addr_t rtt;

        if (*next_addr > ipa) {
            return 0; /* nothing is assigned here */
        }
        /* A block, which is split first. */
        rtt = alloc_delegated_page(realm, NULL);
        if (WARN(rtt == INVALID_PHYS_ADDR, ipa)) {
            return -ENOMEM;
        }
        WARN(rmi_return_level(status) != RME_RTT_BLOCK_LEVEL, ipa, status);
        status = rmi_rtt_create(realm->rd, rtt, ALIGN_DOWN(ipa, PMD_SIZE), RME_RTT_MAX_LEVEL);
        if (WARN(status, ipa, status)) {
            free_delegated_page(realm, rtt);
            return -ENXIO;
        }
    }
    if (WARN(status, ipa, status)) {
        return -ENXIO;
    }
    return realm_undelegate_page(realm, phys, "page of the realm") ? -ENXIO : 0;
}

void realm_unmap_private_range(struct kvm *kvm, u64 start, u64 end)
{
    struct realm *realm = &kvm->arch.realm;
    u64 next_addr;

    for (u64 addr = start; addr < end; addr = next_addr) {
        if (realm_destroy_private_granule(realm, addr, &next_addr)) {
            break;
        }
    }
    realm_fold_rtt_level(realm, realm->start_level + 1, start, end);
}

static int realm_tear_down_rtt_level(struct realm *realm, int level, u64 start, u64 end)
{
    u64 map_size;
    u64 next_addr;
    int ret;

    if (WARN(level > RME_RTT_MAX_LEVEL, level, start, end)) {
        return -EINVAL;
    }
    map_size = rme_rtt_level_mapsize(level - 1);
    for (u64 addr = start; addr < end; addr = next_addr) {
        phys_addr_t rtt;
        u64 status;

        next_addr = ALIGN(addr + 1, map_size);
        if (next_addr > end || !IS_ALIGNED(addr, map_size)) {
            ret = realm_tear_down_rtt_level(realm, level + 1, addr, min(next_addr, end));
            if (ret) {
                return ret;
            }
            continue;
        }
        status = rmi_rtt_destroy_top(realm->rd, addr, level, &rtt, &next_addr);
        if (status == RMI_SUCCESS) {
            free_delegated_page(realm, rtt);
        } else if (RMI_RETURN_STATUS(status) != RMI_ERROR_RTT) {
            WARN(true, addr, level, status);
            return -ENXIO;
        } else if (next_addr <= addr) {
            /* The table has live entries: those first, and then it again. */
            if (WARN(rmi_return_level(status) != level || level == RME_RTT_MAX_LEVEL, addr, level, status)) {
                return -EBUSY;
            }
            ret = realm_tear_down_rtt_level(realm, level + 1, addr, ALIGN(addr + 1, map_size));
            if (ret) {
                return ret;
            }
            next_addr = addr;
        }
    }
    return 0;
}

void realm_tear_down_rtts(struct kvm *kvm)
{
    struct realm *realm = &kvm->arch.realm;

    WARN_ON(realm_tear_down_rtt_level(realm, realm->start_level + 1, 0, BIT(realm->ia_bits)));
}
