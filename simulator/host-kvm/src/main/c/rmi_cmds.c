#include "rmi_cmds.h"

#define MAX_INJECTIONS 8

/* Failures asked for, one per command. */
static struct injection {
    u64 fid;
    u64 nth;
    u64 count; /* 0 if the entry is free */
    u64 status;
} injections[MAX_INJECTIONS];
static unsigned nr_injections;

int rmi_inject_failure(u64 fid, u64 nth, u64 count, u64 status, u64 *unused)
{
    struct injection *free = NULL;

    *unused = 0;
    for (int i = 0; i < MAX_INJECTIONS; i++) {
        struct injection *injection = &injections[i];

        if (injection->count != 0 && injection->fid == fid) {
            *unused = injection->count;
            injection->count = 0;
            nr_injections--;
        }
        if (injection->count == 0) {
            free = injection;
        }
    }
    if (count == 0) {
        return 0;
    }
    if (!free) {
        return -ENOSPC;
    }
    *free = (struct injection){fid, nth, count, status};
    nr_injections++;
    return 0;
}

static bool fails_by_request(struct arm_smccc_1_2_regs *regs)
{
    for (int i = 0; i < MAX_INJECTIONS; i++) {
        struct injection *injection = &injections[i];

        if (injection->count == 0 || injection->fid != regs->a0) {
            continue;
        }
        if (injection->nth > 1) {
            injection->nth--;
            return false;
        }
        if (--injection->count == 0) {
            nr_injections--;
        }
        *regs = (struct arm_smccc_1_2_regs){.a0 = injection->status};
        return true;
    }
    return false;
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
    if (unlikely(nr_injections != 0) && fails_by_request(regs)) {
        return;
    }
    smc(regs);
}
