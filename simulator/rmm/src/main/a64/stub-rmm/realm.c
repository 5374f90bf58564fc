/* Realms and their stage 2 tables. */
#include "stub.h"

/* Word offsets in RmiRealmParams. */
#define PARAMS_S2SZ (0x008 / 8)
#define PARAMS_VMID (0x800 / 8)
#define PARAMS_RTT_BASE (0x808 / 8)
#define PARAMS_RTT_LEVEL_START (0x810 / 8)
#define PARAMS_RTT_NUM_START (0x818 / 8)

#define IPA_BITS 36
#define START_LEVEL 1
#define LAST_LEVEL 3

#define S2_ADDRESS 0x0000fffffffff000ul
#define S2_TABLE 3ul
/* Page, MemAttr Normal write-back (FWB), S2AP read and write, inner shareable, AF. */
#define S2_PAGE (3ul | 6ul << 2 | 3ul << 6 | 3ul << 8 | 1ul << 10)

struct walk {
    uint64_t *entry;
    uint64_t level;
};

static uint64_t rtt_error(uint64_t level)
{
    return RMI_ERROR_RTT | level << 8;
}

static bool is_protected_page(uint64_t ipa)
{
    return ipa % PAGE_SIZE == 0 && ipa >> (IPA_BITS - 1) == 0;
}

static unsigned level_shift(uint64_t level)
{
    return 12 + 9 * (unsigned)(LAST_LEVEL - level);
}

/* The entry for `ipa` at `level`, or at the level where the tables end. Valid until SLOT_RTT is mapped again. */
static struct walk rtt_walk(const struct rd *rd, uint64_t ipa, uint64_t level)
{
    uint64_t *table = slot_map_realm(SLOT_RTT, rd->rtt_base);
    uint64_t reached = START_LEVEL;

    for (;;) {
        uint64_t *entry = &table[ipa >> level_shift(reached) & 511];

        if (reached == level || (*entry & 3) != S2_TABLE) {
            return (struct walk){entry, reached};
        }
        table = slot_map_realm(SLOT_RTT, *entry & S2_ADDRESS);
        reached++;
    }
}

static bool is_empty(const uint64_t *table)
{
    for (unsigned index = 0; index < PAGE_SIZE / 8; index++) {
        if (table[index] != 0) {
            return false;
        }
    }
    return true;
}

static void invalidate_realm(const struct rd *rd)
{
    write_sysreg(VTTBR_EL2, rd->rtt_base | rd->vmid << 48);
    __asm__ volatile("isb\n\tdsb ishst\n\ttlbi vmalls12e1is\n\tdsb ish\n\tisb" ::: "memory");
}

uint64_t realm_create(uint64_t rd, uint64_t params)
{
    uint64_t *copy = cpu_page();
    uint64_t rtt_base;
    struct rd *realm;

    if (!is_granule(params) || !granule_is(rd, DELEGATED)
        || !ns_copy(copy, slot_map_ns(SLOT_NS, params), PAGE_SIZE)) {
        return RMI_ERROR_INPUT;
    }
    rtt_base = copy[PARAMS_RTT_BASE];
    if ((copy[PARAMS_S2SZ] & 0xff) != IPA_BITS || copy[PARAMS_RTT_LEVEL_START] != START_LEVEL
        || (uint32_t)copy[PARAMS_RTT_NUM_START] != 1 || rtt_base == rd || !granule_is(rtt_base, DELEGATED)) {
        return RMI_ERROR_INPUT;
    }
    realm = slot_map_realm(SLOT_RD, rd);
    realm->active = 0;
    realm->rtt_base = rtt_base;
    realm->vmid = copy[PARAMS_VMID] & 0xffff;
    realm->rec_count = 0;
    page_zero(slot_map_realm(SLOT_RTT, rtt_base));
    invalidate_realm(realm);
    granule_set(rd, RD);
    granule_set(rtt_base, RTT);
    return RMI_SUCCESS;
}

uint64_t realm_activate(uint64_t rd)
{
    struct rd *realm;

    if (!granule_is(rd, RD)) {
        return RMI_ERROR_INPUT;
    }
    realm = slot_map_realm(SLOT_RD, rd);
    if (realm->active) {
        return RMI_ERROR_REALM;
    }
    realm->active = 1;
    return RMI_SUCCESS;
}

