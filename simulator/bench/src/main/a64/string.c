#include "string.h"

#include <stdint.h>

#define WORD sizeof(uint64_t)
#define ONES 0x0101010101010101ul
#define HIGH_BITS 0x8080808080808080ul

/* A word at any address: A64 loads and stores need no alignment in normal memory. */
struct unaligned {
    uint64_t word;
} __attribute__((packed, may_alias));

static uint64_t load(const void *from)
{
    return ((const struct unaligned *)from)->word;
}

static void store(void *to, uint64_t word)
{
    ((struct unaligned *)to)->word = word;
}

static int has_zero_byte(uint64_t word)
{
    return ((word - ONES) & ~word & HIGH_BITS) != 0;
}

void *memcpy(void *restrict to, const void *restrict from, size_t length)
{
    uint8_t *target = to;
    const uint8_t *source = from;

    for (; length >= 4 * WORD; length -= 4 * WORD, target += 4 * WORD, source += 4 * WORD) {
        uint64_t a = load(source);
        uint64_t b = load(source + WORD);
        uint64_t c = load(source + 2 * WORD);
        uint64_t d = load(source + 3 * WORD);

        store(target, a);
        store(target + WORD, b);
        store(target + 2 * WORD, c);
        store(target + 3 * WORD, d);
    }
    for (; length >= WORD; length -= WORD, target += WORD, source += WORD) {
        store(target, load(source));
    }
    while (length-- > 0) {
        *target++ = *source++;
    }
    return to;
}

void *memmove(void *to, const void *from, size_t length)
{
    uint8_t *target = to;
    const uint8_t *source = from;

    if ((uintptr_t)target - (uintptr_t)source >= length) {
        return memcpy(to, from, length);
    }
    for (; length >= WORD; length -= WORD) {
        store(target + length - WORD, load(source + length - WORD));
    }
    while (length-- > 0) {
        target[length] = source[length];
    }
    return to;
}

void *memset(void *to, int value, size_t length)
{
    uint8_t *target = to;
    uint64_t word = (uint8_t)value * ONES;

    while (length > 0 && (uintptr_t)target % WORD != 0) {
        *target++ = (uint8_t)value;
        length--;
    }
    for (; length >= 2 * WORD; length -= 2 * WORD, target += 2 * WORD) {
        store(target, word);
        store(target + WORD, word);
    }
    while (length-- > 0) {
        *target++ = (uint8_t)value;
    }
    return to;
}

int memcmp(const void *a, const void *b, size_t length)
{
    const uint8_t *left = a;
    const uint8_t *right = b;

    while (length >= WORD && load(left) == load(right)) {
        left += WORD;
        right += WORD;
        length -= WORD;
    }
    for (; length > 0; length--, left++, right++) {
        if (*left != *right) {
            return *left - *right;
        }
    }
    return 0;
}

size_t strlen(const char *text)
{
    const char *end = text;

    while ((uintptr_t)end % WORD != 0) {
        if (*end == '\0') {
            return (size_t)(end - text);
        }
        end++;
    }
    while (!has_zero_byte(load(end))) {
        end += WORD;
    }
    while (*end != '\0') {
        end++;
    }
    return (size_t)(end - text);
}

char *strcpy(char *restrict to, const char *restrict from)
{
    char *target = to;

    while ((*target++ = *from++) != '\0') {
    }
    return to;
}

int strcmp(const char *a, const char *b)
{
    while (*a != '\0' && *a == *b) {
        a++;
        b++;
    }
    return (uint8_t)*a - (uint8_t)*b;
}

char *strchr(const char *text, int c)
{
    for (; *text != (char)c; text++) {
        if (*text == '\0') {
            return 0;
        }
    }
    return (char *)text;
}
