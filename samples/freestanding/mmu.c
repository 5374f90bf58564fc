#include "mmu.h"

#include "console.h"
#include "sysreg.h"

#define PL011_BLOCK 0x09000000ul
#define MAX_SPLIT_BLOCKS 32

#define DESC_BLOCK (1ul << 0)
#define DESC_TABLE (3ul << 0)
#define DESC_PAGE (3ul << 0)
#define DESC_ATTR_DEVICE (0ul << 2)
#define DESC_ATTR_NORMAL (1ul << 2)
#define DESC_AP1 (1ul << 6) /* RES1 where the regime has one privilege level */
#define DESC_SH_INNER (3ul << 8)
#define DESC_AF (1ul << 10)
#define DESC_PXN (1ul << 53)
#define DESC_UXN (1ul << 54)

#define MAIR_VALUE 0xff04ul /* attribute 0 Device-nGnRE, attribute 1 Normal write-back */

#define TCR_T0SZ_48_BIT 16ul
#define TCR_WALKS_CACHEABLE_INNER_SHAREABLE (1ul << 8 | 1ul << 10 | 3ul << 12)
#define TCR_EL1_EPD1 (1ul << 23)
#define TCR_EL1_IPS_SHIFT 32
#define TCR_EL2_RES1 (1ul << 31 | 1ul << 23)
#define TCR_EL2_PS_SHIFT 16
#define PARANGE_48_BIT 5ul

#define SCTLR_M_C_I (1ul << 0 | 1ul << 2 | 1ul << 12)
#define SCTLR_EL1_RES1 0x30d00800ul
#define SCTLR_EL2_RES1 0x30c50830ul
#define HCR_EL2_RW (1ul << 31)

#define ENTRIES 512

static uint64_t level0[ENTRIES] __attribute__((aligned(4096)));
static uint64_t level1[ENTRIES] __attribute__((aligned(4096)));
static uint64_t level2_device[ENTRIES] __attribute__((aligned(4096)));
static uint64_t level2_dram[ENTRIES] __attribute__((aligned(4096)));
static uint64_t level3[MAX_SPLIT_BLOCKS][ENTRIES] __attribute__((aligned(4096)));
static unsigned level3_used;

static uint64_t normal_attributes(void)
{
    return DESC_AF | DESC_SH_INNER | DESC_ATTR_NORMAL | (at_el2() ? DESC_AP1 : 0);
}

static uint64_t device_attributes(void)
{
    return DESC_AF | DESC_ATTR_DEVICE | DESC_UXN | (at_el2() ? DESC_AP1 : DESC_PXN);
}

void mmu_map_device(uint64_t base)
{
    level2_device[base / BLOCK_SIZE] = base | device_attributes() | DESC_BLOCK;
    dsb(ishst);
    isb();
}

void mmu_build(void)
{
    level0[0] = (uint64_t)level1 | DESC_TABLE;
    level1[0] = (uint64_t)level2_device | DESC_TABLE;
    level1[1] = (uint64_t)level2_dram | DESC_TABLE;
    mmu_map_device(PL011_BLOCK);
    for (uint64_t offset = 0; offset < DRAM_MAPPED_SIZE; offset += BLOCK_SIZE) {
        level2_dram[offset / BLOCK_SIZE] = (DRAM_BASE + offset) | normal_attributes() | DESC_BLOCK;
    }
}

void mmu_enable(void)
{
    uint64_t pa_range = read_sysreg(ID_AA64MMFR0_EL1) & 15;
    uint64_t tcr = TCR_T0SZ_48_BIT | TCR_WALKS_CACHEABLE_INNER_SHAREABLE;

    pa_range = pa_range < PARANGE_48_BIT ? pa_range : PARANGE_48_BIT;
    dsb(ish);
    if (at_el2()) {
        /* E2H clear: TCR_EL2 has its own layout rather than that of TCR_EL1. */
        write_sysreg(HCR_EL2, HCR_EL2_RW);
        isb();
        write_sysreg(MAIR_EL2, MAIR_VALUE);
        write_sysreg(TCR_EL2, tcr | TCR_EL2_RES1 | pa_range << TCR_EL2_PS_SHIFT);
        write_sysreg(TTBR0_EL2, (uint64_t)level0);
        isb();
        __asm__ volatile("tlbi alle2\n\tdsb nsh\n\tisb" ::: "memory");
        write_sysreg(SCTLR_EL2, SCTLR_EL2_RES1 | SCTLR_M_C_I);
    } else {
        write_sysreg(MAIR_EL1, MAIR_VALUE);
        write_sysreg(TCR_EL1, tcr | TCR_EL1_EPD1 | pa_range << TCR_EL1_IPS_SHIFT);
        write_sysreg(TTBR0_EL1, (uint64_t)level0);
        isb();
        __asm__ volatile("tlbi vmalle1\n\tdsb nsh\n\tisb" ::: "memory");
        write_sysreg(SCTLR_EL1, SCTLR_EL1_RES1 | SCTLR_M_C_I);
    }
    isb();
}

static void invalidate_all(void)
{
    dsb(ishst);
    if (at_el2()) {
        __asm__ volatile("tlbi alle2is" ::: "memory");
    } else {
        __asm__ volatile("tlbi vmalle1is" ::: "memory");
    }
    dsb(ish);
    isb();
}

void mmu_split_into_pages(uint64_t base, uint64_t size)
{
    for (uint64_t block = base; block < base + size; block += BLOCK_SIZE) {
        volatile uint64_t *entry = &level2_dram[(block - DRAM_BASE) / BLOCK_SIZE];
        uint64_t *pages;

        if (level3_used == MAX_SPLIT_BLOCKS) {
            print("mmu: no level 3 table left\n");
            stop(1);
        }
        pages = level3[level3_used++];
        for (uint64_t index = 0; index < ENTRIES; index++) {
            pages[index] = (block + index * PAGE_SIZE) | normal_attributes() | DESC_PAGE;
        }
        /* Break before make: a block must not turn into a table while cached translations of it may be used. */
        *entry = 0;
        invalidate_all();
        *entry = (uint64_t)pages | DESC_TABLE;
    }
    dsb(ishst);
    isb();
}
