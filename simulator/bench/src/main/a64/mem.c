/* Memory and string loops over 64 KiB buffers, at aligned and unaligned addresses, forwards, backwards, overlapping. */
#include "string.h"
#include "workload.h"

WORKLOAD("mem", 350);

#define SIZE 0x10000u
#define SLACK 64u
#define STRING_SIZE 0x2000u
#define OFFSETS 4u

static uint8_t source[SIZE + SLACK] __attribute__((aligned(64)));
static uint8_t target[SIZE + SLACK] __attribute__((aligned(64)));
static char text[STRING_SIZE + SLACK] __attribute__((aligned(64)));
static char copy[STRING_SIZE + SLACK] __attribute__((aligned(64)));

static const unsigned offsets[OFFSETS] = {0, 1, 8, 13};

static uint64_t sample(const uint8_t *bytes, unsigned length)
{
    uint64_t sum = 0;

    for (unsigned i = 0; i < length; i += 509) {
        sum = sum * 131 + bytes[i];
    }
    return sum;
}

static uint64_t copy_round(uint64_t index)
{
    uint64_t sum = 0;

    for (unsigned i = 0; i < OFFSETS; i++) {
        unsigned from = offsets[i];
        unsigned to = offsets[(i + index) % OFFSETS];

        memcpy(target + to, source + from, SIZE);
        sum = sum * 31 + (uint64_t)memcmp(target + to, source + from, SIZE);
        memmove(target + 16 + to, target + from, SIZE / 2);
        memmove(target + from, target + 24 + to, SIZE / 2);
        sum = sum * 31 + sample(target, SIZE);
        memset(target + to, (int)(index + i), SIZE - from);
        sum = sum * 31 + sample(target, SIZE);
    }
    return sum;
}

static uint64_t string_round(uint64_t index)
{
    uint64_t sum = 0;

    for (unsigned i = 0; i < OFFSETS; i++) {
        const char *from = text + offsets[i];
        char *to = copy + offsets[(i + index) % OFFSETS];

        strcpy(to, from);
        sum += strlen(to);
        sum = sum * 31 + (uint64_t)strcmp(from, to);
        to[strlen(to) - 1] = '~';
        sum = sum * 31 + (uint64_t)strcmp(from, to);
        sum = sum * 31 + (uint64_t)(strchr(to, '~') - to);
    }
    return sum;
}

void workload_prepare(void)
{
    uint64_t seed = 0;

    for (unsigned i = 0; i < sizeof(source); i++) {
        source[i] = (uint8_t)next_random(&seed);
    }
    for (unsigned i = 0; i < STRING_SIZE; i++) {
        text[i] = (char)('a' + next_random(&seed) % 26);
    }
    text[STRING_SIZE] = '\0';
}

uint64_t workload_iteration(uint64_t index)
{
    source[index % SIZE] ^= (uint8_t)(index + 1);
    text[index % STRING_SIZE] = (char)('a' + index % 26);
    return copy_round(index) * 31 + string_round(index);
}
