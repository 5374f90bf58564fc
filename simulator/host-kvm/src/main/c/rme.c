/* Realm life cycle and REC life cycle; follows arch/arm64/kvm/rme.c of the first RFC. */
#include "kvm_rme.h"

#include "bug.h"
#include "rme_rtt.h"
#include "rmi_cmds.h"

#include "debuggable.h"

#define RMM_FEATURE_S2SZ_MASK 0xff
#define RMM_FEATURE_NUM_BPS_SHIFT 14
#define RMM_FEATURE_NUM_WPS_SHIFT 20
#define START_LEVEL_BITS(level) (12 + 9 * (4 - (level)))
#define MAX_CONCATENATED_BITS 4

static u64 rmm_feat_reg0;
static u16 next_vmid = 1;

int kvm_init_rme(void)
{
    u64 lower;

    if (rmi_version(RMI_ABI_VERSION_1_0, &lower) != RMI_SUCCESS) {
        return -ENXIO;
    }
    return WARN_ON(rmi_features(0, &rmm_feat_reg0)) ? -ENXIO : 0;
}

/* KVM's own choice is the deepest level whose tables, up to 16 side by side, cover the address space. */
static int realm_choose_start_level(struct realm *realm)
{
    int extra_bits;

    if (realm->start_level == START_LEVEL_DEFAULT) {
        realm->start_level = 2;
        while ((int)realm->ia_bits > START_LEVEL_BITS(realm->start_level) + MAX_CONCATENATED_BITS) {
            realm->start_level--;
        }
    }
    extra_bits = (int)realm->ia_bits - START_LEVEL_BITS(realm->start_level);
    realm->pgd_order = extra_bits > 0 ? (unsigned)extra_bits : 0;
    return extra_bits > MAX_CONCATENATED_BITS ? -EINVAL : 0;
}

static int realm_delegate_pages(struct realm *realm, phys_addr_t phys, unsigned count)
{
    for (unsigned i = 0; i < count; i++) {
        if (realm_delegate_page(realm, phys + i * PAGE_SIZE)) {
            while (i-- > 0) {
                realm_undelegate_page(realm, phys + i * PAGE_SIZE, "pgd of a failed realm creation");
            }
            return -ENXIO;
        }
    }
    return 0;
}

static void realm_undelegate_pages(struct realm *realm, phys_addr_t phys, unsigned count, const char *what)
{
    for (unsigned i = 0; i < count; i++) {
        realm_undelegate_page(realm, phys + i * PAGE_SIZE, what);
    }
}

static void realm_fill_params(struct realm *realm)
{
    struct realm_params *params = (struct realm_params *)realm->params;

    params->s2sz = realm->ia_bits;
    params->num_bps = rmm_feat_reg0 >> RMM_FEATURE_NUM_BPS_SHIFT & 0x3f;
    params->num_wps = rmm_feat_reg0 >> RMM_FEATURE_NUM_WPS_SHIFT & 0x3f;
    params->flags = realm->lpa2 ? REALM_PARAMS_FLAG_LPA2 : 0;
    params->hash_algo = realm->hash_algo;
    params->vmid = realm->vmid;
    params->rtt_base = realm->pgd;
    params->rtt_level_start = (u64)(s64)realm->start_level;
    params->rtt_num_start = 1ul << realm->pgd_order;
}

static int realm_create_rd(struct kvm *kvm)
{
    struct realm *realm = &kvm->arch.realm;
    int ret = -ENXIO;

    if (realm_delegate_page(realm, realm->rd)) {
        return -ENXIO;
    }
    if (realm_delegate_pages(realm, realm->pgd, 1u << realm->pgd_order)) {
        goto out_undelegate_rd;
    }
    realm_fill_params(realm);
    if (rmi_realm_create(realm->rd, realm->params)) {
        goto out_undelegate_tables;
    }
    if (WARN_ON(rmi_rec_aux_count(realm->rd, &realm->num_aux))) {
        WARN_ON(rmi_realm_destroy(realm->rd));
        goto out_undelegate_tables;
    }
    return 0;

out_undelegate_tables:
    realm_undelegate_pages(realm, realm->pgd, 1u << realm->pgd_order, "pgd of a failed realm creation");
out_undelegate_rd:
    realm_undelegate_page(realm, realm->rd, "rd of a failed realm creation");
    return ret;
}

