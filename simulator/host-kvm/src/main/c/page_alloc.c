#include "mm.h"

#include "bug.h"
#include "sysreg.h"

#include "undebugged.h"

#define DCZ_BLOCK 64
#define NO_PAGE 0u

static struct page *mem_map;
static phys_addr_t memory_start; /* frame 0 of mem_map */
static phys_addr_t next_fresh;
static phys_addr_t memory_end;
static u32 free_area[MAX_ORDER];
static u32 free_orders; /* a bit per order whose list is not empty */
static spinlock_t zone_lock;
static u64 allocation_to_fail;
static u64 free_page_count;
static u64 leaked_page_count;

struct page *phys_to_page(phys_addr_t phys)
{
    return &mem_map[(phys - memory_start) >> PAGE_SHIFT];
}

u32 page_to_frame(phys_addr_t phys)
{
    return (u32)((phys - memory_start) >> PAGE_SHIFT);
}

phys_addr_t frame_to_phys(u32 frame)
{
    return memory_start + ((u64)frame << PAGE_SHIFT);
}

void page_alloc_init(phys_addr_t start, phys_addr_t end)
{
    u64 frames;

    start = ALIGN(start, PAGE_SIZE);
    frames = (end - start) >> PAGE_SHIFT;
    /* Memory is zero at reset, which is what an unused struct page looks like. Frame 0 is mem_map's own. */
    memory_start = start;
    mem_map = (struct page *)start;
    next_fresh = ALIGN(start + frames * sizeof(struct page), PAGE_SIZE);
    memory_end = end;
    free_page_count = (memory_end - next_fresh) >> PAGE_SHIFT;
}

void clear_page(phys_addr_t phys)
{
    for (phys_addr_t line = phys; line < phys + PAGE_SIZE; line += DCZ_BLOCK) {
        __asm__ volatile("dc zva, %0" ::"r"(line) : "memory");
    }
}

void copy_page(phys_addr_t to, phys_addr_t from)
{
    u64 *target = (u64 *)to;
    const u64 *source = (const u64 *)from;

    for (u64 i = 0; i < PAGE_SIZE / sizeof(u64); i++) {
        target[i] = source[i];
    }
}

static void push_free(phys_addr_t phys, unsigned order)
{
    struct page *page = phys_to_page(phys);

    page->order = (u8)order;
    page->next = free_area[order];
    free_area[order] = page_to_frame(phys);
    free_orders |= 1u << order;
}

static phys_addr_t pop_free(unsigned order)
{
    phys_addr_t phys = frame_to_phys(free_area[order]);

    free_area[order] = phys_to_page(phys)->next;
    if (free_area[order] == NO_PAGE) {
        free_orders &= ~(1u << order);
    }
    return phys;
}

/* The pages skipped to align a large block go to the free lists of smaller orders. */
static phys_addr_t take_fresh(unsigned order)
{
    u64 size = PAGE_SIZE << order;
    phys_addr_t phys = ALIGN(next_fresh, size);

    if (phys + size > memory_end) {
        return INVALID_PHYS_ADDR;
    }
    while (next_fresh < phys) {
        unsigned part = (unsigned)__builtin_ctzl(next_fresh) - PAGE_SHIFT;

        part = part < MAX_ORDER - 1 ? part : MAX_ORDER - 1;
        push_free(next_fresh, part);
        next_fresh += PAGE_SIZE << part;
    }
    next_fresh = phys + size;
    return phys;
}

/* Takes a free block of the smallest order that has one and splits it down. */
static phys_addr_t take_recycled(unsigned order)
{
    u32 orders = free_orders & (~0u << order);
    phys_addr_t phys;
    unsigned from;

    if (orders == 0) {
        return INVALID_PHYS_ADDR;
    }
    from = (unsigned)__builtin_ctz(orders);
    phys = pop_free(from);
    while (from > order) {
        from--;
        push_free(phys + (PAGE_SIZE << from), from);
    }
    return phys;
}

static bool allocation_fails(void)
{
    return unlikely(allocation_to_fail != 0) && --allocation_to_fail == 0;
}

/* Whether a page of a recycled block has been used, and so may have any contents. */
static bool block_is_dirty(phys_addr_t phys, unsigned order)
{
    bool dirty = false;

    for (u64 i = 0; i < 1ul << order; i++) {
        dirty |= (phys_to_page(phys + (i << PAGE_SHIFT))->flags & PG_USED) != 0;
    }
    return dirty;
}

