#include "rmi_cmds.h"

static struct {
    u64 fid;
    u64 nth;
    u64 count;
    u64 status;
} injected;

void rmi_inject_failure(u64 fid, u64 nth, u64 count, u64 status)
{
    injected.fid = fid;
    injected.nth = nth;
    injected.count = count;
    injected.status = status;
}

static bool fails_by_request(u64 fid)
{
    if (fid != injected.fid) {
        return false;
    }
    if (injected.nth > 1) {
        injected.nth--;
        return false;
    }
    injected.count--;
    return true;
}

static void smc(struct arm_smccc_1_2_regs *regs)
{
    register u64 x0 __asm__("x0") = regs->a0;
    register u64 x1 __asm__("x1") = regs->a1;
    register u64 x2 __asm__("x2") = regs->a2;
    register u64 x3 __asm__("x3") = regs->a3;
    register u64 x4 __asm__("x4") = regs->a4;
    register u64 x5 __asm__("x5") = regs->a5;
    register u64 x6 __asm__("x6") = 0;
    register u64 x7 __asm__("x7") = 0;

    __asm__ volatile("smc #0"
                     : "+r"(x0), "+r"(x1), "+r"(x2), "+r"(x3), "+r"(x4), "+r"(x5), "+r"(x6), "+r"(x7)
                     :
                     : "x8", "x9", "x10", "x11", "x12", "x13", "x14", "x15", "x16", "x17", "memory");
    *regs = (struct arm_smccc_1_2_regs){x0, x1, x2, x3, x4, x5};
}

void arm_smccc_1_2_smc(struct arm_smccc_1_2_regs *regs)
{
    if (unlikely(injected.count != 0) && fails_by_request(regs->a0)) {
        *regs = (struct arm_smccc_1_2_regs){.a0 = injected.status};
        return;
    }
    smc(regs);
}
