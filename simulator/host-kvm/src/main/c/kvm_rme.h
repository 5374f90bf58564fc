/* Realms: creation, contents, mapping, execution. */
#ifndef HOST_KVM_KVM_RME_H
#define HOST_KVM_KVM_RME_H

#include "kvm_host.h"
#include "kvm_mmu.h"

int kvm_init_rme(void);
int kvm_create_realm(struct kvm *kvm);

/* Before creation. */
#define START_LEVEL_DEFAULT (-2) /* KVM's own choice */
int kvm_rme_config_realm(struct kvm *kvm, u64 hash_algo, bool lpa2, s64 start_level);
u32 kvm_realm_ipa_limit(void);
int kvm_init_ipa_range_realm(struct kvm *kvm, u64 base, u64 size);
int kvm_populate_realm(struct kvm *kvm, u64 base, u64 size, bool measure);
int kvm_activate_realm(struct kvm *kvm);
void kvm_destroy_realm(struct kvm *kvm);
void kvm_realm_destroy_rtts(struct kvm *kvm);

/* Unmaps `[ipa, ipa + size)`; with `unmap_alias both` that is a range of the lower half, and its shared alias goes too,
 * or alone without `unmap_private`. */
void kvm_realm_unmap_range(struct kvm *kvm, u64 ipa, u64 size, bool unmap_private);
void realm_unmap_private_range(struct kvm *kvm, u64 start, u64 end);

int kvm_create_rec(struct kvm_vcpu *vcpu);
void kvm_destroy_rec(struct kvm_vcpu *vcpu);

/* What an exit left to be done before the next entry; 1 to enter, or an error. */
int kvm_rec_pre_enter(struct kvm_vcpu *vcpu);
u64 kvm_rec_enter(struct kvm_vcpu *vcpu);
int handle_rme_exit(struct kvm_vcpu *vcpu, u64 rec_run_ret);

int realm_map_ipa(struct kvm *kvm, phys_addr_t ipa, kvm_pfn_t pfn, u64 map_size, enum kvm_pgtable_prot prot,
                  struct kvm_mmu_memory_cache *memcache);
bool realm_unmap_shared_page(struct kvm *kvm, u64 ipa);
bool realm_is_block_unassigned(struct kvm *kvm, u64 ipa);
int realm_psci_complete(struct kvm_vcpu *calling, struct kvm_vcpu *target, u64 status);

/* Makes the RIPAS change that the realm's last exit asked for, as far as it goes. */
void kvm_complete_ripas_change(struct kvm_vcpu *vcpu);
int realm_set_ipa_state(struct kvm_vcpu *vcpu, u64 start, u64 end, u64 ripas, u64 *top_ipa);

static inline bool realm_is_addr_protected(const struct realm *realm, u64 addr)
{
    return !(addr & BIT(realm->ia_bits - 1));
}

#endif
