/* System registers and barriers. */
#ifndef HOST_KVM_SYSREG_H
#define HOST_KVM_SYSREG_H

#include "types.h"

#define read_sysreg(name)                                            \
    ({                                                               \
        u64 value_;                                                  \
        __asm__ volatile("mrs %0, " #name : "=r"(value_)::"memory"); \
        value_;                                                      \
    })

#define write_sysreg(name, value) __asm__ volatile("msr " #name ", %x0" ::"rZ"((u64)(value)) : "memory")

#define isb() __asm__ volatile("isb" ::: "memory")
#define dsb(domain) __asm__ volatile("dsb " #domain ::: "memory")
#define wfi() __asm__ volatile("wfi" ::: "memory")
#define wfe() __asm__ volatile("wfe" ::: "memory")
#define sev() __asm__ volatile("sev" ::: "memory")

/* Index of the PE that executes. */
static inline __attribute__((always_inline)) unsigned smp_processor_id(void)
{
    return (unsigned)(read_sysreg(MPIDR_EL1) & 0xff);
}

#endif
