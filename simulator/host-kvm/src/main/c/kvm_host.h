/* KVM's objects: virtual machines, vCPUs, memory slots, and the realm behind a virtual machine. */
#ifndef HOST_KVM_KVM_HOST_H
#define HOST_KVM_KVM_HOST_H

#include "mm.h"
#include "rmi_smc.h"
#include "spinlock.h"
#include "types.h"

#define KVM_MAX_VMS 4
#define KVM_MAX_VCPUS 7 /* of all virtual machines: a PE each, beside the VMM's */
#define KVM_MEM_SLOTS_NUM 16
#define KVM_HVA_ERR_BAD (~0ul)

#define KVM_MEM_READONLY BIT(1)
#define KVM_MEM_GUEST_MEMFD BIT(2)
#define KVM_MEMORY_ATTRIBUTE_PRIVATE BIT(3)
#define KVM_MEMORY_EXIT_FLAG_PRIVATE BIT(3)
#define MAX_SHARED_RANGES 32

struct kvm_memory_slot {
    bool in_use;
    gfn_t base_gfn;
    u64 npages;
    u64 userspace_addr;
    u64 flags;
    u64 gmem_addr; /* where the guest_memfd behind the protected range is in the VMM's address space */
};

enum realm_state {
    REALM_STATE_NONE,
    REALM_STATE_NEW,
    REALM_STATE_ACTIVE,
    REALM_STATE_DYING,
    REALM_STATE_DEAD,
};

struct realm {
    enum realm_state state;
    phys_addr_t rd;
    phys_addr_t params; /* INVALID_PHYS_ADDR once the realm exists */
    phys_addr_t spare_page; /* delegated; INVALID_PHYS_ADDR if there is none */
    u64 num_aux;
    u32 ia_bits;
    int start_level;
    unsigned pgd_order;
    phys_addr_t pgd;
    u16 vmid;
    u64 nr_granules; /* that RMM has for it */
    u64 hash_algo;
    bool lpa2;
};

struct realm_rec {
    phys_addr_t rec_page; /* INVALID_PHYS_ADDR before it exists */
    phys_addr_t aux_pages[REC_PARAMS_AUX_GRANULES];
    u64 num_aux; /* aux_pages that are delegated */
    struct rec_run *run;
};

/* Guest frames. */
struct gfn_span {
    gfn_t start;
    gfn_t end;
};

struct kvm_arch {
    bool is_realm;
    bool return_nisv_io_abort_to_user; /* KVM_CAP_ARM_NISV_TO_USER */
    struct realm realm;
};

struct kvm_vcpu;

struct kvm {
    bool in_use;
    int id;
    rwlock_t mmu_lock;
    u64 mmu_invalidate_seq;
    u64 mmu_invalidate_in_progress;
    struct kvm_memory_slot memslots[KVM_MEM_SLOTS_NUM];
    struct kvm_vcpu *vcpus[KVM_MAX_VCPUS];
    int created_vcpus;
    /* What of the slots with a guest_memfd the VMM has made shared: without overlaps, in no order. The rest is private,
     * as VMMs make it before a realm starts. */
    struct gfn_span shared[MAX_SHARED_RANGES];
    int nr_shared;
    struct kvm_arch arch;
};

enum kvm_mp_state {
    KVM_MP_STATE_RUNNABLE = 0,
    KVM_MP_STATE_STOPPED = 5,
};

enum kvm_exit {
    KVM_EXIT_UNKNOWN = 0,
    KVM_EXIT_HYPERCALL = 3,
    KVM_EXIT_MMIO = 6,
    KVM_EXIT_SHUTDOWN = 8,
    KVM_EXIT_INTR = 10,
    KVM_EXIT_INTERNAL_ERROR = 17,
    KVM_EXIT_SYSTEM_EVENT = 24,
    KVM_EXIT_ARM_NISV = 28,
    KVM_EXIT_MEMORY_FAULT = 39,
};

#define KVM_SYSTEM_EVENT_SHUTDOWN 1
#define KVM_SYSTEM_EVENT_RESET 2

/* What KVM_RUN tells the VMM, and takes from it. */
struct kvm_run {
    u64 exit_reason;
    union {
        struct {
            u64 phys_addr;
            u64 data;
            u64 len;
            u64 is_write;
        } mmio;
        struct {
            u64 nr;
            u64 args[4];
        } hypercall;
        struct {
            u64 type;
        } system_event;
        struct {
            u64 esr_iss;
            u64 fault_ipa;
        } arm_nisv;
        struct {
            u64 flags;
            u64 gpa;
            u64 size;
        } memory_fault;
    };
};

