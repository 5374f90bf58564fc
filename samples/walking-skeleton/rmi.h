/* RMI as the host calls it: function identifiers, the structures' fields that this host uses, and the SMC. */
#ifndef WALKING_SKELETON_RMI_H
#define WALKING_SKELETON_RMI_H

#include <stdint.h>

enum rmi_fid {
    RMI_VERSION = 0xc4000150,
    RMI_GRANULE_DELEGATE = 0xc4000151,
    RMI_GRANULE_UNDELEGATE = 0xc4000152,
    RMI_DATA_CREATE = 0xc4000153,
    RMI_DATA_CREATE_UNKNOWN = 0xc4000154,
    RMI_DATA_DESTROY = 0xc4000155,
    RMI_REALM_ACTIVATE = 0xc4000157,
    RMI_REALM_CREATE = 0xc4000158,
    RMI_REALM_DESTROY = 0xc4000159,
    RMI_REC_CREATE = 0xc400015a,
    RMI_REC_DESTROY = 0xc400015b,
    RMI_REC_ENTER = 0xc400015c,
    RMI_RTT_CREATE = 0xc400015d,
    RMI_RTT_DESTROY = 0xc400015e,
    RMI_FEATURES = 0xc4000165,
    RMI_REC_AUX_COUNT = 0xc4000167,
    RMI_RTT_INIT_RIPAS = 0xc4000168,
};

#define RMI_ABI_VERSION_1_0 0x10000ul
#define RMI_SUCCESS 0ul
#define RMI_ERROR_INPUT 1ul
#define RMI_EXIT_SYNC 0ul
#define RMI_EMUL_MMIO 1ul
#define RMI_REC_RUNNABLE 1ul
#define RMI_MEASURE_CONTENT 1ul
#define RMI_MAX_AUX 16

struct rmi_realm_params {
    uint64_t flags;
    uint64_t s2sz;
    uint64_t sve_vl;
    uint64_t num_bps;
    uint64_t num_wps;
    uint64_t pmu_num_ctrs;
    uint64_t hash_algo;
    uint8_t unused_038[0x800 - 0x038];
    uint64_t vmid;
    uint64_t rtt_base;
    uint64_t rtt_level_start;
    uint64_t rtt_num_start;
    uint8_t unused_820[0x1000 - 0x820];
};

struct rmi_rec_params {
    uint64_t flags;
    uint8_t unused_008[0x100 - 0x008];
    uint64_t mpidr;
    uint8_t unused_108[0x200 - 0x108];
    uint64_t pc;
    uint8_t unused_208[0x300 - 0x208];
    uint64_t gprs[8];
    uint8_t unused_340[0x800 - 0x340];
    uint64_t num_aux;
    uint64_t aux[RMI_MAX_AUX];
    uint8_t unused_888[0x1000 - 0x888];
};

struct rmi_rec_run {
    uint64_t enter_flags;
    uint8_t unused_008[0x200 - 0x008];
    uint64_t enter_gprs[31];
    uint8_t unused_2f8[0x800 - 0x2f8];
    uint64_t exit_reason;
    uint8_t unused_808[0x900 - 0x808];
    uint64_t exit_esr;
    uint64_t exit_far;
    uint64_t exit_hpfar;
    uint8_t unused_918[0xa00 - 0x918];
    uint64_t exit_gprs[31];
    uint8_t unused_af8[0x1000 - 0xaf8];
};

_Static_assert(sizeof(struct rmi_realm_params) == 0x1000, "RmiRealmParams is one granule");
_Static_assert(sizeof(struct rmi_rec_params) == 0x1000, "RmiRecParams is one granule");
_Static_assert(sizeof(struct rmi_rec_run) == 0x1000, "RmiRecRun is one granule");

struct rmi_result {
    uint64_t x[5];
};

/* Calls RMI; x6 and x7 are zero. */
static inline struct rmi_result rmi(enum rmi_fid fid, uint64_t a1, uint64_t a2, uint64_t a3, uint64_t a4, uint64_t a5)
{
    register uint64_t x0 __asm__("x0") = fid;
    register uint64_t x1 __asm__("x1") = a1;
    register uint64_t x2 __asm__("x2") = a2;
    register uint64_t x3 __asm__("x3") = a3;
    register uint64_t x4 __asm__("x4") = a4;
    register uint64_t x5 __asm__("x5") = a5;
    register uint64_t x6 __asm__("x6") = 0;
    register uint64_t x7 __asm__("x7") = 0;

    __asm__ volatile("smc #0"
                     : "+r"(x0), "+r"(x1), "+r"(x2), "+r"(x3), "+r"(x4), "+r"(x5), "+r"(x6), "+r"(x7)
                     :
                     : "x8", "x9", "x10", "x11", "x12", "x13", "x14", "x15", "x16", "x17", "memory");
    return (struct rmi_result){{x0, x1, x2, x3, x4}};
}

#endif
