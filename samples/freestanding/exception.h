/* What the vectors of boot.S save and whom they call. */
#ifndef FREESTANDING_EXCEPTION_H
#define FREESTANDING_EXCEPTION_H

#include <stdint.h>

enum exception_kind {
    EXCEPTION_SYNC = 0,
    EXCEPTION_IRQ = 1,
    EXCEPTION_FIQ = 2,
    EXCEPTION_SERROR = 3,
};

/* The layout is known to boot.S. `elr` and `spsr` are written back before the exception return. */
struct exception_frame {
    uint64_t x[31];
    uint64_t elr;
    uint64_t spsr;
    uint64_t esr;
    uint64_t far;
    uint64_t vector; /* 0 to 15, in the order of the vector table */
};

/* Called with the frame of the interrupted code. The default prints the syndrome and ends the run with code 1. */
void exception(struct exception_frame *frame);

/* Prints the frame's syndrome and ends the run with code 1. */
_Noreturn void exception_fatal(const struct exception_frame *frame);

#endif