struct kvm_vcpu_fault_info {
    u64 esr_el2;
    u64 far_el2;
    u64 hpfar_el2;
};

struct kvm_vcpu_arch {
    struct kvm_vcpu_fault_info fault;
    struct kvm_mmu_memory_cache mmu_page_cache;
    struct realm_rec rec;
    bool mmio_needed;
    bool hypercall_needed;
    bool ripas_change_needed; /* the VMM has been asked, and its next KVM_RUN is its consent */
    u64 lrs[REC_GIC_NUM_LRS];
    bool lrs_in_use; /* an interrupt has been in a list register */
    u64 pending_irqs; /* a bit per INTID from 0 to 63, waiting for a list register */
};

struct kvm_vcpu {
    bool in_use;
    struct kvm *kvm;
    int vcpu_id;
    u64 mpidr;
    int pe;
    enum kvm_mp_state mp_state;
    bool exit_request; /* the VMM wants KVM_RUN to return */
    bool running;      /* in KVM_RUN */
    struct kvm_run run;
    u64 reset_pc;
    u64 reset_gprs[8];
    bool power_off; /* KVM_ARM_VCPU_POWER_OFF */
    struct kvm_vcpu_arch arch;
};

/* The vCPU of a PE for KVM_RUN, which ends with vcpu_put(); NULL if there is none. */
struct kvm_vcpu *vcpu_load(unsigned pe);
void vcpu_put(unsigned pe);
struct kvm *kvm_create_vm(bool is_realm, u32 ia_bits);
struct kvm *kvm_get(u64 id);

/* -EBUSY while one of its vCPUs runs. */
int kvm_destroy_vm(struct kvm *kvm);
struct kvm_vcpu *kvm_vm_ioctl_create_vcpu(struct kvm *kvm, int pe);
int kvm_set_memory_region(struct kvm *kvm, u64 slot, const struct kvm_memory_slot *region);
struct kvm_memory_slot *gfn_to_memslot(struct kvm *kvm, gfn_t gfn);
u64 gfn_to_hva_memslot_prot(struct kvm_memory_slot *slot, gfn_t gfn, bool *writable);
bool kvm_mem_is_private(const struct kvm *kvm, gfn_t gfn);
int kvm_vm_ioctl_set_mem_attributes(struct kvm *kvm, gpa_t gpa, u64 size, u64 attributes);
void kvm_prepare_memory_fault_exit(struct kvm_vcpu *vcpu, gpa_t gpa, u64 size, bool is_private);

/* Called before user space's mapping of `[start, end)` changes, resp. when it has changed. */
void kvm_mmu_notifier_invalidate_range_start(u64 start, u64 end);
void kvm_mmu_notifier_invalidate_range_end(u64 start, u64 end);
int kvm_mmu_notifier_clear_flush_young(u64 start, u64 end);
int kvm_mmu_notifier_test_young(u64 address);
bool mmu_invalidate_retry(struct kvm *kvm, u64 mmu_seq);

int kvm_arch_vcpu_ioctl_run(struct kvm_vcpu *vcpu);
void kvm_vcpu_kick(struct kvm_vcpu *vcpu);
int kvm_vm_ioctl_irq_line(struct kvm_vcpu *vcpu, u64 intid);

/* A pending external abort, for the vCPU's next entry; the other bits of KVM's structure mean nothing to a realm. */
int kvm_arm_vcpu_set_events(struct kvm_vcpu *vcpu, bool ext_dabt_pending);
struct kvm_vcpu *kvm_mpidr_to_vcpu(struct kvm *kvm, u64 mpidr);
int kvm_psci_call(struct kvm_vcpu *vcpu);
int io_mem_abort(struct kvm_vcpu *vcpu, phys_addr_t fault_ipa);
int kvm_handle_mmio_return(struct kvm_vcpu *vcpu);

static inline bool kvm_is_realm(const struct kvm *kvm)
{
    return kvm->arch.is_realm;
}

static inline bool vcpu_is_rec(const struct kvm_vcpu *vcpu)
{
    return kvm_is_realm(vcpu->kvm);
}

/* The bit that tells protected from unprotected addresses; no part of a memory slot's address. */
static inline u64 kvm_gpa_stolen_bits(const struct kvm *kvm)
{
    return kvm_is_realm(kvm) ? BIT(kvm->arch.realm.ia_bits - 1) : 0;
}

#endif