uint64_t realm_destroy(uint64_t rd)
{
    struct rd *realm;

    if (!granule_is(rd, RD)) {
        return RMI_ERROR_INPUT;
    }
    realm = slot_map_realm(SLOT_RD, rd);
    if (realm->rec_count != 0 || !is_empty(slot_map_realm(SLOT_RTT, realm->rtt_base))) {
        return RMI_ERROR_REALM;
    }
    granule_set(realm->rtt_base, DELEGATED);
    granule_set(rd, DELEGATED);
    return RMI_SUCCESS;
}

uint64_t rtt_create(uint64_t rd, uint64_t rtt, uint64_t ipa, uint64_t level)
{
    struct walk parent;

    if (!granule_is(rd, RD) || !granule_is(rtt, DELEGATED) || level <= START_LEVEL || level > LAST_LEVEL
        || ipa >> IPA_BITS != 0 || (ipa & ((1ul << level_shift(level - 1)) - 1)) != 0) {
        return RMI_ERROR_INPUT;
    }
    page_zero(slot_map_realm(SLOT_GRANULE, rtt));
    parent = rtt_walk(slot_map_realm(SLOT_RD, rd), ipa, level - 1);
    if (parent.level != level - 1 || *parent.entry != 0) {
        return rtt_error(parent.level);
    }
    *parent.entry = rtt | S2_TABLE;
    __asm__ volatile("dsb ishst" ::: "memory");
    granule_set(rtt, RTT);
    return RMI_SUCCESS;
}

uint64_t rtt_destroy(uint64_t rd, uint64_t ipa, uint64_t level, uint64_t *rtt)
{
    struct rd *realm;
    struct walk parent;

    if (!granule_is(rd, RD) || level <= START_LEVEL || level > LAST_LEVEL || ipa >> IPA_BITS != 0
        || (ipa & ((1ul << level_shift(level - 1)) - 1)) != 0) {
        return RMI_ERROR_INPUT;
    }
    realm = slot_map_realm(SLOT_RD, rd);
    parent = rtt_walk(realm, ipa, level - 1);
    if (parent.level != level - 1 || (*parent.entry & 3) != S2_TABLE) {
        return rtt_error(parent.level);
    }
    if (!is_empty(slot_map_realm(SLOT_GRANULE, *parent.entry & S2_ADDRESS))) {
        return rtt_error(level);
    }
    *rtt = *parent.entry & S2_ADDRESS;
    *parent.entry = 0;
    invalidate_realm(realm);
    granule_set(*rtt, DELEGATED);
    return RMI_SUCCESS;
}

/* `source` is the PA of the Non-secure granule to copy, or null for unknown content. */
uint64_t data_create(uint64_t rd, uint64_t data, uint64_t ipa, const uint64_t *source)
{
    struct rd *realm;
    struct walk walk;

    if (!granule_is(rd, RD) || !granule_is(data, DELEGATED) || !is_protected_page(ipa)
        || (source && !is_granule(*source))) {
        return RMI_ERROR_INPUT;
    }
    realm = slot_map_realm(SLOT_RD, rd);
    if (source && realm->active) {
        return RMI_ERROR_REALM;
    }
    walk = rtt_walk(realm, ipa, LAST_LEVEL);
    if (walk.level != LAST_LEVEL || *walk.entry != 0) {
        return rtt_error(walk.level);
    }
    if (source && !ns_copy(slot_map_realm(SLOT_GRANULE, data), slot_map_ns(SLOT_NS, *source), PAGE_SIZE)) {
        return RMI_ERROR_INPUT;
    }
    *walk.entry = data | S2_PAGE;
    __asm__ volatile("dsb ishst" ::: "memory");
    granule_set(data, DATA);
    return RMI_SUCCESS;
}

uint64_t data_destroy(uint64_t rd, uint64_t ipa, uint64_t *data)
{
    struct rd *realm;
    struct walk walk;

    if (!granule_is(rd, RD) || !is_protected_page(ipa)) {
        return RMI_ERROR_INPUT;
    }
    realm = slot_map_realm(SLOT_RD, rd);
    walk = rtt_walk(realm, ipa, LAST_LEVEL);
    if (walk.level != LAST_LEVEL || *walk.entry == 0) {
        return rtt_error(walk.level);
    }
    *data = *walk.entry & S2_ADDRESS;
    *walk.entry = 0;
    invalidate_realm(realm);
    granule_set(*data, DELEGATED);
    return RMI_SUCCESS;
}
