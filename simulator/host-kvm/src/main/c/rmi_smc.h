/* RMI 1.0: function identifiers, status codes, structures. */
#ifndef HOST_KVM_RMI_SMC_H
#define HOST_KVM_RMI_SMC_H

#include "types.h"

enum rmi_fid {
    SMC_RMI_VERSION = 0xc4000150,
    SMC_RMI_GRANULE_DELEGATE = 0xc4000151,
    SMC_RMI_GRANULE_UNDELEGATE = 0xc4000152,
    SMC_RMI_DATA_CREATE = 0xc4000153,
    SMC_RMI_DATA_CREATE_UNKNOWN = 0xc4000154,
    SMC_RMI_DATA_DESTROY = 0xc4000155,
    SMC_RMI_REALM_ACTIVATE = 0xc4000157,
    SMC_RMI_REALM_CREATE = 0xc4000158,
    SMC_RMI_REALM_DESTROY = 0xc4000159,
    SMC_RMI_REC_CREATE = 0xc400015a,
    SMC_RMI_REC_DESTROY = 0xc400015b,
    SMC_RMI_REC_ENTER = 0xc400015c,
    SMC_RMI_RTT_CREATE = 0xc400015d,
    SMC_RMI_RTT_DESTROY = 0xc400015e,
    SMC_RMI_RTT_MAP_UNPROTECTED = 0xc400015f,
    SMC_RMI_RTT_READ_ENTRY = 0xc4000161,
    SMC_RMI_RTT_UNMAP_UNPROTECTED = 0xc4000162,
    SMC_RMI_PSCI_COMPLETE = 0xc4000164,
    SMC_RMI_FEATURES = 0xc4000165,
    SMC_RMI_RTT_FOLD = 0xc4000166,
    SMC_RMI_REC_AUX_COUNT = 0xc4000167,
    SMC_RMI_RTT_INIT_RIPAS = 0xc4000168,
    SMC_RMI_RTT_SET_RIPAS = 0xc4000169,
};

#define RMI_ABI_VERSION_1_0 0x10000ul

enum rmi_status {
    RMI_SUCCESS = 0,
    RMI_ERROR_INPUT = 1,
    RMI_ERROR_REALM = 2,
    RMI_ERROR_REC = 3,
    RMI_ERROR_RTT = 4,
};

#define RMI_RETURN_STATUS(x) ((x) & 0xff)
#define RMI_RETURN_INDEX(x) (((x) >> 8) & 0xff)

enum rmi_entry_state {
    RMI_UNASSIGNED = 0,
    RMI_ASSIGNED = 1,
    RMI_TABLE = 2,
};

enum rmi_ripas {
    RMI_EMPTY = 0,
    RMI_RAM = 1,
    RMI_DESTROYED = 2,
};

enum rmi_exit_reason {
    RMI_EXIT_SYNC = 0,
    RMI_EXIT_IRQ = 1,
    RMI_EXIT_FIQ = 2,
    RMI_EXIT_PSCI = 3,
    RMI_EXIT_RIPAS_CHANGE = 4,
    RMI_EXIT_HOST_CALL = 5,
    RMI_EXIT_SERROR = 6,
};

#define REALM_PARAMS_FLAG_LPA2 BIT(0)
#define REC_CREATE_FLAG_RUNNABLE BIT(0)
#define REC_ENTER_EMULATED_MMIO BIT(0)
#define REC_ENTER_INJECT_SEA BIT(1)
#define REC_ENTER_RIPAS_REJECT BIT(4)
#define RMI_MEASURE_CONTENT BIT(0)
#define REC_PARAMS_AUX_GRANULES 16
#define REC_RUN_GPRS 31
#define REC_GIC_NUM_LRS 16

struct realm_params {
    u64 flags;
    u64 s2sz;
    u64 sve_vl;
    u64 num_bps;
    u64 num_wps;
    u64 pmu_num_ctrs;
    u64 hash_algo;
    u8 unused_038[0x400 - 0x038];
    u8 rpv[64];
    u8 unused_440[0x800 - 0x440];
    u64 vmid;
    u64 rtt_base;
    u64 rtt_level_start;
    u64 rtt_num_start;
    u8 unused_820[0x1000 - 0x820];
};

struct rec_params {
    u64 flags;
    u8 unused_008[0x100 - 0x008];
    u64 mpidr;
    u8 unused_108[0x200 - 0x108];
    u64 pc;
    u8 unused_208[0x300 - 0x208];
    u64 gprs[8];
    u8 unused_340[0x800 - 0x340];
    u64 num_rec_aux;
    u64 aux[REC_PARAMS_AUX_GRANULES];
    u8 unused_888[0x1000 - 0x888];
};

struct rec_enter {
    u64 flags;
    u8 unused_008[0x200 - 0x008];
    u64 gprs[REC_RUN_GPRS];
    u8 unused_2f8[0x300 - 0x2f8];
    u64 gicv3_hcr;
    u64 gicv3_lrs[REC_GIC_NUM_LRS];
    u8 unused_388[0x800 - 0x388];
};

struct rec_exit {
    u64 exit_reason;
    u8 unused_008[0x100 - 0x008];
    u64 esr;
    u64 far;
    u64 hpfar;
    u8 unused_118[0x200 - 0x118];
    u64 gprs[REC_RUN_GPRS];
    u8 unused_2f8[0x300 - 0x2f8];
    u64 gicv3_hcr;
    u64 gicv3_lrs[REC_GIC_NUM_LRS];
    u64 gicv3_misr;
    u64 gicv3_vmcr;
    u8 unused_398[0x400 - 0x398];
    u64 cntp_ctl;
    u64 cntp_cval;
    u64 cntv_ctl;
    u64 cntv_cval;
    u8 unused_420[0x500 - 0x420];
    u64 ripas_base;
    u64 ripas_top;
    u64 ripas_value;
    u8 unused_518[0x600 - 0x518];
    u64 imm;
    u8 unused_608[0x700 - 0x608];
    u64 pmu_ovf_status;
    u8 unused_708[0x800 - 0x708];
};

struct rec_run {
    struct rec_enter enter;
    struct rec_exit exit;
};

_Static_assert(sizeof(struct realm_params) == 0x1000, "RmiRealmParams is one granule");
_Static_assert(sizeof(struct rec_params) == 0x1000, "RmiRecParams is one granule");
_Static_assert(sizeof(struct rec_run) == 0x1000, "RmiRecRun is one granule");

#endif
