/* Interfaces between the parts of the stub RMM. */
#ifndef STUB_RMM_STUB_H
#define STUB_RMM_STUB_H

#include "layout.h"

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#define read_sysreg(name)                                            \
    ({                                                               \
        uint64_t value_;                                             \
        __asm__ volatile("mrs %0, " #name : "=r"(value_)::"memory"); \
        value_;                                                      \
    })

#define write_sysreg(name, value) __asm__ volatile("msr " #name ", %x0" ::"rZ"((uint64_t)(value)) : "memory")

enum rmi_status { RMI_SUCCESS, RMI_ERROR_INPUT, RMI_ERROR_REALM, RMI_ERROR_REC, RMI_ERROR_RTT };

enum granule_state { UNDELEGATED, DELEGATED, RD, REC, RTT, DATA };

/* Pages of this CPU at fixed VAs, through which it reaches granules; unmapped at the end of every command. */
enum slot { SLOT_NS, SLOT_RD, SLOT_REC, SLOT_RTT, SLOT_GRANULE, SLOT_COUNT };

/* A REC's registers; the first members' offsets are known to assembly. */
struct realm_context {
    uint64_t gprs[31];
    uint64_t pc;
    uint64_t pstate;
    uint64_t el1[EL1_REGISTER_COUNT];
    uint64_t vmpidr;
};

/* Contents of an RD granule. */
struct rd {
    uint64_t active;
    uint64_t rtt_base;
    uint64_t vmid;
    uint64_t rec_count;
};

/* Contents of a REC granule. */
struct rec {
    uint64_t rd;
    uint64_t runnable;
    uint64_t running;
    uint64_t emulatable_esr; /* ESR_EL2 of the emulatable abort that ended the last run, or 0 */
    struct realm_context context;
};

/* entry.S */
uint64_t smc(uint64_t fid, uint64_t argument);
unsigned run_realm(struct realm_context *context);
bool ns_copy(void *to, const void *from, size_t length);
_Noreturn void panic(void);

/* stage1.c */
void stage1_build(void);
void stage1_enable(void);
void *slot_map_realm(enum slot slot, uint64_t pa);
void *slot_map_ns(enum slot slot, uint64_t pa);
void slot_unmap_all(void);

/* granule.c */
void granule_table_lock(void);
void granule_table_unlock(void);
/* Whether `pa` is a granule of DRAM; whether it is Non-secure, the access through a slot finds out. */
bool is_granule(uint64_t pa);
bool granule_is(uint64_t pa, enum granule_state state);
void granule_set(uint64_t pa, enum granule_state state);
bool granule_delegate(uint64_t pa);
bool granule_undelegate(uint64_t pa);
void page_zero(void *page);

/* realm.c; a result is a return code in the sense of X0 */
uint64_t realm_create(uint64_t rd, uint64_t params);
uint64_t realm_activate(uint64_t rd);
uint64_t realm_destroy(uint64_t rd);
uint64_t rtt_create(uint64_t rd, uint64_t rtt, uint64_t ipa, uint64_t level);
uint64_t rtt_destroy(uint64_t rd, uint64_t ipa, uint64_t level, uint64_t *rtt);
uint64_t data_create(uint64_t rd, uint64_t data, uint64_t ipa, const uint64_t *source);
uint64_t data_destroy(uint64_t rd, uint64_t ipa, uint64_t *data);

/* rec.c */
uint64_t rec_create(uint64_t rd, uint64_t rec, uint64_t params);
uint64_t rec_destroy(uint64_t rec);
uint64_t rec_enter(uint64_t rec, uint64_t run);

/* The calling CPU's index, from EL3. */
static inline uint64_t cpu_index(void)
{
    return read_sysreg(TPIDR_EL2);
}

/* A page of this CPU for copies of Non-secure structures. */
uint64_t *cpu_page(void);

#endif
