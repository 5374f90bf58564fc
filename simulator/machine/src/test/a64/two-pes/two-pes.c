/* Two PEs at NS-EL2: PSCI CPU_ON, a spinlock of exclusives, LSE counters, WFE and SEV, the EL2 physical timer polled
 * and as an interrupt, and an SGI. The checksum does not depend on how the PEs interleave. */
#include "console.h"
#include "exception.h"
#include "gic.h"
#include "sysreg.h"

#include <stdbool.h>

#define PSCI_CPU_ON 0xc4000003ul
#define SECONDARY_MPIDR 1ul
#define SECONDARY_STACK 0x4000

#define HCR_EL2_IMO (1ul << 4)
#define DAIF_I "#2"

#define INTID_SGI 1u
#define INTID_HYPERVISOR_TIMER 26u
#define TIMER_ENABLE 1ul
#define TIMER_ISTATUS 4ul
#define TIMER_DELAY 3000ul

/* Read by the harness: what it may set before the first instruction. */
struct two_pes_args {
    uint64_t iterations;
    uint64_t has_distributor; /* whether the GIC's memory-mapped part exists and needs to be set up */
};

const volatile struct two_pes_args two_pes_args __attribute__((section(".args"))) = {2000, 0};

void secondary_start(void);

static uint8_t secondary_stack[SECONDARY_STACK] __attribute__((aligned(16)));

static uint32_t lock;
static uint64_t locked_count;
static uint64_t locked_sum;
static uint64_t lse_sum;
static uint64_t lse_mix;
static uint64_t arrived;
static uint64_t timer_interrupts;
static uint64_t sgi_interrupts;
static uint64_t unknown_interrupts;

static void wait_for_event(void)
{
    __asm__ volatile("wfe" ::: "memory");
}

static void send_event(void)
{
    dsb(ish);
    __asm__ volatile("sev" ::: "memory");
}

static void spin_lock(uint32_t *word)
{
    uint32_t value;

    __asm__ volatile("sevl\n"
                     "1: wfe\n"
                     "2: ldaxr %w0, [%1]\n"
                     "cbnz %w0, 1b\n"
                     "stxr %w0, %w2, [%1]\n"
                     "cbnz %w0, 2b\n"
                     : "=&r"(value)
                     : "r"(word), "r"(1)
                     : "memory");
}

/* The store clears the waiting PE's monitor, which is what wakes it from its WFE. */
static void spin_unlock(uint32_t *word)
{
    __asm__ volatile("stlr wzr, [%0]" ::"r"(word) : "memory");
}

static void contend(uint64_t pe)
{
    for (uint64_t i = 0; i < two_pes_args.iterations; i++) {
        spin_lock(&lock);
        locked_count++;
        locked_sum += i ^ pe << 32;
        spin_unlock(&lock);
        __atomic_fetch_add(&lse_sum, i * (pe + 1), __ATOMIC_RELAXED);
        __atomic_fetch_xor(&lse_mix, (i + pe) * 0x9e3779b97f4a7c15ul, __ATOMIC_ACQ_REL);
    }
}

/* Waits until both PEs have come here for the `round`th time. */
static void rendezvous(uint64_t round)
{
    __atomic_fetch_add(&arrived, 1, __ATOMIC_ACQ_REL);
    send_event();
    while (__atomic_load_n(&arrived, __ATOMIC_ACQUIRE) < 2 * round) {
        wait_for_event();
    }
}

void exception(struct exception_frame *frame)
{
    uint32_t intid;

    if ((frame->vector & 3) != EXCEPTION_IRQ) {
        exception_fatal(frame);
    }
    intid = gic_acknowledge();
    if (intid == INTID_HYPERVISOR_TIMER) {
        write_sysreg(CNTHP_CTL_EL2, 0);
        isb();
        __atomic_fetch_add(&timer_interrupts, 1, __ATOMIC_RELAXED);
    } else if (intid == INTID_SGI) {
        __atomic_fetch_add(&sgi_interrupts, 1, __ATOMIC_RELEASE);
        send_event();
    } else {
        __atomic_fetch_add(&unknown_interrupts, 1, __ATOMIC_RELAXED);
    }
    gic_end(intid);
}

