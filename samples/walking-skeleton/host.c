/* A host at NS-EL2 that runs one realm through its first faults: build, enter, resolve a protected fault, emulate a
 * device, take everything apart. Between building and running it touches a granule that is no longer its own. */
#include "console.h"
#include "exception.h"
#include "rmi.h"
#include "sysreg.h"

#include <stdbool.h>

#define PAGE 4096
#define CODE_IPA 0x0ul
#define FAULT_IPA 0x8000ul
#define RAM_TOP 0x10000ul
#define DEVICE_IPA (1ul << 35)
#define TABLE_LEVELS_FROM 2
#define TABLE_LEVELS_TO 3

#define ESR_EC_SHIFT 26
#define EC_DATA_ABORT_SAME_EL 0x25ul
/* Data abort from the same EL, 32-bit instruction, read, granule protection fault not on a table walk. */
#define ESR_GPF_READ 0x96000028ul
/* Data abort from a lower EL, translation fault at level 3: what RMM shows of a protected fault. */
#define ESR_PROTECTED_FAULT 0x90000007ul
/* The same with ISV, SAS, SF and WnR: 64-bit store, 16-bit load into a W register; level 1, as nothing is mapped
 * there. */
#define ESR_DEVICE_STORE 0x91c08045ul
#define ESR_DEVICE_LOAD 0x91400005ul

#define PATTERN 0x5ca1ab1e5ca1ab1eul
/* 1 + 2 + ... + 100, and the address that the realm stored at itself. */
#define REALM_SUM (5050ul + FAULT_IPA)
#define DEVICE_VALUE 0x18001ul
#define REALM_LOADED 0xffff8001ul

extern const uint8_t realm_program[PAGE];

static struct rmi_realm_params realm_params __attribute__((aligned(PAGE)));
static struct rmi_rec_params rec_params __attribute__((aligned(PAGE)));
static struct rmi_rec_run run __attribute__((aligned(PAGE)));
static uint64_t granules[8 + RMI_MAX_AUX][PAGE / 8] __attribute__((aligned(PAGE)));

static unsigned granules_used;
static unsigned mismatches;
static bool abort_expected;
static uint64_t abort_esr;
static uint64_t abort_far;

void exception(struct exception_frame *frame)
{
    if (!abort_expected || frame->esr >> ESR_EC_SHIFT != EC_DATA_ABORT_SAME_EL) {
        exception_fatal(frame);
    }
    abort_expected = false;
    abort_esr = frame->esr;
    abort_far = frame->far;
    frame->elr += 4;
}

static void check(const char *what, uint64_t actual, uint64_t expected)
{
    print_value(what, actual);
    if (actual != expected) {
        mismatches++;
        print_value("  mismatch, expected", expected);
    }
}

static struct rmi_result rmi_ok(const char *name, enum rmi_fid fid, uint64_t a1, uint64_t a2, uint64_t a3, uint64_t a4)
{
    struct rmi_result result = rmi(fid, a1, a2, a3, a4, fid == RMI_DATA_CREATE ? RMI_MEASURE_CONTENT : 0);

    if (result.x[0] != RMI_SUCCESS) {
        print(name);
        print_value(" failed", result.x[0]);
        stop(1);
    }
    return result;
}

static uint64_t delegated_granule(void)
{
    uint64_t pa = (uint64_t)granules[granules_used++];

    rmi_ok("RMI_GRANULE_DELEGATE", RMI_GRANULE_DELEGATE, pa, 0, 0, 0);
    return pa;
}

static void undelegate(uint64_t pa)
{
    rmi_ok("RMI_GRANULE_UNDELEGATE", RMI_GRANULE_UNDELEGATE, pa, 0, 0, 0);
}

static uint64_t read_granule(uint64_t pa)
{
    uint64_t value;

    __asm__ volatile("ldr %0, [%1]" : "=r"(value) : "r"(pa) : "memory");
    return value;
}

static void touch_delegated_granule(void)
{
    uint64_t pa = (uint64_t)granules[granules_used];

    granules[granules_used][0] = PATTERN;
    delegated_granule();
    abort_expected = true;
    read_granule(pa);
    check("gpf taken", !abort_expected, 1);
    check("gpf esr", abort_esr, ESR_GPF_READ);
    check("gpf far", abort_far, pa);
    abort_expected = false;
    check("RMI_REALM_CREATE with delegated parameters", rmi(RMI_REALM_CREATE, pa, pa, 0, 0, 0).x[0], RMI_ERROR_INPUT);
    undelegate(pa);
    check("pattern visible after undelegation", read_granule(pa) == PATTERN, 0);
}

static void enter(const char *what, uint64_t rec, uint64_t esr, uint64_t far, uint64_t ipa)
{
    rmi_ok("RMI_REC_ENTER", RMI_REC_ENTER, rec, (uint64_t)&run, 0, 0);
    print(what);
    print("\n");
    check("  exit_reason", run.exit_reason, RMI_EXIT_SYNC);
    check("  esr", run.exit_esr, esr);
    check("  far", run.exit_far, far);
    check("  hpfar", run.exit_hpfar, ipa >> 12 << 4);
}

