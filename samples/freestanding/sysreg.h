/* Access to system registers, and the current exception level. */
#ifndef FREESTANDING_SYSREG_H
#define FREESTANDING_SYSREG_H

#include <stdbool.h>
#include <stdint.h>

#define read_sysreg(name)                                            \
    ({                                                               \
        uint64_t value_;                                             \
        __asm__ volatile("mrs %0, " #name : "=r"(value_)::"memory"); \
        value_;                                                      \
    })

#define write_sysreg(name, value) __asm__ volatile("msr " #name ", %x0" ::"rZ"((uint64_t)(value)) : "memory")

#define isb() __asm__ volatile("isb" ::: "memory")
#define dsb(domain) __asm__ volatile("dsb " #domain ::: "memory")

/* Whether the program runs at EL2 rather than EL1. */
static inline bool at_el2(void)
{
    return read_sysreg(CurrentEL) == 2u << 2;
}

#endif
