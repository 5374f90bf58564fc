/* RECs: creation, entry and exit. */
#include "stub.h"

/* Word offsets in RmiRecParams and RmiRecRun; the exit half starts at EXIT. */
#define PARAMS_FLAGS 0
#define PARAMS_MPIDR (0x100 / 8)
#define PARAMS_PC (0x200 / 8)
#define PARAMS_GPRS (0x300 / 8)
#define ENTER_FLAGS 0
#define ENTER_GPRS (0x200 / 8)
#define EXIT (0x800 / 8)
#define EXIT_REASON (EXIT + 0)
#define EXIT_ESR (EXIT + 0x100 / 8)
#define EXIT_FAR (EXIT + 0x108 / 8)
#define EXIT_HPFAR (EXIT + 0x110 / 8)
#define EXIT_GPRS (EXIT + 0x200 / 8)

#define FLAG_RUNNABLE (1ul << 0)
#define FLAG_EMUL_MMIO (1ul << 0)

enum exit_reason { EXIT_SYNC = 0, EXIT_IRQ = 1, EXIT_FIQ = 2, EXIT_SERROR = 6 };

#define EC_SMC64 0x17
#define EC_INSTRUCTION_ABORT_LOWER 0x20
#define EC_DATA_ABORT_LOWER 0x24
#define ESR_EC(esr) ((esr) >> 26 & 0x3f)
#define ESR_ISV (1ul << 24)
#define ESR_SAS(esr) ((esr) >> 22 & 3)
#define ESR_SSE (1ul << 21)
#define ESR_SRT(esr) ((esr) >> 16 & 31)
#define ESR_SF (1ul << 15)
#define ESR_WNR (1ul << 6)
#define ESR_MASK_ABORT 0xfc001e3ful
#define ESR_MASK_EMULATABLE 0xfdc09e7ful
#define ESR_MASK_SERROR 0xfd001e3ful
#define FAR_PAGE_OFFSET 0xffful
#define HPFAR_UNPROTECTED (1ul << (35 - 8))

#define PSTATE_EL1H_DAIF 0x3c5ul
#define SCTLR_EL1_RESET 0x30d00800ul
#define MPIDR_RES1 (1ul << 31)
/* 36-bit IPA, start level 1, 16-bit VMID, unprotected IPAs in the Non-secure PAS. */
#define VTCR_VALUE 0xc00e355cul
#define SMC_NOT_SUPPORTED (~0ul)

#define EL1_REGISTERS(apply)                                                            \
    apply(0, SCTLR_EL12) apply(1, CPACR_EL12) apply(2, TTBR0_EL12) apply(3, TTBR1_EL12) \
    apply(4, TCR_EL12) apply(5, MAIR_EL12) apply(6, AMAIR_EL12) apply(7, VBAR_EL12)     \
    apply(8, ELR_EL12) apply(9, SPSR_EL12) apply(10, ESR_EL12) apply(11, FAR_EL12)      \
    apply(12, AFSR0_EL12) apply(13, AFSR1_EL12) apply(14, CONTEXTIDR_EL12)              \
    apply(15, CNTKCTL_EL12) apply(16, SP_EL1) apply(17, SP_EL0) apply(18, TPIDR_EL1)    \
    apply(19, TPIDR_EL0) apply(20, TPIDRRO_EL0) apply(21, PAR_EL1)

static void el1_save(uint64_t *registers)
{
#define SAVE(index, name) registers[index] = read_sysreg(name);
    EL1_REGISTERS(SAVE)
#undef SAVE
}

static void el1_restore(const uint64_t *registers)
{
#define RESTORE(index, name) write_sysreg(name, registers[index]);
    EL1_REGISTERS(RESTORE)
#undef RESTORE
}

uint64_t rec_create(uint64_t rd, uint64_t rec, uint64_t params)
{
    uint64_t *copy = cpu_page();
    struct rd *realm;
    struct rec *created;

    if (!is_granule(params) || !granule_is(rec, DELEGATED) || !granule_is(rd, RD)
        || !ns_copy(copy, slot_map_ns(SLOT_NS, params), PAGE_SIZE)) {
        return RMI_ERROR_INPUT;
    }
    realm = slot_map_realm(SLOT_RD, rd);
    if (realm->active) {
        return RMI_ERROR_REALM;
    }
    created = slot_map_realm(SLOT_REC, rec);
    page_zero(created);
    created->rd = rd;
    created->runnable = copy[PARAMS_FLAGS] & FLAG_RUNNABLE;
    for (int i = 0; i < 8; i++) {
        created->context.gprs[i] = copy[PARAMS_GPRS + i];
    }
    created->context.pc = copy[PARAMS_PC];
    created->context.pstate = PSTATE_EL1H_DAIF;
    created->context.el1[0] = SCTLR_EL1_RESET;
    created->context.vmpidr = copy[PARAMS_MPIDR] | MPIDR_RES1;
    realm->rec_count++;
    granule_set(rec, REC);
    return RMI_SUCCESS;
}

uint64_t rec_destroy(uint64_t rec)
{
    struct rec *destroyed;
    struct rd *realm;

    if (!granule_is(rec, REC)) {
        return RMI_ERROR_INPUT;
    }
    destroyed = slot_map_realm(SLOT_REC, rec);
    if (destroyed->running) {
        return RMI_ERROR_REC;
    }
    realm = slot_map_realm(SLOT_RD, destroyed->rd);
    realm->rec_count--;
    granule_set(rec, DELEGATED);
    return RMI_SUCCESS;
}

