#include "gic.h"

#include "mmu.h"
#include "sysreg.h"

#define GIC_BLOCK 0x08000000ul
#define GICD_BASE 0x08000000ul
#define GICD_CTLR 0x000
#define GICD_CTLR_GROUP1_ARE (1u << 1 | 1u << 4)
#define GICR_BASE 0x080a0000ul
#define GICR_STRIDE 0x20000ul
#define GICR_WAKER 0x014
#define GICR_WAKER_PROCESSOR_SLEEP (1u << 1)
#define GICR_WAKER_CHILDREN_ASLEEP (1u << 2)
#define GICR_IGROUPR0 0x10080
#define GICR_ISENABLER0 0x10100

#define ICC_SRE_ENABLE_DIB_DFB_SRE 0xful
#define ICC_PMR_ALL 0xfful

static volatile uint32_t *gic_register(uint64_t address)
{
    return (volatile uint32_t *)address;
}

void gic_enable_distributor(void)
{
    mmu_map_device(GIC_BLOCK);
    *gic_register(GICD_BASE + GICD_CTLR) = GICD_CTLR_GROUP1_ARE;
}

static void enable_redistributor(uint64_t pe)
{
    uint64_t base = GICR_BASE + pe * GICR_STRIDE;

    *gic_register(base + GICR_WAKER) &= ~GICR_WAKER_PROCESSOR_SLEEP;
    while (*gic_register(base + GICR_WAKER) & GICR_WAKER_CHILDREN_ASLEEP) {
    }
    *gic_register(base + GICR_IGROUPR0) = ~0u;
    *gic_register(base + GICR_ISENABLER0) = ~0u;
}

void gic_enable_pe(uint64_t pe, bool has_redistributor)
{
    if (has_redistributor) {
        enable_redistributor(pe);
    }
    write_sysreg(ICC_SRE_EL2, ICC_SRE_ENABLE_DIB_DFB_SRE);
    isb();
    write_sysreg(ICC_PMR_EL1, ICC_PMR_ALL);
    write_sysreg(ICC_IGRPEN1_EL1, 1);
    isb();
}

uint32_t gic_acknowledge(void)
{
    uint32_t intid = (uint32_t)read_sysreg(ICC_IAR1_EL1);

    dsb(sy);
    return intid;
}

void gic_end(uint32_t intid)
{
    write_sysreg(ICC_EOIR1_EL1, intid);
    isb();
}

void gic_send_sgi(uint32_t intid, uint64_t aff0)
{
    dsb(ish);
    write_sysreg(ICC_SGI1R_EL1, (uint64_t)intid << 24 | 1ul << aff0);
    isb();
}
