/* The machine below the host: what entry.S calls, and how a thread or the run ends. */
#ifndef HOST_KVM_SETUP_H
#define HOST_KVM_SETUP_H

#include "types.h"

/* The layout is known to entry.S. */
struct exception_frame {
    u64 x[31];
    u64 elr;
    u64 spsr;
    u64 esr;
    u64 far;
    u64 vector; /* 0 to 15, in the order of the vector table */
};

void mmu_build(void);
void mmu_enable(void);
void exception(struct exception_frame *frame);

/* Ends the run with an exit code: semihosting SYS_EXIT through HLT #0xF000. */
_Noreturn void stop(int code);

/* Ends this PE's thread after a BUG or an oops; tells the VMM. */
_Noreturn void thread_is_gone(void);

/* Entry of a PE that PSCI CPU_ON starts; X0 is its index. */
void secondary_start(void);

#endif