phys_addr_t alloc_pages(unsigned order, enum gfp flags)
{
    phys_addr_t phys = INVALID_PHYS_ADDR;
    bool dirty = false;

    spin_lock(&zone_lock);
    if (!allocation_fails()) {
        phys = take_recycled(order);
        if (phys == INVALID_PHYS_ADDR) {
            phys = take_fresh(order);
        } else {
            dirty = block_is_dirty(phys, order);
        }
    }
    if (phys != INVALID_PHYS_ADDR) {
        free_page_count -= 1ul << order;
    }
    spin_unlock(&zone_lock);
    if (phys != INVALID_PHYS_ADDR && flags == GFP_ZERO && dirty) {
        for (u64 i = 0; i < 1ul << order; i++) {
            clear_page(phys + (i << PAGE_SHIFT));
        }
    }
    return phys;
}

static void free_one_page(phys_addr_t phys)
{
    struct page *page = phys_to_page(phys);

    if (page->owner) {
        page->flags |= PG_ORPHANED;
    } else if (!(page->flags & PG_LEAKED)) {
        free_page_count++;
        push_free(phys, 0);
    }
}

/* A block that RMM has pages of is freed page by page, without them. */
void free_pages(phys_addr_t phys, unsigned order)
{
    bool whole = true;

    spin_lock(&zone_lock);
    for (u64 i = 0; i < 1ul << order; i++) {
        struct page *page = phys_to_page(phys + (i << PAGE_SHIFT));

        page->flags |= PG_USED;
        whole &= page->owner == 0 && !(page->flags & PG_LEAKED);
    }
    if (whole) {
        free_page_count += 1ul << order;
        push_free(phys, order);
    } else {
        for (u64 i = 0; i < 1ul << order; i++) {
            free_one_page(phys + (i << PAGE_SHIFT));
        }
    }
    spin_unlock(&zone_lock);
}

/* No lock: whoever delegates a page is alone with it. */
void page_delegated(phys_addr_t phys, u16 owner)
{
    phys_to_page(phys)->owner = owner;
}

void page_undelegated(phys_addr_t phys)
{
    struct page *page = phys_to_page(phys);

    spin_lock(&zone_lock);
    page->owner = 0;
    if (page->flags & PG_ORPHANED) {
        page->flags &= (u8)~PG_ORPHANED;
        free_one_page(phys);
    }
    spin_unlock(&zone_lock);
}

void leak_page(phys_addr_t phys, const char *what, u64 status)
{
    struct page *page = phys_to_page(phys);

    spin_lock(&zone_lock);
    page->flags = (u8)((page->flags | PG_LEAKED) & ~PG_ORPHANED);
    page->owner = 0;
    leaked_page_count++;
    spin_unlock(&zone_lock);
    REPORT(REPORT_LEAK, what, phys, status);
}

phys_addr_t next_page_of(u16 owner, phys_addr_t from)
{
    for (phys_addr_t phys = max(from, memory_start); phys < next_fresh; phys += PAGE_SIZE) {
        if (phys_to_page(phys)->owner == owner) {
            return phys;
        }
    }
    return INVALID_PHYS_ADDR;
}

u64 fail_allocation(u64 nth)
{
    u64 left = allocation_to_fail;

    allocation_to_fail = nth;
    return left;
}

u64 nr_free_pages(void)
{
    return free_page_count;
}

u64 nr_leaked_pages(void)
{
    return leaked_page_count;
}

DEBUGGABLE int kvm_mmu_topup_memory_cache(struct kvm_mmu_memory_cache *mc, int minimum)
{
    if (mc->nobjs >= minimum) {
        return 0;
    }
    while (mc->nobjs < KVM_ARCH_NR_OBJS_PER_MEMORY_CACHE) {
        phys_addr_t phys = alloc_pages(0, GFP_ZERO);

        if (phys == INVALID_PHYS_ADDR) {
            return mc->nobjs >= minimum ? 0 : -ENOMEM;
        }
        mc->objects[mc->nobjs++] = phys;
    }
    return 0;
}

DEBUGGABLE phys_addr_t kvm_mmu_memory_cache_alloc(struct kvm_mmu_memory_cache *mc)
{
    if (WARN_ON(mc->nobjs == 0)) {
        return alloc_pages(0, GFP_ZERO);
    }
    return mc->objects[--mc->nobjs];
}

void kvm_mmu_free_memory_cache(struct kvm_mmu_memory_cache *mc)
{
    while (mc->nobjs > 0) {
        free_pages(mc->objects[--mc->nobjs], 0);
    }
}
