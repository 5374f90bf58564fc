/* The VMM's address space: what KVM reaches through get_user_pages, guest_memfd and the MMU notifiers. */
#include "mm.h"

#include "bug.h"
#include "kvm_host.h"

static struct vm_area_struct vmas[MAX_VMAS];
static int vmas_in_use; /* one more than the index of the last */
static spinlock_t page_table_lock;
static u8 zero_page[PAGE_SIZE] __attribute__((aligned(4096)));

struct vm_area_struct *find_vma(u64 hva)
{
    for (int i = 0; i < vmas_in_use; i++) {
        if (hva - vmas[i].vm_start < vmas[i].vm_end - vmas[i].vm_start) {
            return &vmas[i];
        }
    }
    return NULL;
}

/* What mappings of hugetlbfs, and holes in them, are aligned to. */
static u64 backing_alignment(enum backing backing)
{
    switch (backing) {
    case BACKING_HUGETLB:
        return PMD_SIZE;
    case BACKING_HUGETLB_1G:
        return PUD_SIZE;
    default:
        return PAGE_SIZE;
    }
}

s64 vm_mmap(u64 start, u64 size, enum backing backing)
{
    u64 align = backing_alignment(backing);
    u64 entries = (ALIGN(start + size, PMD_SIZE) - ALIGN_DOWN(start, PMD_SIZE)) / PMD_SIZE;
    struct vm_area_struct *vma = NULL;
    phys_addr_t pmd;
    unsigned order = 0;

    if (!IS_ALIGNED(start | size, align) || size == 0 || backing > BACKING_HUGETLB_1G) {
        return -EINVAL;
    }
    for (int i = 0; i < MAX_VMAS; i++) {
        if (vmas[i].vm_end == 0) {
            vma = vma ? vma : &vmas[i];
        } else if (vmas[i].vm_start < start + size && start < vmas[i].vm_end) {
            return -EEXIST;
        }
    }
    if (!vma) {
        return -ENOMEM;
    }
    while (PAGE_SIZE << order < entries * sizeof(u64)) {
        order++;
    }
    pmd = order < MAX_ORDER ? alloc_pages(order, GFP_ZERO) : INVALID_PHYS_ADDR;
    if (pmd == INVALID_PHYS_ADDR) {
        return -ENOMEM;
    }
    *vma = (struct vm_area_struct){start, start + size, backing, (u64 *)pmd, order};
    vmas_in_use = max(vmas_in_use, (int)(vma - vmas) + 1);
    return (s64)start;
}

static u64 *pmd_offset(struct vm_area_struct *vma, u64 hva)
{
    return &vma->pmd[(hva >> PMD_SHIFT) - (vma->vm_start >> PMD_SHIFT)];
}

static bool huge_mapping_fits(const struct vm_area_struct *vma, u64 hva)
{
    u64 block = ALIGN_DOWN(hva, PMD_SIZE);

    return vma->backing != BACKING_ANON && block >= vma->vm_start && block + PMD_SIZE <= vma->vm_end;
}

/* The page entry of `hva` in a table, which is made if there is none; NULL without memory. */
static u64 *pte_alloc(struct vm_area_struct *vma, u64 hva)
{
    u64 *pmd = pmd_offset(vma, hva);

    if (!*pmd) {
        phys_addr_t table = alloc_pages(0, GFP_ZERO);

        if (table == INVALID_PHYS_ADDR) {
            return NULL;
        }
        *pmd = table | PTE_PRESENT;
    }
    return (u64 *)(*pmd & PTE_ADDR_MASK) + (hva >> PAGE_SHIFT) % PTRS_PER_PTE;
}

/* Fills `entry`. A first read of anonymous memory gets the page of zeros; a later write replaces it, which user space's
 * page tables announce to KVM like any other change. */
