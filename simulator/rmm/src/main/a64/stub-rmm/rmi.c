/* The command table. */
#include "stub.h"

#define RMI_ABI_VERSION_1_0 0x10000ul
#define SMC_NOT_SUPPORTED (~0ul)
#define FID_SVE_HINT (1ul << 16)

/* RMI_FEATURES register 0: 36-bit IPAs, 6 breakpoints, 4 watchpoints, SHA-256, 4 list registers, 15 RECs. */
#define FEATURES_0 (36ul | 5ul << 14 | 3ul << 20 | 1ul << 32 | 3ul << 34 | 4ul << 38)

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

static uint64_t version(uint64_t requested, uint64_t *results)
{
    results[1] = RMI_ABI_VERSION_1_0;
    results[2] = RMI_ABI_VERSION_1_0;
    return requested == RMI_ABI_VERSION_1_0 ? RMI_SUCCESS : RMI_ERROR_INPUT;
}

static uint64_t command(const uint64_t *x, uint64_t *results)
{
    switch (x[0] & ~FID_SVE_HINT) {
    case RMI_VERSION:
        return version(x[1], results);
    case RMI_FEATURES:
        results[1] = x[1] == 0 ? FEATURES_0 : 0;
        return RMI_SUCCESS;
    case RMI_GRANULE_DELEGATE:
        return granule_delegate(x[1]) ? RMI_SUCCESS : RMI_ERROR_INPUT;
    case RMI_GRANULE_UNDELEGATE:
        return granule_undelegate(x[1]) ? RMI_SUCCESS : RMI_ERROR_INPUT;
    case RMI_REALM_CREATE:
        return realm_create(x[1], x[2]);
    case RMI_REALM_ACTIVATE:
        return realm_activate(x[1]);
    case RMI_REALM_DESTROY:
        return realm_destroy(x[1]);
    case RMI_RTT_CREATE:
        return rtt_create(x[1], x[2], x[3], x[4]);
    case RMI_RTT_DESTROY:
        return rtt_destroy(x[1], x[2], x[3], &results[1]);
    case RMI_RTT_INIT_RIPAS:
        results[1] = x[3];
        return granule_is(x[1], RD) ? RMI_SUCCESS : RMI_ERROR_INPUT;
    case RMI_DATA_CREATE:
        return data_create(x[1], x[2], x[3], &x[4]);
    case RMI_DATA_CREATE_UNKNOWN:
        return data_create(x[1], x[2], x[3], NULL);
    case RMI_DATA_DESTROY:
        return data_destroy(x[1], x[2], &results[1]);
    case RMI_REC_AUX_COUNT:
        return granule_is(x[1], RD) ? RMI_SUCCESS : RMI_ERROR_INPUT;
    case RMI_REC_CREATE:
        return rec_create(x[1], x[2], x[3]);
    case RMI_REC_DESTROY:
        return rec_destroy(x[1]);
    case RMI_REC_ENTER:
        return rec_enter(x[1], x[2]);
    default:
        return SMC_NOT_SUPPORTED;
    }
}

/* Called by entry.S: the Host's x0 to x7 in `x`, its x0 to x4 after the call in `results`. */
void rmi_call(const uint64_t *x, uint64_t *results)
{
    for (int i = 0; i < 5; i++) {
        results[i] = 0;
    }
    granule_table_lock();
    results[0] = command(x, results);
    slot_unmap_all();
    granule_table_unlock();
}
