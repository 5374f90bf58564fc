/* Integer code as compilers produce it: linked lists, a sort through a function pointer, a matrix product, a CRC and a
 * state machine over text. The data fits into a first-level cache. */
#include "workload.h"

WORKLOAD("core", 400);

#define NODES 512
#define SORTED 1024
#define DIMENSION 24
#define TEXT 4096

struct node {
    struct node *next;
    uint32_t key;
    uint32_t value;
};

struct token_counts {
    uint32_t words;
    uint32_t numbers;
    uint32_t strings;
    uint32_t comments;
    uint32_t errors;
};

enum lexer_state { IDLE, WORD, NUMBER, STRING, ESCAPE, COMMENT };

static struct node nodes[NODES];
static uint64_t sorted[SORTED];
static int32_t left[DIMENSION][DIMENSION];
static int32_t right[DIMENSION][DIMENSION];
static int32_t product[DIMENSION][DIMENSION];
static uint8_t text[TEXT];
static uint32_t crc_table[256];

static uint64_t list_round(uint64_t *seed)
{
    struct node *head = 0;
    struct node *reversed = 0;
    uint64_t sum = 0;

    for (int i = 0; i < NODES; i++) {
        uint64_t random = next_random(seed);
        struct node **link = &head;

        nodes[i].key = (uint32_t)(random & 63);
        nodes[i].value = (uint32_t)(random >> 32);
        while (*link && (*link)->key < nodes[i].key) {
            link = &(*link)->next;
        }
        nodes[i].next = *link;
        *link = &nodes[i];
    }
    while (head) {
        struct node *next = head->next;

        head->next = reversed;
        reversed = head;
        head = next;
    }
    for (struct node *node = reversed; node; node = node->next) {
        sum = sum * 31 + node->value + node->key;
    }
    return sum;
}

static int compare_ascending(uint64_t a, uint64_t b)
{
    return a < b ? -1 : a > b;
}

static int compare_low_bits(uint64_t a, uint64_t b)
{
    return compare_ascending(a << 40, b << 40);
}

static void sift_down(uint64_t *heap, unsigned start, unsigned size, int (*compare)(uint64_t, uint64_t))
{
    uint64_t moved = heap[start];
    unsigned parent = start;

    for (unsigned child = 2 * parent + 1; child < size; child = 2 * parent + 1) {
        if (child + 1 < size && compare(heap[child], heap[child + 1]) < 0) {
            child++;
        }
        if (compare(moved, heap[child]) >= 0) {
            break;
        }
        heap[parent] = heap[child];
        parent = child;
    }
    heap[parent] = moved;
}

/* Through a volatile pointer, so that the compiler cannot specialise the sort for either order. */
static int (*volatile order)(uint64_t, uint64_t);

static uint64_t sort_round(uint64_t *seed)
{
    uint64_t random = 0;

    for (int i = 0; i < SORTED; i++) {
        sorted[i] = next_random(seed);
    }
    random = next_random(seed);
    order = random & 1 ? compare_ascending : compare_low_bits;
    for (unsigned start = SORTED / 2; start-- > 0;) {
        sift_down(sorted, start, SORTED, order);
    }
    for (unsigned size = SORTED - 1; size > 0; size--) {
        uint64_t largest = sorted[0];

        sorted[0] = sorted[size];
        sorted[size] = largest;
        sift_down(sorted, 0, size, order);
    }
    return sorted[0] ^ sorted[SORTED / 3] ^ sorted[SORTED - 1] << 1;
}

static uint64_t matrix_round(uint64_t *seed)
{
    uint64_t trace = 0;

    for (int i = 0; i < DIMENSION; i++) {
        for (int j = 0; j < DIMENSION; j++) {
            uint64_t random = next_random(seed);

            left[i][j] = (int16_t)random;
            right[i][j] = (int16_t)(random >> 16);
        }
    }
    for (int i = 0; i < DIMENSION; i++) {
        for (int j = 0; j < DIMENSION; j++) {
            int64_t sum = 0;

            for (int k = 0; k < DIMENSION; k++) {
                sum += (int64_t)left[i][k] * right[k][j];
            }
            product[i][j] = (int32_t)(sum >> 8);
        }
    }
    for (int i = 0; i < DIMENSION; i++) {
        trace = trace * 17 + (uint64_t)product[i][i] + (uint64_t)product[i][DIMENSION - 1 - i];
    }
    return trace;
}

static uint32_t crc_round(const uint8_t *bytes, unsigned length)
{
    uint32_t crc = ~0u;

    for (unsigned i = 0; i < length; i++) {
        crc = crc_table[(crc ^ bytes[i]) & 255] ^ crc >> 8;
    }
    return ~crc;
}

static enum lexer_state lex(enum lexer_state state, uint8_t c, struct token_counts *counts)
{
    switch (state) {
    case WORD:
        if ((c >= 'a' && c <= 'z') || (c >= '0' && c <= '9')) {
            return WORD;
        }
        break;
    case NUMBER:
        if (c >= '0' && c <= '9') {
            return NUMBER;
        }
        if (c >= 'a' && c <= 'z') {
            counts->errors++;
            return IDLE;
        }
        break;
    case STRING:
        return c == '\\' ? ESCAPE : c == '"' ? IDLE : STRING;
    case ESCAPE:
        return STRING;
    case COMMENT:
        return c == '\n' ? IDLE : COMMENT;
    case IDLE:
        break;
    }
    if (c >= 'a' && c <= 'z') {
        counts->words++;
        return WORD;
    }
    if (c >= '0' && c <= '9') {
        counts->numbers++;
        return NUMBER;
    }
    if (c == '"') {
        counts->strings++;
        return STRING;
    }
    if (c == '#') {
        counts->comments++;
        return COMMENT;
    }
    return IDLE;
}

static uint64_t lexer_round(void)
{
    struct token_counts counts = {0, 0, 0, 0, 0};
    enum lexer_state state = IDLE;

    for (int i = 0; i < TEXT; i++) {
        state = lex(state, text[i], &counts);
    }
    return counts.words ^ (uint64_t)counts.numbers << 12 ^ (uint64_t)counts.strings << 24
        ^ (uint64_t)counts.comments << 36 ^ (uint64_t)counts.errors << 48;
}

void workload_prepare(void)
{
    for (uint32_t i = 0; i < 256; i++) {
        uint32_t remainder = i;

        for (int bit = 0; bit < 8; bit++) {
            remainder = remainder & 1 ? remainder >> 1 ^ 0xedb88320u : remainder >> 1;
        }
        crc_table[i] = remainder;
    }
}

uint64_t workload_iteration(uint64_t index)
{
    static const char alphabet[] = "abcdefghijklmnopqrstuvwxyz0123456789   \"\\#\n\n";
    uint64_t seed = index;
    uint64_t result = list_round(&seed);

    for (int i = 0; i < TEXT; i++) {
        text[i] = (uint8_t)alphabet[next_random(&seed) % (sizeof(alphabet) - 1)];
    }
    result = result * 31 + sort_round(&seed);
    result = result * 31 + matrix_round(&seed);
    result = result * 31 + crc_round(text, TEXT);
    return result * 31 + lexer_round();
}
