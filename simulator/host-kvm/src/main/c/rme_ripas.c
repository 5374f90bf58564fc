/* RIPAS: the initial ones and the changes that the realm asks for; follows arch/arm64/kvm/rme.c. */
#include "rme_rtt.h"

#include "bug.h"
#include "rmi_cmds.h"
#include "switches.h"

#include "debuggable.h"

#define NO_LEVEL (-2) /* above all of them */

int realm_init_ipa_state(struct realm *realm, u64 ipa, u64 end)
{
    while (ipa < end) {
        u64 top;
        u64 status = rmi_rtt_init_ripas(realm->rd, ipa, end, &top);

        if (RMI_RETURN_STATUS(status) == RMI_ERROR_RTT) {
            int level = rmi_return_level(status);
            int ret;

            if (level >= RME_RTT_MAX_LEVEL) {
                return -ENXIO;
            }
            ret = realm_create_rtt_levels(realm, ipa, level, level + 1, NULL);
            if (ret) {
                return ret;
            }
        } else if (status) {
            return -ENXIO;
        } else {
            ipa = top;
        }
    }
    return 0;
}

int kvm_init_ipa_range_realm(struct kvm *kvm, u64 base, u64 size)
{
    struct realm *realm = &kvm->arch.realm;

    if (realm->state != REALM_STATE_NEW) {
        return -EINVAL;
    }
    if (!IS_ALIGNED(base | size, PAGE_SIZE) || size == 0 || base + size < base
        || base + size > BIT(realm->ia_bits - 1)) {
        return -EINVAL;
    }
    return realm_init_ipa_state(realm, base, base + size);
}

/* The tables that a failed RMI_RTT_SET_RIPAS asks for: one level more (rfc), or down to what the range needs. */
static int realm_create_rtts_for_ripas(struct kvm_vcpu *vcpu, u64 ipa, u64 end, int level)
{
    struct realm *realm = &vcpu->kvm->arch.realm;
    int needed = switches.behaviour == BEHAVIOUR_TODAY ? find_map_level(realm, ipa, end) : level + 1;

    if (level >= min(needed, RME_RTT_MAX_LEVEL)) {
        return -EINVAL; /* destroyed memory whose change the realm did not ask for */
    }
    return realm_create_rtt_levels(realm, ipa, level, needed, &vcpu->arch.mmu_page_cache);
}

/* The tables that RMI_RTT_SET_RIPAS needs when it succeeds without progress: for RMM 1.0 an entry that has the RIPAS
 * already is no error, though it is larger than what is left of the range. */
static int realm_create_rtts_for_progress(struct kvm_vcpu *vcpu, u64 ipa, u64 end)
{
    struct rtt_entry entry;
    u64 status = rmi_rtt_read_entry(vcpu->kvm->arch.realm.rd, ipa, RME_RTT_MAX_LEVEL, &entry);

    if (WARN(status, ipa, status)) {
        return -ENXIO;
    }
    return realm_create_rtts_for_ripas(vcpu, ipa, end, (int)entry.walk_level);
}

int realm_set_ipa_state(struct kvm_vcpu *vcpu, u64 start, u64 end, u64 ripas, u64 *top_ipa)
{
    struct realm *realm = &vcpu->kvm->arch.realm;
    phys_addr_t rec = vcpu->arch.rec.rec_page;
    int deepest = NO_LEVEL; /* level at which a table was missing for `ipa` */
    u64 ipa = start;
    int ret = 0;

    while (ret == 0 && ipa < end) {
        u64 next;
        u64 status = rmi_rtt_set_ripas(realm->rd, rec, ipa, end, &next);

        if (RMI_RETURN_STATUS(status) == RMI_ERROR_RTT) {
            int level = rmi_return_level(status);

            /* The table is there now, and nobody else can have taken it away. */
            ret = WARN(level <= deepest, ipa, end, status) ? -ENXIO
                                                           : realm_create_rtts_for_ripas(vcpu, ipa, end, level);
            deepest = level;
        } else if (WARN(status, ipa, end, status)) {
            ret = -ENXIO;
        } else if (next <= ipa) {
            ret = realm_create_rtts_for_progress(vcpu, ipa, end);
        } else {
            ipa = next;
            deepest = NO_LEVEL;
        }
    }
    *top_ipa = ipa;
    if (switches.behaviour == BEHAVIOUR_TODAY && ripas == RMI_EMPTY && ipa != start) {
        realm_unmap_private_range(vcpu->kvm, start, ipa);
    }
    return ret;
}

void kvm_complete_ripas_change(struct kvm_vcpu *vcpu)
{
    struct kvm *kvm = vcpu->kvm;
    const struct rec_exit *exit = &vcpu->arch.rec.run->exit;
    u64 base = exit->ripas_base;
    u64 top = exit->ripas_top;
    int ret;

    do {
        u64 top_ipa;

        kvm_mmu_topup_memory_cache(&vcpu->arch.mmu_page_cache, KVM_ARCH_NR_OBJS_PER_MEMORY_CACHE);
        write_lock(&kvm->mmu_lock);
        ret = realm_set_ipa_state(vcpu, base, top, exit->ripas_value, &top_ipa);
        write_unlock(&kvm->mmu_lock);
        if (ret == -EINVAL && switches.behaviour == BEHAVIOUR_RFC) {
            return; /* destroyed memory: the realm is told how far it went */
        }
        if (WARN(ret && ret != -ENOMEM, base, top, top_ipa, ret) || (ret && top_ipa == base)) {
            return; /* the realm asks again for what is left */
        }
        base = top_ipa;
    } while (base < top);
}