static void run_realm(uint64_t rd, uint64_t rec)
{
    uint64_t data = delegated_granule();

    enter("protected fault", rec, ESR_PROTECTED_FAULT, 0, FAULT_IPA);
    check("  gprs[0]", run.exit_gprs[0], 0);
    rmi_ok("RMI_DATA_CREATE_UNKNOWN", RMI_DATA_CREATE_UNKNOWN, rd, data, FAULT_IPA, 0);
    enter("device store", rec, ESR_DEVICE_STORE, 8, DEVICE_IPA);
    check("  gprs[0]", run.exit_gprs[0], REALM_SUM);
    run.enter_flags = RMI_EMUL_MMIO;
    enter("device load", rec, ESR_DEVICE_LOAD, 16, DEVICE_IPA);
    run.enter_gprs[0] = DEVICE_VALUE;
    enter("device store of the loaded value", rec, ESR_DEVICE_STORE, 24, DEVICE_IPA);
    check("  gprs[0]", run.exit_gprs[0], REALM_LOADED);
}

static uint64_t create_rec(uint64_t rd)
{
    uint64_t rec = delegated_granule();

    rec_params.flags = RMI_REC_RUNNABLE;
    rec_params.pc = CODE_IPA;
    rec_params.num_aux = rmi_ok("RMI_REC_AUX_COUNT", RMI_REC_AUX_COUNT, rd, 0, 0, 0).x[1];
    for (uint64_t i = 0; i < rec_params.num_aux; i++) {
        rec_params.aux[i] = delegated_granule();
    }
    rmi_ok("RMI_REC_CREATE", RMI_REC_CREATE, rd, rec, (uint64_t)&rec_params, 0);
    return rec;
}

static uint64_t create_realm(void)
{
    uint64_t rd = delegated_granule();

    realm_params.s2sz = 36;
    realm_params.num_bps = 1;
    realm_params.num_wps = 1;
    realm_params.vmid = 1;
    realm_params.rtt_base = delegated_granule();
    realm_params.rtt_level_start = 1;
    realm_params.rtt_num_start = 1;
    rmi_ok("RMI_REALM_CREATE", RMI_REALM_CREATE, rd, (uint64_t)&realm_params, 0, 0);
    for (uint64_t level = TABLE_LEVELS_FROM; level <= TABLE_LEVELS_TO; level++) {
        rmi_ok("RMI_RTT_CREATE", RMI_RTT_CREATE, rd, delegated_granule(), 0, level);
    }
    check("RMI_RTT_INIT_RIPAS top", rmi_ok("RMI_RTT_INIT_RIPAS", RMI_RTT_INIT_RIPAS, rd, 0, RAM_TOP, 0).x[1], RAM_TOP);
    rmi_ok("RMI_DATA_CREATE", RMI_DATA_CREATE, rd, delegated_granule(), CODE_IPA, (uint64_t)realm_program);
    return rd;
}

static void destroy_all(uint64_t rd, uint64_t rec)
{
    rmi_ok("RMI_REC_DESTROY", RMI_REC_DESTROY, rec, 0, 0, 0);
    rmi_ok("RMI_DATA_DESTROY", RMI_DATA_DESTROY, rd, FAULT_IPA, 0, 0);
    rmi_ok("RMI_DATA_DESTROY", RMI_DATA_DESTROY, rd, CODE_IPA, 0, 0);
    for (uint64_t level = TABLE_LEVELS_TO; level >= TABLE_LEVELS_FROM; level--) {
        rmi_ok("RMI_RTT_DESTROY", RMI_RTT_DESTROY, rd, 0, level, 0);
    }
    rmi_ok("RMI_REALM_DESTROY", RMI_REALM_DESTROY, rd, 0, 0, 0);
    while (granules_used > 0) {
        undelegate((uint64_t)granules[--granules_used]);
    }
}

int main(void)
{
    struct rmi_result version = rmi_ok("RMI_VERSION", RMI_VERSION, RMI_ABI_VERSION_1_0, 0, 0, 0);
    uint64_t rd;
    uint64_t rec;

    check("RMI_VERSION lower", version.x[1], RMI_ABI_VERSION_1_0);
    print_value("RMI_FEATURES 0", rmi_ok("RMI_FEATURES", RMI_FEATURES, 0, 0, 0, 0).x[1]);
    touch_delegated_granule();
    granules_used = 0;
    rd = create_realm();
    rec = create_rec(rd);
    rmi_ok("RMI_REALM_ACTIVATE", RMI_REALM_ACTIVATE, rd, 0, 0, 0);
    run_realm(rd, rec);
    destroy_all(rd, rec);
    print(mismatches == 0 ? "walking-skeleton: ok\n" : "walking-skeleton: failed\n");
    return mismatches != 0;
}