static void realm_free_pages(struct realm *realm)
{
    if (realm->rd != INVALID_PHYS_ADDR) {
        free_pages(realm->rd, 0);
    }
    if (realm->pgd != INVALID_PHYS_ADDR) {
        free_pages(realm->pgd, realm->pgd_order);
    }
    if (realm->params != INVALID_PHYS_ADDR) {
        free_pages(realm->params, 0);
    }
}

int kvm_rme_config_realm(struct kvm *kvm, u64 hash_algo, bool lpa2, s64 start_level)
{
    struct realm *realm = &kvm->arch.realm;

    if (realm->state != REALM_STATE_NONE) {
        return -EBUSY;
    }
    if (start_level < START_LEVEL_DEFAULT || start_level > RME_RTT_MAX_LEVEL) {
        return -EINVAL;
    }
    realm->hash_algo = hash_algo;
    realm->lpa2 = lpa2;
    realm->start_level = (int)start_level;
    return 0;
}

u32 kvm_realm_ipa_limit(void)
{
    return rmm_feat_reg0 & RMM_FEATURE_S2SZ_MASK;
}

int kvm_create_realm(struct kvm *kvm)
{
    struct realm *realm = &kvm->arch.realm;
    int ret = -ENOMEM;

    if (!kvm_is_realm(kvm) || realm->state != REALM_STATE_NONE) {
        return -EEXIST;
    }
    if (realm_choose_start_level(realm)) {
        return -EINVAL;
    }
    realm->spare_page = INVALID_PHYS_ADDR;
    realm->vmid = next_vmid++;
    realm->rd = alloc_pages(0, GFP_ZERO);
    realm->pgd = alloc_pages(realm->pgd_order, GFP_ZERO);
    realm->params = alloc_pages(0, GFP_ZERO);
    if (realm->rd != INVALID_PHYS_ADDR && realm->pgd != INVALID_PHYS_ADDR && realm->params != INVALID_PHYS_ADDR) {
        ret = realm_create_rd(kvm);
    }
    if (ret) {
        realm_free_pages(realm);
        return ret;
    }
    realm->state = REALM_STATE_NEW;
    return 0;
}

int kvm_activate_realm(struct kvm *kvm)
{
    struct realm *realm = &kvm->arch.realm;

    if (realm->state != REALM_STATE_NEW) {
        return -EBUSY;
    }
    if (rmi_realm_activate(realm->rd)) {
        return -ENXIO;
    }
    WRITE_ONCE(realm->state, REALM_STATE_ACTIVE);
    return 0;
}

static void free_rec_aux(struct realm *realm, struct realm_rec *rec)
{
    for (u64 i = 0; i < rec->num_aux; i++) {
        if (realm_undelegate_page(realm, rec->aux_pages[i], "REC auxiliary granule") == 0) {
            free_pages(rec->aux_pages[i], 0);
        }
    }
    rec->num_aux = 0;
}

static int alloc_rec_aux(struct realm *realm, struct realm_rec *rec, struct rec_params *params)
{
    for (u64 i = 0; i < realm->num_aux; i++) {
        phys_addr_t aux = alloc_pages(0, GFP_ZERO);

        if (aux == INVALID_PHYS_ADDR) {
            return -ENOMEM;
        }
        if (realm_delegate_page(realm, aux)) {
            free_pages(aux, 0);
            return -ENXIO;
        }
        rec->aux_pages[i] = aux;
        rec->num_aux = i + 1;
        params->aux[i] = aux;
    }
    params->num_rec_aux = realm->num_aux;
    return 0;
}

static int realm_create_rec(struct kvm_vcpu *vcpu, struct rec_params *params)
{
    struct realm *realm = &vcpu->kvm->arch.realm;
    struct realm_rec *rec = &vcpu->arch.rec;
    phys_addr_t rec_page = alloc_pages(0, GFP_ZERO);
    int ret;

    if (rec_page == INVALID_PHYS_ADDR) {
        return -ENOMEM;
    }
    if (realm_delegate_page(realm, rec_page)) {
        free_pages(rec_page, 0);
        return -ENXIO;
    }
    ret = alloc_rec_aux(realm, rec, params);
    if (ret == 0 && rmi_rec_create(realm->rd, rec_page, (phys_addr_t)params)) {
        ret = -ENXIO;
    }
    if (ret) {
        free_rec_aux(realm, rec);
        if (realm_undelegate_page(realm, rec_page, "REC of a failed creation") == 0) {
            free_pages(rec_page, 0);
        }
        return ret;
    }
    rec->rec_page = rec_page;
    return 0;
}

