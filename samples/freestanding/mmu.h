/* Stage 1 translation of the current exception level: identity map, 4 KiB granule, 48-bit addresses, four levels. */
#ifndef FREESTANDING_MMU_H
#define FREESTANDING_MMU_H

#include <stdint.h>

#define PAGE_SIZE 0x1000ul
#define BLOCK_SIZE 0x200000ul
#define DRAM_BASE 0x40000000ul
#define DRAM_MAPPED_SIZE 0x20000000ul

/* Builds the tables: DRAM's first 512 MiB as 2 MiB blocks of normal memory, the PL011's block as device memory. */
void mmu_build(void);

/* Points the translation registers of the current exception level at the tables and turns the MMU and caches on. */
void mmu_enable(void);

/* Maps `[base, base + size)`, whole 2 MiB blocks of DRAM, with 4 KiB pages instead. */
void mmu_split_into_pages(uint64_t base, uint64_t size);

/* Maps the 2 MiB block at `base`, in the first GiB and unmapped so far, as device memory. */
void mmu_map_device(uint64_t base);

#endif
