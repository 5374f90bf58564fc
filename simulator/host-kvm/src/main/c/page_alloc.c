#include "mm.h"

#include "bug.h"
#include "sysreg.h"

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

static u32 page_frame(phys_addr_t phys)
{
    return (u32)((phys - memory_start) >> PAGE_SHIFT);
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
    free_area[order] = page_frame(phys);
    free_orders |= 1u << order;
}

static phys_addr_t pop_free(unsigned order)
{
    phys_addr_t phys = memory_start + ((u64)free_area[order] << PAGE_SHIFT);

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

phys_addr_t alloc_pages(unsigned order, enum gfp flags)
{
    phys_addr_t phys = INVALID_PHYS_ADDR;
    bool dirty = false;

    spin_lock(&zone_lock);
    if (!allocation_fails()) {
        phys = take_recycled(order);
        if (phys == INVALID_PHYS_ADDR) {
            phys = take_fresh(order);
        }
    }
    if (phys != INVALID_PHYS_ADDR) {
        free_page_count -= 1ul << order;
        for (u64 i = 0; i < 1ul << order; i++) {
            struct page *page = phys_to_page(phys + (i << PAGE_SHIFT));

            dirty |= (page->flags & PG_USED) != 0;
            page->flags = PG_USED;
        }
    }
    spin_unlock(&zone_lock);
    if (phys != INVALID_PHYS_ADDR && flags == GFP_ZERO && dirty) {
        for (u64 i = 0; i < 1ul << order; i++) {
            clear_page(phys + (i << PAGE_SHIFT));
        }
    }
    return phys;
}

/* A block of which some pages have leaked is freed page by page, without them. */
void free_pages(phys_addr_t phys, unsigned order)
{
    bool leaked = false;

    spin_lock(&zone_lock);
    for (u64 i = 0; i < 1ul << order; i++) {
        leaked |= (phys_to_page(phys + (i << PAGE_SHIFT))->flags & PG_LEAKED) != 0;
    }
    if (!leaked) {
        free_page_count += 1ul << order;
        push_free(phys, order);
    } else {
        for (u64 i = 0; i < 1ul << order; i++) {
            if (!(phys_to_page(phys + (i << PAGE_SHIFT))->flags & PG_LEAKED)) {
                free_page_count++;
                push_free(phys + (i << PAGE_SHIFT), 0);
            }
        }
    }
    spin_unlock(&zone_lock);
}

void leak_page(phys_addr_t phys, const char *what, u64 status)
{
    spin_lock(&zone_lock);
    phys_to_page(phys)->flags |= PG_LEAKED;
    leaked_page_count++;
    spin_unlock(&zone_lock);
    REPORT(REPORT_LEAK, what, phys, status);
}

void fail_allocation(u64 nth)
{
    allocation_to_fail = nth;
}

u64 nr_free_pages(void)
{
    return free_page_count;
}

u64 nr_leaked_pages(void)
{
    return leaked_page_count;
}

int kvm_mmu_topup_memory_cache(struct kvm_mmu_memory_cache *mc, int minimum)
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

phys_addr_t kvm_mmu_memory_cache_alloc(struct kvm_mmu_memory_cache *mc)
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
