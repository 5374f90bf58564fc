/* One function per RMI command. Each returns X0: RMI_RETURN_STATUS and RMI_RETURN_INDEX take it apart. */
#ifndef HOST_KVM_RMI_CMDS_H
#define HOST_KVM_RMI_CMDS_H

#include "rmi_smc.h"

struct arm_smccc_1_2_regs {
    u64 a0;
    u64 a1;
    u64 a2;
    u64 a3;
    u64 a4;
    u64 a5;
};

struct rtt_entry {
    u64 walk_level;
    u64 desc;
    u64 state;
    u64 ripas;
};

/* SMC with x0 to x5; the results replace them. A call that is to fail by request is not made at all. */
void arm_smccc_1_2_smc(struct arm_smccc_1_2_regs *regs);

/* Lets the calls of `fid` from the `nth` on, 1 being the next, fail `count` times with `status`, in place of what was
 * asked for the same command before; count 0 for none. `unused` is how many of those before have not come about.
 * -ENOSPC if it is asked for too many commands at once. */
int rmi_inject_failure(u64 fid, u64 nth, u64 count, u64 status, u64 *unused);

static inline u64 rmi_call(u64 fid, u64 a1, u64 a2, u64 a3, u64 a4, u64 a5)
{
    struct arm_smccc_1_2_regs regs = {fid, a1, a2, a3, a4, a5};

    arm_smccc_1_2_smc(&regs);
    return regs.a0;
}

/* The same for commands with a result in X1. */
static inline u64 rmi_call_out1(struct arm_smccc_1_2_regs regs, u64 *out)
{
    arm_smccc_1_2_smc(&regs);
    *out = regs.a1;
    return regs.a0;
}

/* The same for commands with results in X1 and X2. */
static inline u64 rmi_call_out2(struct arm_smccc_1_2_regs regs, u64 *out1, u64 *out2)
{
    arm_smccc_1_2_smc(&regs);
    *out1 = regs.a1;
    *out2 = regs.a2;
    return regs.a0;
}

static inline u64 rmi_version(u64 requested, u64 *lower)
{
    return rmi_call_out1((struct arm_smccc_1_2_regs){SMC_RMI_VERSION, requested}, lower);
}

static inline u64 rmi_features(u64 index, u64 *value)
{
    return rmi_call_out1((struct arm_smccc_1_2_regs){SMC_RMI_FEATURES, index}, value);
}

static inline u64 rmi_granule_delegate(phys_addr_t phys)
{
    return rmi_call(SMC_RMI_GRANULE_DELEGATE, phys, 0, 0, 0, 0);
}

static inline u64 rmi_granule_undelegate(phys_addr_t phys)
{
    return rmi_call(SMC_RMI_GRANULE_UNDELEGATE, phys, 0, 0, 0, 0);
}

static inline u64 rmi_data_create(phys_addr_t rd, phys_addr_t data, u64 ipa, phys_addr_t src, u64 flags)
{
    return rmi_call(SMC_RMI_DATA_CREATE, rd, data, ipa, src, flags);
}

static inline u64 rmi_data_create_unknown(phys_addr_t rd, phys_addr_t data, u64 ipa)
{
    return rmi_call(SMC_RMI_DATA_CREATE_UNKNOWN, rd, data, ipa, 0, 0);
}

static inline u64 rmi_data_destroy(phys_addr_t rd, u64 ipa, phys_addr_t *data_out)
{
    return rmi_call_out1((struct arm_smccc_1_2_regs){SMC_RMI_DATA_DESTROY, rd, ipa}, data_out);
}

static inline u64 rmi_data_destroy_top(phys_addr_t rd, u64 ipa, phys_addr_t *data_out, u64 *top)
{
    return rmi_call_out2((struct arm_smccc_1_2_regs){SMC_RMI_DATA_DESTROY, rd, ipa}, data_out, top);
}

static inline u64 rmi_realm_create(phys_addr_t rd, phys_addr_t params)
{
    return rmi_call(SMC_RMI_REALM_CREATE, rd, params, 0, 0, 0);
}

static inline u64 rmi_realm_activate(phys_addr_t rd)
{
    return rmi_call(SMC_RMI_REALM_ACTIVATE, rd, 0, 0, 0, 0);
}

static inline u64 rmi_realm_destroy(phys_addr_t rd)
{
    return rmi_call(SMC_RMI_REALM_DESTROY, rd, 0, 0, 0, 0);
}

