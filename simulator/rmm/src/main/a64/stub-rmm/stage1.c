/* Stage 1 of the EL2&0 regime: the image's own pages and the slots; 39-bit addresses, start level 1. */
#include "stub.h"

#define ENTRIES 512
#define SLOT_VA_BASE 0x200000ul

#define DESC_TABLE 3ul
#define DESC_PAGE 3ul
#define DESC_NORMAL_CACHEABLE (0ul << 2)
#define DESC_NS (1ul << 5)
#define DESC_READ_ONLY (1ul << 7)
#define DESC_SH_INNER (3ul << 8)
#define DESC_AF (1ul << 10)
#define DESC_PXN (1ul << 53)
#define DESC_UXN (1ul << 54)
#define DESC_PAGE_DATA (DESC_PAGE | DESC_NORMAL_CACHEABLE | DESC_SH_INNER | DESC_AF | DESC_PXN | DESC_UXN)
#define DESC_PAGE_TEXT (DESC_PAGE | DESC_NORMAL_CACHEABLE | DESC_SH_INNER | DESC_AF | DESC_READ_ONLY | DESC_UXN)

#define MAIR_NORMAL_WRITE_BACK 0xfful

#define TCR_SIZES_39_BIT (25ul | 25ul << 16)
#define TCR_WALKS_CACHEABLE_INNER_SHAREABLE (1ul << 8 | 1ul << 10 | 3ul << 12)
#define TCR_EPD1 (1ul << 23)
#define TCR_TG1_4K (2ul << 30)
#define TCR_IPS_SHIFT 32
#define PARANGE_48_BIT 5ul

#define SCTLR_RES1 0x30d00800ul
#define SCTLR_M_C_I (1ul << 0 | 1ul << 2 | 1ul << 12)

/* VM, SWIO, FMO, IMO, AMO, TSC, RW, E2H, TEA, APK, API, FWB: one value for ourselves and for Realms. TGE stays clear,
 * so that TLBI VMALLE1IS means the Realm's EL1&0 regime. */
#define HCR_VALUE                                                                                                   \
    (1ul << 0 | 1ul << 1 | 1ul << 3 | 1ul << 4 | 1ul << 5 | 1ul << 19 | 1ul << 31 | 1ul << 34 | 1ul << 37 | 1ul << 40 \
     | 1ul << 41 | 1ul << 46)

extern char __image_start[];
extern char __data_start[];
extern char __image_end[];

static uint64_t level1[ENTRIES] __attribute__((aligned(PAGE_SIZE)));
static uint64_t level2_low[ENTRIES] __attribute__((aligned(PAGE_SIZE)));
static uint64_t level2_image[ENTRIES] __attribute__((aligned(PAGE_SIZE)));
static uint64_t level3_slots[ENTRIES] __attribute__((aligned(PAGE_SIZE)));
static uint64_t level3_image[ENTRIES] __attribute__((aligned(PAGE_SIZE)));

void stage1_build(void)
{
    uint64_t start = (uint64_t)__image_start;

    level1[0] = (uint64_t)level2_low | DESC_TABLE;
    level2_low[SLOT_VA_BASE >> 21] = (uint64_t)level3_slots | DESC_TABLE;
    level1[start >> 30] = (uint64_t)level2_image | DESC_TABLE;
    level2_image[start >> 21 & (ENTRIES - 1)] = (uint64_t)level3_image | DESC_TABLE;
    for (uint64_t page = start; page < (uint64_t)__image_end; page += PAGE_SIZE) {
        level3_image[page >> 12 & (ENTRIES - 1)]
            = page | (page < (uint64_t)__data_start ? DESC_PAGE_TEXT : DESC_PAGE_DATA);
    }
}

void stage1_enable(void)
{
    uint64_t pa_range = read_sysreg(ID_AA64MMFR0_EL1) & 15;

    pa_range = pa_range < PARANGE_48_BIT ? pa_range : PARANGE_48_BIT;
    __asm__ volatile("dsb ish" ::: "memory");
    write_sysreg(HCR_EL2, HCR_VALUE);
    __asm__ volatile("isb" ::: "memory");
    write_sysreg(MAIR_EL2, MAIR_NORMAL_WRITE_BACK);
    write_sysreg(TCR_EL2,
                 TCR_SIZES_39_BIT | TCR_WALKS_CACHEABLE_INNER_SHAREABLE | TCR_EPD1 | TCR_TG1_4K
                     | pa_range << TCR_IPS_SHIFT);
    write_sysreg(TTBR0_EL2, (uint64_t)level1);
    write_sysreg(CPTR_EL2, 0);
    __asm__ volatile("isb\n\ttlbi alle2\n\tdsb nsh\n\tisb" ::: "memory");
    write_sysreg(SCTLR_EL2, SCTLR_RES1 | SCTLR_M_C_I);
    __asm__ volatile("isb" ::: "memory");
}

static uint64_t slot_index(enum slot slot)
{
    return cpu_index() * SLOT_COUNT + slot;
}

static void slot_unmap(enum slot slot)
{
    uint64_t index = slot_index(slot);

    if (level3_slots[index] == 0) {
        return;
    }
    level3_slots[index] = 0;
    __asm__ volatile("dsb nshst\n\ttlbi vae2, %0\n\tdsb nsh\n\tisb" ::"r"((SLOT_VA_BASE >> 12) + index) : "memory");
}

static void *slot_map(enum slot slot, uint64_t descriptor)
{
    uint64_t index = slot_index(slot);

    slot_unmap(slot);
    level3_slots[index] = descriptor;
    __asm__ volatile("dsb nshst\n\tisb" ::: "memory");
    return (void *)(SLOT_VA_BASE + index * PAGE_SIZE);
}

void *slot_map_realm(enum slot slot, uint64_t pa)
{
    return slot_map(slot, pa | DESC_PAGE_DATA);
}

void *slot_map_ns(enum slot slot, uint64_t pa)
{
    return slot_map(slot, pa | DESC_PAGE_DATA | DESC_NS);
}

void slot_unmap_all(void)
{
    for (enum slot slot = SLOT_NS; slot < SLOT_COUNT; slot++) {
        slot_unmap(slot);
    }
}