static int fault_page(u64 *entry, u64 hva, bool write, bool anonymous)
{
    bool replaces = (*entry & PTE_PRESENT) != 0;
    phys_addr_t page;

    if (!replaces && !write && anonymous) {
        *entry = (phys_addr_t)zero_page | PTE_PRESENT;
        return 0;
    }
    page = alloc_pages(0, GFP_ZERO);
    if (page == INVALID_PHYS_ADDR) {
        return -ENOMEM;
    }
    if (replaces) {
        spin_unlock(&page_table_lock);
        kvm_mmu_notifier_invalidate_range_start(hva, hva + PAGE_SIZE);
        spin_lock(&page_table_lock);
    }
    *entry = page | PTE_PRESENT | PTE_WRITE;
    if (replaces) {
        spin_unlock(&page_table_lock);
        kvm_mmu_notifier_invalidate_range_end(hva, hva + PAGE_SIZE);
        spin_lock(&page_table_lock);
    }
    return 0;
}

/* Fills the entries of a page of hugetlbfs, 2^order blocks. */
static int fault_hugetlb(u64 *pmd, unsigned order)
{
    phys_addr_t block = alloc_pages(PMD_SHIFT - PAGE_SHIFT + order, GFP_ZERO);

    if (block == INVALID_PHYS_ADDR) {
        return -ENOMEM;
    }
    for (u64 i = 0; i < 1ul << order; i++) {
        pmd[i] = (block + i * PMD_SIZE) | PTE_PRESENT | PTE_WRITE | PTE_BLOCK;
    }
    return 0;
}

/* Fills the entry with a block that can be split later: the table for that is set aside now, since nothing may be
 * allocated then. Leaves the entry alone without memory. */
static void fault_transparent_huge_page(u64 *pmd)
{
    phys_addr_t block = alloc_pages(PMD_SHIFT - PAGE_SHIFT, GFP_ZERO);
    phys_addr_t table;

    if (block == INVALID_PHYS_ADDR) {
        return;
    }
    table = alloc_pages(0, GFP_ZERO);
    if (table == INVALID_PHYS_ADDR) {
        free_pages(block, PMD_SHIFT - PAGE_SHIFT);
        return;
    }
    phys_to_page(block)->next = page_to_frame(table);
    *pmd = block | PTE_PRESENT | PTE_WRITE | PTE_BLOCK;
}

static int fault_huge(struct vm_area_struct *vma, u64 hva)
{
    switch (vma->backing) {
    case BACKING_HUGETLB:
        return fault_hugetlb(pmd_offset(vma, hva), 0);
    case BACKING_HUGETLB_1G:
        return fault_hugetlb(pmd_offset(vma, ALIGN_DOWN(hva, PUD_SIZE)), PUD_SHIFT - PMD_SHIFT);
    default:
        fault_transparent_huge_page(pmd_offset(vma, hva));
        return 0;
    }
}

static int walk_or_fault(struct vm_area_struct *vma, u64 hva, bool write, u64 *leaf)
{
    u64 *pmd = pmd_offset(vma, hva);
    u64 *pte;

    if (!*pmd && huge_mapping_fits(vma, hva)) {
        int ret = fault_huge(vma, hva);

        if (ret) {
            return ret;
        }
    }
    if (*pmd & PTE_BLOCK) {
        *leaf = *pmd;
        return 0;
    }
    pte = pte_alloc(vma, hva);
    if (!pte) {
        return -ENOMEM;
    }
    if (!(*pte & PTE_PRESENT) || (write && !(*pte & PTE_WRITE))) {
        int ret = fault_page(pte, ALIGN_DOWN(hva, PAGE_SIZE), write, vma->backing != BACKING_GUEST_MEMFD);

        if (ret) {
            return ret;
        }
    }
    *leaf = *pte;
    return 0;
}

int get_user_page(u64 hva, bool write, phys_addr_t *phys, bool *writable, u64 *mapping_size)
{
    struct vm_area_struct *vma;
    u64 leaf = 0;
    int ret = -EFAULT;

    spin_lock(&page_table_lock);
    vma = find_vma(hva);
    if (vma) {
        ret = walk_or_fault(vma, hva, write, &leaf);
    }
    spin_unlock(&page_table_lock);
    if (ret) {
        return ret;
    }
    *mapping_size = PAGE_SIZE;
    *writable = (leaf & PTE_WRITE) != 0;
    *phys = leaf & PTE_ADDR_MASK;
    if (leaf & PTE_BLOCK) {
        *mapping_size = vma->backing == BACKING_HUGETLB_1G ? PUD_SIZE : PMD_SIZE;
        *phys += hva & (PMD_SIZE - 1) & ~(PAGE_SIZE - 1);
    }
    return 0;
}