/* Completes a load that the Host emulated: narrowed to the access size, extended as the instruction would. */
static uint64_t emulated_load(uint64_t esr, uint64_t value)
{
    unsigned unused = 64 - (8u << ESR_SAS(esr));

    if (esr & ESR_SSE) {
        value = (uint64_t)((int64_t)(value << unused) >> unused);
        return esr & ESR_SF ? value : (uint32_t)value;
    }
    return value << unused >> unused;
}

static void complete_emulation(struct rec *rec, const uint64_t *enter)
{
    uint64_t esr = rec->emulatable_esr;

    rec->context.pc += 4;
    if (!(esr & ESR_WNR) && ESR_SRT(esr) != 31) {
        rec->context.gprs[ESR_SRT(esr)] = emulated_load(esr, enter[ENTER_GPRS]);
    }
}

static void abort_exit(struct rec *rec, uint64_t esr, uint64_t *run)
{
    uint64_t hpfar = read_sysreg(HPFAR_EL2);
    bool emulatable = ESR_EC(esr) == EC_DATA_ABORT_LOWER && (esr & ESR_ISV) && (hpfar & HPFAR_UNPROTECTED);

    run[EXIT_HPFAR] = hpfar;
    if (!emulatable) {
        run[EXIT_ESR] = esr & ESR_MASK_ABORT;
        return;
    }
    rec->emulatable_esr = esr;
    run[EXIT_ESR] = esr & ESR_MASK_EMULATABLE;
    run[EXIT_FAR] = read_sysreg(FAR_EL2) & FAR_PAGE_OFFSET;
    if ((esr & ESR_WNR) && ESR_SRT(esr) != 31) {
        unsigned unused = 64 - (8u << ESR_SAS(esr));

        run[EXIT_GPRS] = rec->context.gprs[ESR_SRT(esr)] << unused >> unused;
    }
}

/* Fills the exit record, unless the exception is a call that is answered here: then false, and the Realm goes on. */
static bool exit_record(struct rec *rec, unsigned exception, uint64_t *run)
{
    uint64_t esr = read_sysreg(ESR_EL2);

    if (exception == REALM_IRQ || exception == REALM_FIQ) {
        run[EXIT_REASON] = exception == REALM_IRQ ? EXIT_IRQ : EXIT_FIQ;
    } else if (exception == REALM_SERROR) {
        run[EXIT_REASON] = EXIT_SERROR;
        run[EXIT_ESR] = esr & ESR_MASK_SERROR;
    } else if (ESR_EC(esr) == EC_SMC64) {
        rec->context.gprs[0] = SMC_NOT_SUPPORTED;
        rec->context.pc += 4;
        return false;
    } else if (ESR_EC(esr) == EC_DATA_ABORT_LOWER || ESR_EC(esr) == EC_INSTRUCTION_ABORT_LOWER) {
        abort_exit(rec, esr, run);
    }
    return true;
}

static void run_until_exit(struct rec *rec, const struct rd *realm, uint64_t *run)
{
    uint64_t host_el1[EL1_REGISTER_COUNT];
    uint64_t host_vmpidr = read_sysreg(VMPIDR_EL2);
    unsigned exception;

    el1_save(host_el1);
    el1_restore(rec->context.el1);
    write_sysreg(VMPIDR_EL2, rec->context.vmpidr);
    write_sysreg(VTCR_EL2, VTCR_VALUE);
    write_sysreg(VTTBR_EL2, realm->rtt_base | realm->vmid << 48);
    __asm__ volatile("isb" ::: "memory");
    do {
        exception = run_realm(&rec->context);
    } while (!exit_record(rec, exception, run));
    el1_save(rec->context.el1);
    el1_restore(host_el1);
    write_sysreg(VMPIDR_EL2, host_vmpidr);
    __asm__ volatile("isb" ::: "memory");
}

static uint64_t check_entry(const struct rec *rec, const struct rd *realm, uint64_t flags)
{
    if (!realm->active) {
        return RMI_ERROR_REALM;
    }
    if (rec->running || !rec->runnable || (flags & ~FLAG_EMUL_MMIO) || (flags != 0 && rec->emulatable_esr == 0)) {
        return RMI_ERROR_REC;
    }
    return RMI_SUCCESS;
}

uint64_t rec_enter(uint64_t rec, uint64_t run)
{
    uint64_t *copy = cpu_page();
    uint64_t *ns_run;
    struct rec *entered;
    struct rd *realm;
    uint64_t status;

    if (!is_granule(run) || !granule_is(rec, REC)) {
        return RMI_ERROR_INPUT;
    }
    ns_run = slot_map_ns(SLOT_NS, run);
    if (!ns_copy(copy, ns_run, PAGE_SIZE / 2)) {
        return RMI_ERROR_INPUT;
    }
    entered = slot_map_realm(SLOT_REC, rec);
    realm = slot_map_realm(SLOT_RD, entered->rd);
    status = check_entry(entered, realm, copy[ENTER_FLAGS]);
    if (status != RMI_SUCCESS) {
        return status;
    }
    if (copy[ENTER_FLAGS] & FLAG_EMUL_MMIO) {
        complete_emulation(entered, copy);
    }
    entered->emulatable_esr = 0;
    entered->running = 1;
    for (unsigned word = EXIT; word < PAGE_SIZE / 8; word++) {
        copy[word] = 0;
    }
    granule_table_unlock();
    run_until_exit(entered, realm, copy);
    granule_table_lock();
    entered->running = 0;
    return ns_copy(ns_run + EXIT, copy + EXIT, PAGE_SIZE / 2) ? RMI_SUCCESS : RMI_ERROR_INPUT;
}
