/* What a workload provides to run.c. */
#ifndef BENCH_WORKLOAD_H
#define BENCH_WORKLOAD_H

#include <stdint.h>

/* Read by the harness and by run.c. The harness may replace `iterations` before the first instruction. */
struct workload_args {
    uint64_t iterations;
};

extern const volatile struct workload_args workload_args;
extern const char workload_name[];

/* Prepares the workload's memory; runs once, with the MMU on. */
void workload_prepare(void);

/* One iteration; the result goes into the checksum. */
uint64_t workload_iteration(uint64_t index);

/* SplitMix64: the next value of the sequence at `state`. */
static inline uint64_t next_random(uint64_t *state)
{
    uint64_t z = *state += 0x9e3779b97f4a7c15ul;

    z = (z ^ z >> 30) * 0xbf58476d1ce4e5b9ul;
    z = (z ^ z >> 27) * 0x94d049bb133111ebul;
    return z ^ z >> 31;
}

#define WORKLOAD(name, default_iterations)                                              \
    const char workload_name[] = name;                                                  \
    const volatile struct workload_args workload_args __attribute__((section(".args"))) \
        = {default_iterations}

#endif