int kvm_create_rec(struct kvm_vcpu *vcpu)
{
    struct realm_rec *rec = &vcpu->arch.rec;
    phys_addr_t params_page;
    phys_addr_t run_page;
    struct rec_params *params;
    int ret;

    if (vcpu->kvm->arch.realm.state != REALM_STATE_NEW || rec->rec_page != INVALID_PHYS_ADDR) {
        return -EBUSY;
    }
    params_page = alloc_pages(0, GFP_ZERO);
    run_page = alloc_pages(0, GFP_ZERO);
    if (params_page == INVALID_PHYS_ADDR || run_page == INVALID_PHYS_ADDR) {
        ret = -ENOMEM;
        goto out;
    }
    params = (struct rec_params *)params_page;
    params->flags = vcpu->power_off ? 0 : REC_CREATE_FLAG_RUNNABLE;
    params->mpidr = vcpu->mpidr;
    params->pc = vcpu->reset_pc;
    for (int i = 0; i < 8; i++) {
        params->gprs[i] = vcpu->reset_gprs[i];
    }
    ret = realm_create_rec(vcpu, params);
out:
    if (params_page != INVALID_PHYS_ADDR) {
        free_pages(params_page, 0);
    }
    if (ret == 0) {
        rec->run = (struct rec_run *)run_page;
        vcpu->mp_state = vcpu->power_off ? KVM_MP_STATE_STOPPED : KVM_MP_STATE_RUNNABLE;
    } else if (run_page != INVALID_PHYS_ADDR) {
        free_pages(run_page, 0);
    }
    return ret;
}

/* A REC whose destruction failed: KVM leaves its granules at that. Asking for them tells which ones RMM keeps. */
static void reclaim_rec(struct realm *realm, struct realm_rec *rec)
{
    if (realm_reclaim_page(realm, rec->rec_page, "REC that RMM keeps") == 0) {
        free_pages(rec->rec_page, 0);
    }
    for (u64 i = 0; i < rec->num_aux; i++) {
        if (realm_reclaim_page(realm, rec->aux_pages[i], "auxiliary granule of a REC that RMM keeps") == 0) {
            free_pages(rec->aux_pages[i], 0);
        }
    }
    rec->num_aux = 0;
}

void kvm_destroy_rec(struct kvm_vcpu *vcpu)
{
    struct realm *realm = &vcpu->kvm->arch.realm;
    struct realm_rec *rec = &vcpu->arch.rec;
    u64 status;

    if (rec->rec_page == INVALID_PHYS_ADDR) {
        return;
    }
    free_pages((phys_addr_t)rec->run, 0);
    status = rmi_rec_destroy(rec->rec_page);
    if (WARN(status, rec->rec_page, status)) {
        reclaim_rec(realm, rec);
    } else {
        free_rec_aux(realm, rec);
        if (realm_undelegate_page(realm, rec->rec_page, "REC") == 0) {
            free_pages(rec->rec_page, 0);
        }
    }
    rec->rec_page = INVALID_PHYS_ADDR;
}

/* What an earlier command did not give back: RMM may have it no longer. */
static void realm_reclaim_pages(struct realm *realm)
{
    phys_addr_t phys = next_page_of(realm->vmid, 0);

    while (phys != INVALID_PHYS_ADDR) {
        realm_reclaim_page(realm, phys, "granule of a realm that RMM keeps");
        phys = next_page_of(realm->vmid, phys + PAGE_SIZE);
    }
}

void kvm_destroy_realm(struct kvm *kvm)
{
    struct realm *realm = &kvm->arch.realm;
    u64 status;

    if (realm->state == REALM_STATE_NONE || realm->state == REALM_STATE_DEAD) {
        return;
    }
    WRITE_ONCE(realm->state, REALM_STATE_DYING);
    status = rmi_realm_destroy(realm->rd);
    if (!WARN(status, realm->rd, status)) {
        realm_undelegate_page(realm, realm->rd, "rd");
        realm_undelegate_pages(realm, realm->pgd, 1u << realm->pgd_order, "pgd");
    }
    if (realm->nr_granules != 0) {
        realm_reclaim_pages(realm);
    }
    realm_free_pages(realm);
    WRITE_ONCE(realm->state, REALM_STATE_DEAD);
}

int realm_psci_complete(struct kvm_vcpu *calling, struct kvm_vcpu *target, u64 status)
{
    u64 ret = rmi_psci_complete(calling->arch.rec.rec_page, target->arch.rec.rec_page, status);

    return ret ? -EINVAL : 0;
}
