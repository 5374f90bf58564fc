/* Stage 1 translation, the GIC, exceptions of the host itself, and the end of the run. */
#include "setup.h"

#include "bug.h"
#include "gic.h"
#include "mm.h"
#include "sysreg.h"

#define BLOCK_1G (1ul << 30)
#define DESC_BLOCK (1ul << 0)
#define DESC_TABLE (3ul << 0)
#define DESC_ATTR_NORMAL (1ul << 2)
#define DESC_AP1 (1ul << 6) /* RES1 where the regime has one privilege level */
#define DESC_SH_INNER (3ul << 8)
#define DESC_AF (1ul << 10)
#define DESC_XN (1ul << 54)
#define MAIR_VALUE 0xff04ul /* attribute 0 Device-nGnRE, attribute 1 Normal write-back */
#define TCR_EL2_VALUE (16ul | 1ul << 8 | 1ul << 10 | 3ul << 12 | 1ul << 31 | 1ul << 23)
#define TCR_EL2_PS_SHIFT 16
#define PARANGE_48_BIT 5ul
#define SCTLR_EL2_VALUE (0x30c50830ul | 1ul << 0 | 1ul << 2 | 1ul << 12)
#define HCR_EL2_RW (1ul << 31)
#define HCR_EL2_IMO (1ul << 4)
#define ICC_SRE_ENABLE_DIB_DFB_SRE 0xful
#define INTID_SPURIOUS_FROM 1020u
#define SYS_EXIT 0x18
#define ADP_STOPPED_APPLICATION_EXIT 0x20026
#define ENTRIES 512

static u64 level0[ENTRIES] __attribute__((aligned(4096)));
static u64 level1[ENTRIES] __attribute__((aligned(4096)));

/* Identity map of 512 GiB in blocks of 1 GiB: devices in the first, memory in the others. */
void mmu_build(void)
{
    level0[0] = (u64)level1 | DESC_TABLE;
    level1[0] = DESC_AF | DESC_AP1 | DESC_XN | DESC_BLOCK;
    for (u64 i = 1; i < ENTRIES; i++) {
        level1[i] = i * BLOCK_1G | DESC_AF | DESC_SH_INNER | DESC_AP1 | DESC_ATTR_NORMAL | DESC_BLOCK;
    }
}

void mmu_enable(void)
{
    u64 pa_range = read_sysreg(ID_AA64MMFR0_EL1) & 15;

    dsb(ish);
    write_sysreg(HCR_EL2, HCR_EL2_RW | HCR_EL2_IMO);
    isb();
    write_sysreg(MAIR_EL2, MAIR_VALUE);
    write_sysreg(TCR_EL2, TCR_EL2_VALUE | min(pa_range, PARANGE_48_BIT) << TCR_EL2_PS_SHIFT);
    write_sysreg(TTBR0_EL2, (u64)level0);
    isb();
    __asm__ volatile("tlbi alle2\n\tdsb nsh\n\tisb" ::: "memory");
    write_sysreg(SCTLR_EL2, SCTLR_EL2_VALUE);
    isb();
}

void gic_init_pe(void)
{
    write_sysreg(ICC_SRE_EL2, ICC_SRE_ENABLE_DIB_DFB_SRE);
    isb();
    write_sysreg(ICC_PMR_EL1, 0xff);
    write_sysreg(ICC_IGRPEN1_EL1, 1);
    isb();
}

/* Nothing is done with an interrupt beyond ending it: it has already woken whoever waited. */
void gic_handle_irqs(void)
{
    for (;;) {
        u64 intid = read_sysreg(ICC_IAR1_EL1) & 0xffffff;

        if (intid >= INTID_SPURIOUS_FROM) {
            return;
        }
        write_sysreg(ICC_EOIR1_EL1, intid);
        isb();
    }
}

void gic_send_sgi(u32 intid, u64 pe)
{
    dsb(ish);
    write_sysreg(ICC_SGI1R_EL1, (u64)intid << 24 | 1ul << pe);
    isb();
}

_Noreturn void stop(int code)
{
    const u64 parameters[2] = {ADP_STOPPED_APPLICATION_EXIT, (u64)code};
    register u64 operation __asm__("x0") = SYS_EXIT;
    register const u64 *block __asm__("x1") = parameters;

    for (;;) {
        __asm__ volatile("hlt #0xf000" : "+r"(operation) : "r"(block) : "memory");
    }
}

/* Where an instruction that may fault is, and where to go on when it did. */
struct exception_table_entry {
    u64 instruction;
    u64 fixup;
};

extern const struct exception_table_entry __start_ex_table[];
extern const struct exception_table_entry __stop_ex_table[];

void exception(struct exception_frame *frame)
{
    for (const struct exception_table_entry *entry = __start_ex_table; entry < __stop_ex_table; entry++) {
        if (entry->instruction == frame->elr) {
            frame->elr = entry->fixup;
            return;
        }
    }
    REPORT(REPORT_OOPS, "unexpected exception", frame->esr, frame->elr, frame->far, frame->vector);
    thread_is_gone();
}

#define PROBE(instruction)                                                    \
    __asm__ volatile("1: " instruction "\n"                                        \
                     "b 3f\n"                                                      \
                     "2: mov %w1, #1\n"                                            \
                     "3:\n"                                                        \
                     ".pushsection ex_table, \"a\"\n.balign 8\n.quad 1b, 2b\n"      \
                     ".popsection"                                                 \
                     : "+r"(*value), "+r"(failed)                                  \
                     : "r"(address)                                                \
                     : "memory")

int probe_kernel_access(u64 address, unsigned size, bool write, u64 *value)
{
    u32 failed = 0;

    switch (size | (write ? 0x10u : 0)) {
    case 1:
        PROBE("ldrb %w0, [%2]");
        break;
    case 2:
        PROBE("ldrh %w0, [%2]");
        break;
    case 4:
        PROBE("ldr %w0, [%2]");
        break;
    case 8:
        PROBE("ldr %0, [%2]");
        break;
    case 0x11:
        PROBE("strb %w0, [%2]");
        break;
    case 0x12:
        PROBE("strh %w0, [%2]");
        break;
    case 0x14:
        PROBE("str %w0, [%2]");
        break;
    default:
        PROBE("str %0, [%2]");
        break;
    }
    return failed ? -EFAULT : 0;
}

/* The compiler's own calls. */
void *memset(void *target, int value, size_t size)
{
    u8 *bytes = target;

    for (size_t i = 0; i < size; i++) {
        bytes[i] = (u8)value;
    }
    return target;
}

void *memcpy(void *target, const void *source, size_t size)
{
    u8 *to = target;
    const u8 *from = source;

    for (size_t i = 0; i < size; i++) {
        to[i] = from[i];
    }
    return target;
}
