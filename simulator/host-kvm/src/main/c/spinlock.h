/* Locks whose waiters sleep in WFE: releasing a lock clears the waiting PE's exclusive monitor, which wakes it. */
#ifndef HOST_KVM_SPINLOCK_H
#define HOST_KVM_SPINLOCK_H

#include "types.h"

typedef struct {
    u32 locked;
} spinlock_t;

/* Bit 31: a writer holds the lock; bits 30..0: readers that hold it. */
typedef struct {
    u32 count;
    u32 writers_waiting;
} rwlock_t;

#define RWLOCK_WRITER 0x80000000u

void spin_lock(spinlock_t *lock);
void spin_unlock(spinlock_t *lock);
void read_lock(rwlock_t *lock);
void read_unlock(rwlock_t *lock);
void write_lock(rwlock_t *lock);
void write_unlock(rwlock_t *lock);

#endif
