/* Taking realm memory back; follows the teardown half of arch/arm64/kvm/rme.c of the first RFC. */
#include "rme_rtt.h"

#include "bug.h"
#include "rmi_cmds.h"
#include "switches.h"
#include "trace.h"

#include "debuggable.h"

static void realm_tear_down_rtt_range(struct realm *realm, int level, u64 start, u64 end);

/* What RMM does not give back here it may give back when the realm goes; then is the time to call it leaked. */
static void realm_destroy_undelegate_page(struct realm *realm, u64 ipa)
{
    phys_addr_t phys;
    u64 status = rmi_data_destroy(realm->rd, ipa, &phys);

    if (WARN(status, ipa, status)) {
        return;
    }
    realm_undelegate_page(realm, phys, "page of the realm");
}

static void realm_destroy_rtt(struct realm *realm, u64 ipa, int level)
{
    phys_addr_t rtt;
    u64 status = rmi_rtt_destroy(realm->rd, ipa, level, &rtt);

    if (WARN(status, ipa, level, status)) {
        return;
    }
    if (realm->spare_page == INVALID_PHYS_ADDR) {
        realm->spare_page = rtt;
    } else {
        free_delegated_page(realm, rtt);
    }
}

/* Puts a table under the block at `ipa`. The spare page is there because nothing may be allocated at this place. */
static int realm_split_block(struct realm *realm, u64 ipa, int level)
{
    phys_addr_t rtt = realm->spare_page;
    u64 status;

    realm->spare_page = INVALID_PHYS_ADDR;
    if (rtt == INVALID_PHYS_ADDR) {
        rtt = alloc_delegated_page(realm, NULL);
    }
    if (WARN(rtt == INVALID_PHYS_ADDR, ipa, level)) {
        return -ENOMEM;
    }
    status = rmi_rtt_create(realm->rd, rtt, ipa, level + 1);
    if (WARN(status, ipa, level, status)) {
        realm->spare_page = rtt;
        return -ENXIO;
    }
    return 0;
}

static void realm_tear_down_assigned(struct realm *realm, int level, u64 start, u64 end)
{
    u64 entry_ipa = ALIGN_DOWN(start, rme_rtt_level_mapsize(level));
    bool whole = start == entry_ipa && end - start == rme_rtt_level_mapsize(level);

    if (!realm_is_addr_protected(realm, entry_ipa) && whole) {
        u64 status = rmi_rtt_unmap_unprotected(realm->rd, entry_ipa, level);

        WARN(status, entry_ipa, level, status);
    } else if (level == RME_RTT_MAX_LEVEL) {
        realm_destroy_undelegate_page(realm, entry_ipa);
    } else if (realm_split_block(realm, entry_ipa, level) == 0) {
        realm_tear_down_rtt_range(realm, level + 1, start, end);
        if (whole) {
            realm_destroy_rtt(realm, entry_ipa, level + 1);
        }
    }
}

static void realm_tear_down_rtt_range(struct realm *realm, int level, u64 start, u64 end)
{
    u64 map_size = rme_rtt_level_mapsize(level);
    u64 next;

    for (; start < end; start = next) {
        u64 entry_ipa = ALIGN_DOWN(start, map_size);
        struct rtt_entry entry;

        next = min(entry_ipa + map_size, end);
        if (WARN_ON(rmi_rtt_read_entry(realm->rd, entry_ipa, level, &entry))) {
            continue;
        }
        if (entry.walk_level != (u64)(s64)level) {
            continue;
        }
        switch (entry.state) {
        case RMI_UNASSIGNED:
            break;
        case RMI_TABLE:
            realm_tear_down_rtt_range(realm, level + 1, start, next);
            if (next - start == map_size) {
                realm_destroy_rtt(realm, entry_ipa, level + 1);
            }
            break;
        case RMI_ASSIGNED:
            realm_tear_down_assigned(realm, level, start, next);
            break;
        default:
            WARN(true, entry_ipa, level, entry.state);
        }
    }
}

static void realm_unmap_given_range(struct kvm *kvm, u64 ipa, u64 end)
{
    struct realm *realm = &kvm->arch.realm;

    if (realm->spare_page == INVALID_PHYS_ADDR) {
        realm->spare_page = alloc_delegated_page(realm, NULL);
    }
    realm_tear_down_rtt_range(realm, realm->start_level, ipa, end);
}

void kvm_realm_unmap_range(struct kvm *kvm, u64 ipa, u64 size, bool unmap_private)
{
    struct realm *realm = &kvm->arch.realm;
    bool both = switches.unmap_alias == UNMAP_ALIAS_BOTH;
    u64 end = min(BIT(both ? realm->ia_bits - 1 : realm->ia_bits), ipa + size);

    if (realm->state == REALM_STATE_NONE || realm->state >= REALM_STATE_DYING || ipa >= end) {
        return;
    }
    trace_kvm_realm_unmap_range(kvm, ipa, end - ipa);
    if (!both) {
        realm_unmap_given_range(kvm, ipa, end);
        return;
    }
    realm_unmap_shared_range(kvm, ipa, end);
    if (unmap_private) {
        realm_unmap_private_range(kvm, ipa, end);
    }
}

/* The tables that are left once everything is unmapped, and the spare page. */
void kvm_realm_destroy_rtts(struct kvm *kvm)
{
    struct realm *realm = &kvm->arch.realm;

    if (switches.unmap_alias == UNMAP_ALIAS_BOTH) {
        realm_tear_down_rtts(kvm);
    } else {
        realm_tear_down_rtt_range(realm, realm->start_level, 0, BIT(realm->ia_bits));
    }
    if (realm->spare_page != INVALID_PHYS_ADDR) {
        phys_addr_t spare = realm->spare_page;

        realm->spare_page = INVALID_PHYS_ADDR;
        free_delegated_page(realm, spare);
    }
}
