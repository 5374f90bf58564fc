/* The host's memory: pages, and what the VMM's user space has mapped. */
#ifndef HOST_KVM_MM_H
#define HOST_KVM_MM_H

#include "spinlock.h"
#include "types.h"

#define MAX_ORDER 10

enum page_flags {
    PG_USED = 1 << 0,     /* has been freed before: its contents may be anything */
    PG_LEAKED = 1 << 1,   /* still delegated; never given out again */
    PG_ORPHANED = 1 << 2, /* freed while it was delegated; really free once RMM gives it back */
};

struct page {
    u32 next; /* frame number, in units of pages from the start of DRAM, of the next free block of this order; of the
               * first page of a block of user space: of the table set aside for splitting it */
    u8 order;
    u8 flags;
    u16 owner; /* VMID of the realm that it is delegated for, or 0 */
};

enum gfp {
    GFP_KERNEL = 0,
    GFP_ZERO = 1,
};

/* Hands `[start, end)` to the allocator. */
void page_alloc_init(phys_addr_t start, phys_addr_t end);

/* 2^order contiguous pages, aligned to their size, or INVALID_PHYS_ADDR. */
phys_addr_t alloc_pages(unsigned order, enum gfp flags);
void free_pages(phys_addr_t phys, unsigned order);
struct page *phys_to_page(phys_addr_t phys);
u32 page_to_frame(phys_addr_t phys);
phys_addr_t frame_to_phys(u32 frame);
void clear_page(phys_addr_t phys);
void copy_page(phys_addr_t to, phys_addr_t from);

/* Notes that RMM has a page for a realm, resp. has given it back. Freeing it in between takes effect when it is
 * back. */
void page_delegated(phys_addr_t phys, u16 owner);
void page_undelegated(phys_addr_t phys);

/* Gives a granule up that RMM would not return; it is reported and never allocated again. */
void leak_page(phys_addr_t phys, const char *what, u64 status);

/* The first page from `from` on that RMM has for a realm, or INVALID_PHYS_ADDR. */
phys_addr_t next_page_of(u16 owner, phys_addr_t from);

/* Makes the `nth` allocation from now fail, 1 being the next; 0 for none. Returns what is left of what was asked for
 * before, 0 if that has come about. */
u64 fail_allocation(u64 nth);
u64 nr_free_pages(void);
u64 nr_leaked_pages(void);

/* Pages set aside before a lock is taken under which nothing may be allocated. */
#define KVM_ARCH_NR_OBJS_PER_MEMORY_CACHE 8

struct kvm_mmu_memory_cache {
    int nobjs;
    phys_addr_t objects[KVM_ARCH_NR_OBJS_PER_MEMORY_CACHE];
};

int kvm_mmu_topup_memory_cache(struct kvm_mmu_memory_cache *mc, int minimum);
phys_addr_t kvm_mmu_memory_cache_alloc(struct kvm_mmu_memory_cache *mc);
void kvm_mmu_free_memory_cache(struct kvm_mmu_memory_cache *mc);

enum backing {
    BACKING_ANON = 0,
    BACKING_THP = 1,
    BACKING_HUGETLB = 2,
    BACKING_GUEST_MEMFD = 3,
    BACKING_HUGETLB_1G = 4,
};

#define MAX_VMAS 32
#define PTE_PRESENT BIT(0)
#define PTE_WRITE BIT(1)
#define PTE_BLOCK BIT(2)
#define PTE_ADDR_MASK GENMASK(47, 12)

/* One mapping of the VMM. `pmd` has an entry per 2 MiB: a block, or a page of PTRS_PER_PTE page entries. A page of
 * 1 GiB is 512 blocks side by side. */
struct vm_area_struct {
    u64 vm_start;
    u64 vm_end;
    enum backing backing;
    u64 *pmd;
    unsigned pmd_order;
};

s64 vm_mmap(u64 start, u64 size, enum backing backing);
int vm_munmap(u64 start);
struct vm_area_struct *find_vma(u64 hva);

/* Faults `hva` in. The result says the frame, whether it may be written and the size of the mapping around it. */
int get_user_page(u64 hva, bool write, phys_addr_t *phys, bool *writable, u64 *mapping_size);

/* Drops the pages of `[start, start + size)`, notifiers first: madvise(MADV_DONTNEED), or a hole in a guest_memfd. */
int zap_page_range(u64 start, u64 size);

/* One access of the VMM's user space; -EFAULT with a SIGBUS report if the granule is not the host's. */
int user_access(u64 hva, unsigned size, bool write, u64 *value);

/* Reads or writes by address with the exception table's help: -EFAULT instead of an exception. */
int probe_kernel_access(u64 address, unsigned size, bool write, u64 *value);

#endif
