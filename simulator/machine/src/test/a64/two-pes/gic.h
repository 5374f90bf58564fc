/* GICv3: the CPU interface, and the memory-mapped part where there is one. */
#ifndef TWO_PES_GIC_H
#define TWO_PES_GIC_H

#include <stdbool.h>
#include <stdint.h>

/* Enables group 1 at the distributor of QEMU's virt machine. */
void gic_enable_distributor(void);

/* Enables the CPU interface of the calling PE, and its redistributor if there is one. */
void gic_enable_pe(uint64_t pe, bool has_redistributor);

/* Acknowledges the highest priority pending interrupt and returns its INTID. */
uint32_t gic_acknowledge(void);

/* Ends the interrupt: priority drop and deactivation. */
void gic_end(uint32_t intid);

/* Sends an SGI to the PE whose MPIDR is `aff0`. */
void gic_send_sgi(uint32_t intid, uint64_t aff0);

#endif
