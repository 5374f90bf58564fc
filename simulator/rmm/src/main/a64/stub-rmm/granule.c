/* Granule states of the first GiB of DRAM. What is Realm PAS is EL3's knowledge; here is only what a granule is used
 * for. */
#include "stub.h"

#define DRAM_BASE 0x40000000ul
#define DRAM_SIZE 0x40000000ul

static uint8_t states[DRAM_SIZE / PAGE_SIZE];
static uint8_t locked;
static uint64_t cpu_pages[MAX_CPUS][PAGE_SIZE / 8] __attribute__((aligned(PAGE_SIZE)));

void granule_table_lock(void)
{
    while (__atomic_exchange_n(&locked, 1, __ATOMIC_ACQUIRE)) {
        __asm__ volatile("yield");
    }
}

void granule_table_unlock(void)
{
    __atomic_store_n(&locked, 0, __ATOMIC_RELEASE);
}

bool is_granule(uint64_t pa)
{
    return pa % PAGE_SIZE == 0 && pa >= DRAM_BASE && pa - DRAM_BASE < DRAM_SIZE;
}

bool granule_is(uint64_t pa, enum granule_state state)
{
    return is_granule(pa) && states[(pa - DRAM_BASE) / PAGE_SIZE] == state;
}

void granule_set(uint64_t pa, enum granule_state state)
{
    states[(pa - DRAM_BASE) / PAGE_SIZE] = (uint8_t)state;
}

void page_zero(void *page)
{
    uint64_t *words = page;

    for (unsigned i = 0; i < PAGE_SIZE / 8; i += 2) {
        __asm__ volatile("stp xzr, xzr, [%0]" ::"r"(&words[i]) : "memory");
    }
}

bool granule_delegate(uint64_t pa)
{
    if (!granule_is(pa, UNDELEGATED) || smc(SMC_GTSI_DELEGATE, pa) != 0) {
        return false;
    }
    page_zero(slot_map_realm(SLOT_GRANULE, pa));
    granule_set(pa, DELEGATED);
    return true;
}

bool granule_undelegate(uint64_t pa)
{
    if (!granule_is(pa, DELEGATED)) {
        return false;
    }
    page_zero(slot_map_realm(SLOT_GRANULE, pa));
    if (smc(SMC_GTSI_UNDELEGATE, pa) != 0) {
        return false;
    }
    granule_set(pa, UNDELEGATED);
    return true;
}

uint64_t *cpu_page(void)
{
    return cpu_pages[cpu_index()];
}
