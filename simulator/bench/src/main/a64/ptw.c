/* A stage-2 table builder as an RMM has one: granules with states and reference counts, tables made on demand, walks,
 * unmapping and tables given back when their count falls to zero. Every page lies in a 64 MiB arena mapped with 4 KiB
 * pages, so that caches and TLBs miss most of the time. */
#include "console.h"
#include "mmu.h"
#include "workload.h"

WORKLOAD("ptw", 24);

#define ARENA_BASE 0x48000000ul
#define ARENA_SIZE 0x4000000ul
#define GRANULES (ARENA_SIZE / PAGE_SIZE)

#define IPA_BITS 36
#define START_LEVEL 1
#define LAST_LEVEL 3
#define ENTRIES 512
#define IPA_GIB 30
#define IPA_BLOCK 21

/* Per iteration: pages mapped, random walks, pages unmapped. */
#define MAPPINGS 24000
#define WALKS 120000

#define S2_VALID_TABLE 3ul
#define S2_VALID_PAGE 0x7ffu
#define S2_ADDRESS 0x0000fffffffff000ul

enum granule_state { FREE, TABLE, DATA };

struct granule {
    uint16_t state;
    uint16_t refcount;
    uint32_t next_free;
};

struct walk {
    uint64_t *entry;
    int level;
};

static struct granule granules[GRANULES];
static uint64_t mapped[MAPPINGS];
static uint32_t first_free;
static uint64_t *root;

static uint64_t granule_pa(uint32_t index)
{
    return ARENA_BASE + index * PAGE_SIZE;
}

static struct granule *granule_of(const uint64_t *address)
{
    return &granules[((uint64_t)address - ARENA_BASE) / PAGE_SIZE];
}

static uint64_t *granule_take(enum granule_state state)
{
    uint32_t index = first_free;
    uint64_t *words = (uint64_t *)granule_pa(index);

    if (index == GRANULES) {
        print("ptw: out of granules\n");
        stop(1);
    }
    first_free = granules[index].next_free;
    granules[index].state = (uint16_t)state;
    granules[index].refcount = 0;
    for (int i = 0; i < ENTRIES; i += 8) {
        words[i] = words[i + 1] = words[i + 2] = words[i + 3] = 0;
        words[i + 4] = words[i + 5] = words[i + 6] = words[i + 7] = 0;
    }
    return words;
}

static void granule_give(const uint64_t *words)
{
    struct granule *granule = granule_of(words);

    granule->state = FREE;
    granule->next_free = first_free;
    first_free = (uint32_t)(granule - granules);
}

static unsigned entry_index(uint64_t ipa, int level)
{
    return (unsigned)(ipa >> (12 + 9 * (LAST_LEVEL - level)) & (ENTRIES - 1));
}

static struct walk walk_to(uint64_t ipa, int level)
{
    uint64_t *table = root;
    int reached = START_LEVEL;

    while (reached < level) {
        uint64_t entry = table[entry_index(ipa, reached)];

        if ((entry & 3) != S2_VALID_TABLE) {
            break;
        }
        table = (uint64_t *)(entry & S2_ADDRESS);
        reached++;
    }
    return (struct walk){&table[entry_index(ipa, reached)], reached};
}

static uint64_t *table_of(uint64_t *entry)
{
    return (uint64_t *)((uint64_t)entry & ~(PAGE_SIZE - 1));
}

/* Makes the missing tables, as a host does that retries after RMI_ERROR_RTT. Returns false when already mapped. */
static int map_page(uint64_t ipa, uint64_t pa)
{
    struct walk walk = walk_to(ipa, LAST_LEVEL);

    while (walk.level < LAST_LEVEL) {
        *walk.entry = (uint64_t)granule_take(TABLE) | S2_VALID_TABLE;
        granule_of(walk.entry)->refcount++;
        walk = walk_to(ipa, LAST_LEVEL);
    }
    if (*walk.entry & 1) {
        return 0;
    }
    *walk.entry = pa | S2_VALID_PAGE;
    granule_of(walk.entry)->refcount++;
    return 1;
}

static void unmap_page(uint64_t ipa)
{
    for (int level = LAST_LEVEL; level >= START_LEVEL; level--) {
        struct walk walk = walk_to(ipa, level);
        uint64_t *table = table_of(walk.entry);

        if (level < LAST_LEVEL) {
            granule_give((uint64_t *)(*walk.entry & S2_ADDRESS));
        }
        *walk.entry = 0;
        if (--granule_of(table)->refcount > 0) {
            break;
        }
    }
}

void workload_prepare(void)
{
    mmu_split_into_pages(ARENA_BASE, ARENA_SIZE);
    for (uint32_t index = 0; index < GRANULES; index++) {
        /* A stride that visits every granule, so that neighbouring tables are not neighbours in memory. */
        uint32_t granule = index * 4099u % GRANULES;

        granules[granule].next_free = index + 1 < GRANULES ? (index + 1) * 4099u % GRANULES : GRANULES;
    }
    first_free = 0;
    root = granule_take(TABLE);
}

/* A random page within some 10,000 blocks of 2 MiB scattered over the IPA space: that many tables of the last level. */
static uint64_t random_ipa(uint64_t *seed)
{
    uint64_t random = next_random(seed);
    uint64_t gib = random % 20;
    uint64_t block = random >> 8 & (ENTRIES - 1);
    uint64_t page = random >> 24 & (ENTRIES - 1);

    return (gib << IPA_GIB | block << IPA_BLOCK | page * PAGE_SIZE) & ((1ul << IPA_BITS) - 1);
}

uint64_t workload_iteration(uint64_t index)
{
    uint64_t seed = index * 0x51ed2701ul;
    uint64_t sum = 0;
    unsigned count = 0;

    for (unsigned i = 0; i < MAPPINGS; i++) {
        uint64_t ipa = random_ipa(&seed);

        if (map_page(ipa, granule_pa((uint32_t)(ipa >> 12) % GRANULES))) {
            mapped[count++] = ipa;
        }
    }
    for (unsigned i = 0; i < WALKS; i++) {
        uint64_t random = next_random(&seed);
        struct walk walk = walk_to(mapped[random % count], LAST_LEVEL);

        sum = (sum << 1 | sum >> 63) ^ *walk.entry ^ granule_of(walk.entry)->refcount;
    }
    while (count > 0) {
        unmap_page(mapped[--count]);
    }
    /* The last page unmapped gave back the root's last child and the root keeps a count of zero. */
    return sum + granule_of(root)->refcount + first_free;
}