static void interrupts_to_el2(void)
{
    write_sysreg(HCR_EL2, read_sysreg(HCR_EL2) | HCR_EL2_IMO);
    isb();
}

/* Sleeps with interrupts masked, so that one that comes between the check and the WFI still ends it. */
static void sleep_until(const uint64_t *count)
{
    while (__atomic_load_n(count, __ATOMIC_ACQUIRE) == 0) {
        __asm__ volatile("wfi\n\tmsr daifclr, " DAIF_I "\n\tisb\n\tmsr daifset, " DAIF_I ::: "memory");
    }
}

static void start_timer(void)
{
    write_sysreg(CNTHP_CVAL_EL2, read_sysreg(CNTPCT_EL0) + TIMER_DELAY);
    write_sysreg(CNTHP_CTL_EL2, TIMER_ENABLE);
    isb();
}

/* The condition is seen with the interrupt masked; then the interrupt is taken once, from sleep. Returns what was
 * seen. */
static bool timer_works(void)
{
    bool early;

    start_timer();
    early = (read_sysreg(CNTHP_CTL_EL2) & TIMER_ISTATUS) != 0;
    while (!(read_sysreg(CNTHP_CTL_EL2) & TIMER_ISTATUS)) {
    }
    write_sysreg(CNTHP_CTL_EL2, 0);
    isb();
    start_timer();
    sleep_until(&timer_interrupts);
    return !early && timer_interrupts == 1;
}

static uint64_t smc(uint64_t fid, uint64_t a1, uint64_t a2, uint64_t a3)
{
    register uint64_t x0 __asm__("x0") = fid;
    register uint64_t x1 __asm__("x1") = a1;
    register uint64_t x2 __asm__("x2") = a2;
    register uint64_t x3 __asm__("x3") = a3;

    __asm__ volatile("smc #0"
                     : "+r"(x0), "+r"(x1), "+r"(x2), "+r"(x3)
                     :
                     : "x4", "x5", "x6", "x7", "x8", "x9", "x10", "x11", "x12", "x13", "x14", "x15", "x16", "x17",
                       "memory");
    return x0;
}

/* PE 1, from secondary_start. */
void secondary_main(void)
{
    interrupts_to_el2();
    gic_enable_pe(SECONDARY_MPIDR, two_pes_args.has_distributor);
    rendezvous(1);
    contend(1);
    rendezvous(2);
    sleep_until(&sgi_interrupts);
}

static void check(const char *what, uint64_t actual, uint64_t expected, int *failures)
{
    if (actual != expected) {
        print_value(what, actual);
        (*failures)++;
    }
}

int main(void)
{
    uint64_t n = two_pes_args.iterations;
    uint64_t sum = n * (n - 1) / 2;
    uint64_t stack = (uint64_t)(secondary_stack + SECONDARY_STACK);
    uint64_t checksum;
    int failures = 0;

    print("two-pes\n");
    interrupts_to_el2();
    if (two_pes_args.has_distributor) {
        gic_enable_distributor();
    }
    gic_enable_pe(0, two_pes_args.has_distributor);
    check("CPU_ON", smc(PSCI_CPU_ON, SECONDARY_MPIDR, (uint64_t)secondary_start, stack), 0, &failures);
    rendezvous(1);
    contend(0);
    rendezvous(2);
    check("locked count", locked_count, 2 * n, &failures);
    check("locked sum", locked_sum, 2 * sum + (n << 32), &failures);
    check("lse sum", lse_sum, 3 * sum, &failures);
    check("timer", timer_works(), true, &failures);
    gic_send_sgi(INTID_SGI, SECONDARY_MPIDR);
    while (__atomic_load_n(&sgi_interrupts, __ATOMIC_ACQUIRE) == 0) {
        wait_for_event();
    }
    check("interrupts of neither kind", unknown_interrupts, 0, &failures);
    print("two-pes ");
    checksum = locked_count ^ locked_sum << 1 ^ lse_sum << 2 ^ lse_mix;
    print_value("checksum", checksum ^ timer_interrupts << 60 ^ sgi_interrupts << 61);
    return failures != 0;
}
