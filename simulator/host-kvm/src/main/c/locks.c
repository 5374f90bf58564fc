#include "spinlock.h"

#include "sysreg.h"

#include "undebugged.h"

static u32 load_exclusive(u32 *word)
{
    u32 value;

    __asm__ volatile("ldaxr %w0, [%1]" : "=r"(value) : "r"(word) : "memory");
    return value;
}

static bool store_exclusive(u32 *word, u32 value)
{
    u32 failed;

    __asm__ volatile("stxr %w0, %w2, [%1]" : "=&r"(failed) : "r"(word), "r"(value) : "memory");
    return !failed;
}

void spin_lock(spinlock_t *lock)
{
    for (;;) {
        if (load_exclusive(&lock->locked)) {
            wfe();
        } else if (store_exclusive(&lock->locked, 1)) {
            return;
        }
    }
}

void spin_unlock(spinlock_t *lock)
{
    __atomic_store_n(&lock->locked, 0, __ATOMIC_RELEASE);
}

/* Readers let a waiting writer go first, so that faults cannot keep a notifier out for ever. */
void read_lock(rwlock_t *lock)
{
    for (;;) {
        u32 count = load_exclusive(&lock->count);

        if (count & RWLOCK_WRITER || READ_ONCE(lock->writers_waiting)) {
            wfe();
        } else if (store_exclusive(&lock->count, count + 1)) {
            return;
        }
    }
}

void read_unlock(rwlock_t *lock)
{
    __atomic_fetch_sub(&lock->count, 1, __ATOMIC_RELEASE);
}

void write_lock(rwlock_t *lock)
{
    __atomic_fetch_add(&lock->writers_waiting, 1, __ATOMIC_ACQ_REL);
    for (;;) {
        if (load_exclusive(&lock->count)) {
            wfe();
        } else if (store_exclusive(&lock->count, RWLOCK_WRITER)) {
            break;
        }
    }
    __atomic_fetch_sub(&lock->writers_waiting, 1, __ATOMIC_RELEASE);
}

void write_unlock(rwlock_t *lock)
{
    __atomic_store_n(&lock->count, 0, __ATOMIC_RELEASE);
    dsb(ish);
    sev();
}