static void free_leaf(u64 leaf)
{
    phys_addr_t phys = leaf & PTE_ADDR_MASK;

    if (phys != (phys_addr_t)zero_page) {
        free_pages(phys, leaf & PTE_BLOCK ? PMD_SHIFT - PAGE_SHIFT : 0);
    }
}

/* The table that was set aside with a block. */
static phys_addr_t withdraw_table(phys_addr_t block)
{
    return frame_to_phys(phys_to_page(block)->next);
}

/* A block that goes in part becomes pages first. */
static void split_pmd(u64 *pmd)
{
    phys_addr_t block = *pmd & PTE_ADDR_MASK;
    phys_addr_t table = withdraw_table(block);

    for (u64 i = 0; i < PTRS_PER_PTE; i++) {
        ((u64 *)table)[i] = (block + (i << PAGE_SHIFT)) | PTE_PRESENT | PTE_WRITE;
    }
    *pmd = table | PTE_PRESENT;
}

static void zap_pmd(struct vm_area_struct *vma, u64 start, u64 end)
{
    u64 *pmd = pmd_offset(vma, start);
    u64 *table;

    if (*pmd & PTE_BLOCK) {
        if (end - start == PMD_SIZE) {
            if (backing_alignment(vma->backing) == PAGE_SIZE) {
                free_pages(withdraw_table(*pmd & PTE_ADDR_MASK), 0);
            }
            free_leaf(*pmd);
            *pmd = 0;
            return;
        }
        split_pmd(pmd);
    }
    if (!*pmd) {
        return;
    }
    table = (u64 *)(*pmd & PTE_ADDR_MASK);
    for (u64 hva = start; hva < end; hva += PAGE_SIZE) {
        u64 *pte = &table[(hva >> PAGE_SHIFT) % PTRS_PER_PTE];

        if (*pte & PTE_PRESENT) {
            free_leaf(*pte);
            *pte = 0;
        }
    }
}

int zap_page_range(u64 start, u64 size)
{
    struct vm_area_struct *vma = find_vma(start);
    u64 end = start + size;
    u64 next;

    if (!vma || end > vma->vm_end || !IS_ALIGNED(start | size, backing_alignment(vma->backing)) || size == 0) {
        return -EINVAL;
    }
    kvm_mmu_notifier_invalidate_range_start(start, end);
    spin_lock(&page_table_lock);
    for (u64 hva = start; hva < end; hva = next) {
        next = min(ALIGN_DOWN(hva, PMD_SIZE) + PMD_SIZE, end);
        zap_pmd(vma, hva, next);
    }
    spin_unlock(&page_table_lock);
    kvm_mmu_notifier_invalidate_range_end(start, end);
    return 0;
}

int vm_munmap(u64 start)
{
    struct vm_area_struct *vma = find_vma(start);
    u64 entries;
    int ret;

    if (!vma || vma->vm_start != start) {
        return -EINVAL;
    }
    ret = zap_page_range(start, vma->vm_end - start);
    if (ret) {
        return ret;
    }
    entries = ((vma->vm_end - 1) >> PMD_SHIFT) - (start >> PMD_SHIFT) + 1;
    for (u64 i = 0; i < entries; i++) {
        if (vma->pmd[i]) {
            free_pages(vma->pmd[i] & PTE_ADDR_MASK, 0);
        }
    }
    free_pages((phys_addr_t)vma->pmd, vma->pmd_order);
    *vma = (struct vm_area_struct){0};
    return 0;
}

int user_access(u64 hva, unsigned size, bool write, u64 *value)
{
    phys_addr_t phys;
    u64 mapping_size;
    bool writable;

    if ((size != 1 && size != 2 && size != 4 && size != 8) || !IS_ALIGNED(hva, (u64)size)) {
        return -EINVAL;
    }
    if (get_user_page(hva, write, &phys, &writable, &mapping_size)) {
        return -EFAULT;
    }
    phys += hva & (PAGE_SIZE - 1);
    if (probe_kernel_access(phys, size, write, value)) {
        REPORT(REPORT_SIGBUS, "user space touched a granule that is not the host's", hva, phys);
        return -EFAULT;
    }
    return 0;
}
