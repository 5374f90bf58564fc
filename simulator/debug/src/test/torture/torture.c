/* Code that is hard to step through: calls in calls, inlined functions in inlined functions, loops that are unrolled or
 * turned round, values that move between registers, several statements on a line, lines that are left early. */

typedef unsigned char u8;
typedef unsigned int u32;
typedef unsigned long u64;

#define noinline __attribute__((noinline))
#define always_inline inline __attribute__((always_inline))

/* An optimizer must neither know the value nor drop it. */
#define KEEP(value) __asm__ volatile("" : "+r"(value))

struct point {
    int x;
    int y;
};

struct shape {
    const char *name;
    u64 (*area)(const struct shape *shape, int scale);
    struct point corners[3];
    u8 sides;
    union {
        u64 whole;
        u32 halves[2];
    };
};

static volatile u64 sink;
static u64 calls;

static always_inline u64 rotate(u64 value, int by)
{
    u64 high = value << by;
    u64 low = value >> (64 - by);

    return high | low;
}

static always_inline u64 scramble(u64 value, u64 salt)
{
    u64 turned = rotate(value ^ salt, 7);

    if (turned & 1)
        turned = rotate(turned, 3);
    return turned + salt;
}

noinline static int absolute(int value)
{
    return value < 0 ? -value : value;
}

noinline static u64 triangle(const struct shape *shape, int scale)
{
    const struct point *a = &shape->corners[0];
    const struct point *b = &shape->corners[1];
    const struct point *c = &shape->corners[2];
    int twice = (b->x - a->x) * (c->y - a->y) - (c->x - a->x) * (b->y - a->y);

    calls++;
    return (u64)absolute(twice) * scale;
}

noinline static u64 square(const struct shape *shape, int scale)
{
    int side = shape->corners[1].x - shape->corners[0].x;
    u64 area = side; area *= side; calls += 1;

    return area * scale;
}

noinline static u64 measure(const struct shape *shapes, int count, int scale)
{
    u64 total = 0;

    for (int i = 0; i < count; i++) {
        const struct shape *shape = &shapes[i];
        u64 area = shape->area(shape, scale);

        if (!area)
            continue;
        total += area;
        if (total > 100000)
            break;
    }
    return total;
}

noinline static int classify(int code)
{
    int kind;

    switch (code & 7) {
    case 0:
        return -1;
    case 1:
    case 2:
        kind = 10;
        break;
    case 3:
        kind = 20;
        /* fall through */
        __attribute__((fallthrough));
    case 4:
        kind = 30 + code;
        break;
    default:
        kind = code * 2;
        break;
    }
    return kind + 1;
}

noinline static u64 factorial(int n)
{
    u64 smaller;

    if (n <= 1)
        return 1;
    smaller = factorial(n - 1);
    return smaller * n;
}

noinline static struct point middle(struct point a, struct point b)
{
    struct point m;

    m.x = (a.x + b.x) / 2;
    m.y = (a.y + b.y) / 2;
    return m;
}

noinline static u64 sum(const u8 *bytes, int count)
{
    u64 result = 0;

    while (count-- > 0)
        result += *bytes++;
    return result;
}

noinline static u64 many(u64 a, u64 b, u64 c, u64 d, u64 e, u64 f, u64 g, u64 h, u64 i, u32 j)
{
    u64 left = a + b * c - d;
    u64 right = e ^ f ^ (g << 2);

    if (left > right) {
        u64 inner = left - right;

        left = scramble(inner, h);
    } else {
        u64 other = scramble(right, i);

        right = other + j;
    }
    sink = left;
    return left + right;
}

noinline static int search(const int *values, int count, int wanted)
{
    int low = 0, high = count - 1;

    while (low <= high) {
        int mid = low + (high - low) / 2;

        if (values[mid] == wanted)
            return mid;
        if (values[mid] < wanted)
            low = mid + 1;
        else
            high = mid - 1;
    }
    return -1;
}

noinline static u64 leave_early(int depth, u64 seed)
{
    u64 mixed = scramble(seed, depth);

    if (depth == 0)
        goto out;
    for (;;) {
        mixed = scramble(mixed, 3);
        if (mixed & 0x10)
            goto out;
        if (!--depth)
            break;
    }
    mixed ^= 0xff;
out:
    sink = mixed;
    return mixed;
}

/* The last thing that it does is a call. */
noinline static u64 passes_on(int value)
{
    sink = value;
    return factorial(value & 3);
}

static struct shape shapes[] = {
    { "triangle", triangle, { { 0, 0 }, { 4, 0 }, { 0, 6 } }, 3, { 0x0000000500000007 } },
    { "square", square, { { 1, 1 }, { 6, 1 }, { 6, 6 } }, 4, { 2 } },
    { "flat", triangle, { { 0, 0 }, { 1, 1 }, { 2, 2 } }, 3, { 0 } },
};

static const int sorted[] = { 2, 3, 5, 7, 11, 13, 17, 19 };
static u8 bytes[] = { 1, 2, 3, 4, 250 };

noinline static u64 round_trip(int round)
{
    struct point from = { round, 2 * round };
    struct point to = { 9, 5 };
    struct point half;
    u64 result;

    KEEP(round);
    result = measure(shapes, 3, round + 1);
    result += classify(round);
    result += factorial(3 + round);
    half = middle(from, to);
    result += half.x * 100 + half.y;
    result ^= sum(bytes, sizeof(bytes));
    result += many(1, 2, 3, round, result, 6, 7, 8, 9, 10 + round);
    result += search(sorted, 8, round ? 13 : 4);
    result += leave_early(round + 1, result);
    result += passes_on(round + 2);
    return result;
}

int main(void)
{
    u64 total = 0;

    for (int round = 0; round < 3; round++)
        total += scramble(round_trip(round), round);
    KEEP(total);
    return (int)(total + calls);
}
