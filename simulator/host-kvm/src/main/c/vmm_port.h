/* The VMM port: a mailbox per PE. docs/vmm-port.md describes it. */
#ifndef HOST_KVM_VMM_PORT_H
#define HOST_KVM_VMM_PORT_H

#include "types.h"

#define VMM_PORT_BASE 0x0a000000ul
#define VMM_ARGS 14
#define VMM_VALUES 8

struct mailbox {
    u64 request; /* number of the command; written last by the VMM */
    u64 command;
    u64 args[VMM_ARGS];
    u64 unused_080[16];
    u64 reply; /* number of the command that is done; written last by the host */
    u64 result;
    u64 values[VMM_VALUES];
    u64 unused_150[85];
    u64 doorbell;
};

_Static_assert(sizeof(struct mailbox) == 0x400, "a mailbox has 0x400 bytes of storage");

enum doorbell {
    DOORBELL_READY = 1,  /* the PE's thread waits for its first command */
    DOORBELL_REPLY = 2,  /* value: number of the command */
    DOORBELL_REPORT = 3, /* value: index of the report */
    DOORBELL_GONE = 4,   /* the thread has ended; its command will have no other reply than this */
};

/* Numbers of the system calls and ioctls that the commands stand for (ioctl: type 0xae and number). */
enum vmm_command {
    VMM_CLOSE = 57,
    VMM_EXIT = 93,
    VMM_MUNMAP = 215,
    VMM_MMAP = 222,
    VMM_MADVISE = 233,
    KVM_CREATE_VM = 0xae01,
    KVM_CREATE_VCPU = 0xae41,
    KVM_SET_USER_MEMORY_REGION = 0xae46,
    KVM_SET_USER_MEMORY_REGION2 = 0xae49,
    KVM_IRQ_LINE = 0xae61,
    KVM_RUN = 0xae80,
    KVM_SET_VCPU_EVENTS = 0xaea0,
    KVM_ENABLE_CAP = 0xaea3,
    KVM_ARM_VCPU_INIT = 0xaeae,
    KVM_ARM_VCPU_FINALIZE = 0xaec2,
    KVM_SET_MEMORY_ATTRIBUTES = 0xaed2,
    HOST_SETUP = 0x5200,
    HOST_SET_SWITCH = 0x5201,
    HOST_REPORTS = 0x5202,
    HOST_USER_READ = 0x5203,
    HOST_USER_WRITE = 0x5204,
    HOST_FAULT_IN = 0x5205,
    HOST_AGE = 0x5206,
    HOST_TEST_AGE = 0x5207,
    HOST_RMI = 0x5208,
    HOST_FAIL_RMI = 0x5209,
    HOST_FAIL_ALLOCATION = 0x520a,
    HOST_ALLOC_PAGES = 0x520b,
    HOST_FREE_PAGES = 0x520c,
    HOST_INTERRUPT_VCPU = 0x520d,
    HOST_FLUSH_MEMSLOT = 0x520e,
};

#define KVM_VM_TYPE_ARM_REALM 1
#define KVM_CAP_ARM_NISV_TO_USER 177
#define KVM_CAP_ARM_RME 300
#define KVM_CAP_ARM_RME_CONFIG_REALM 0
#define KVM_CAP_ARM_RME_CREATE_RD 1
#define KVM_CAP_ARM_RME_INIT_IPA_REALM 2
#define KVM_CAP_ARM_RME_POPULATE_REALM 3
#define KVM_CAP_ARM_RME_ACTIVATE_REALM 4

/* Rings this PE's doorbell. */
void vmm_ring(enum doorbell kind, u64 value);

#endif