static inline u64 rmi_rec_aux_count(phys_addr_t rd, u64 *count)
{
    return rmi_call_out1((struct arm_smccc_1_2_regs){SMC_RMI_REC_AUX_COUNT, rd}, count);
}

static inline u64 rmi_rec_create(phys_addr_t rd, phys_addr_t rec, phys_addr_t params)
{
    return rmi_call(SMC_RMI_REC_CREATE, rd, rec, params, 0, 0);
}

static inline u64 rmi_rec_destroy(phys_addr_t rec)
{
    return rmi_call(SMC_RMI_REC_DESTROY, rec, 0, 0, 0, 0);
}

static inline u64 rmi_rec_enter(phys_addr_t rec, phys_addr_t run)
{
    return rmi_call(SMC_RMI_REC_ENTER, rec, run, 0, 0, 0);
}

static inline u64 rmi_psci_complete(phys_addr_t calling, phys_addr_t target, u64 status)
{
    return rmi_call(SMC_RMI_PSCI_COMPLETE, calling, target, status, 0, 0);
}

static inline u64 rmi_rtt_create(phys_addr_t rd, phys_addr_t rtt, u64 ipa, int level)
{
    return rmi_call(SMC_RMI_RTT_CREATE, rd, rtt, ipa, (u64)(s64)level, 0);
}

static inline u64 rmi_rtt_destroy(phys_addr_t rd, u64 ipa, int level, phys_addr_t *rtt)
{
    return rmi_call_out1((struct arm_smccc_1_2_regs){SMC_RMI_RTT_DESTROY, rd, ipa, (u64)(s64)level}, rtt);
}

static inline u64 rmi_rtt_destroy_top(phys_addr_t rd, u64 ipa, int level, phys_addr_t *rtt, u64 *top)
{
    return rmi_call_out2((struct arm_smccc_1_2_regs){SMC_RMI_RTT_DESTROY, rd, ipa, (u64)(s64)level}, rtt, top);
}

static inline u64 rmi_rtt_fold(phys_addr_t rd, u64 ipa, int level, phys_addr_t *rtt)
{
    return rmi_call_out1((struct arm_smccc_1_2_regs){SMC_RMI_RTT_FOLD, rd, ipa, (u64)(s64)level}, rtt);
}

static inline u64 rmi_rtt_map_unprotected(phys_addr_t rd, u64 ipa, int level, u64 desc)
{
    return rmi_call(SMC_RMI_RTT_MAP_UNPROTECTED, rd, ipa, (u64)(s64)level, desc, 0);
}

static inline u64 rmi_rtt_unmap_unprotected(phys_addr_t rd, u64 ipa, int level)
{
    return rmi_call(SMC_RMI_RTT_UNMAP_UNPROTECTED, rd, ipa, (u64)(s64)level, 0, 0);
}

static inline u64 rmi_rtt_unmap_unprotected_top(phys_addr_t rd, u64 ipa, int level, u64 *top)
{
    return rmi_call_out1((struct arm_smccc_1_2_regs){SMC_RMI_RTT_UNMAP_UNPROTECTED, rd, ipa, (u64)(s64)level}, top);
}

static inline u64 rmi_rtt_init_ripas(phys_addr_t rd, u64 base, u64 top, u64 *out_top)
{
    return rmi_call_out1((struct arm_smccc_1_2_regs){SMC_RMI_RTT_INIT_RIPAS, rd, base, top}, out_top);
}

static inline u64 rmi_rtt_set_ripas(phys_addr_t rd, phys_addr_t rec, u64 base, u64 top, u64 *out_top)
{
    return rmi_call_out1((struct arm_smccc_1_2_regs){SMC_RMI_RTT_SET_RIPAS, rd, rec, base, top}, out_top);
}

static inline u64 rmi_rtt_read_entry(phys_addr_t rd, u64 ipa, int level, struct rtt_entry *entry)
{
    struct arm_smccc_1_2_regs regs = {SMC_RMI_RTT_READ_ENTRY, rd, ipa, (u64)(s64)level};

    arm_smccc_1_2_smc(&regs);
    *entry = (struct rtt_entry){.walk_level = regs.a1, .state = regs.a2, .desc = regs.a3, .ripas = regs.a4};
    return regs.a0;
}

#endif
