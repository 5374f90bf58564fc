package org.realmscope.rmm.choices;

/**
 * One point where DEN0137 leaves a choice, or where the reference implementation (TF-RMM at {@code rmm-spec-v1.0-rel0})
 * deviates, and that changes a result. Each constant says what the profile {@code specification} does and what the
 * reference does.
 */
public enum RmmChoice {
    CHECK_ORDER(
            "unordered conditions are checked inputs first, then states, then walks",
            "conditions are checked in the order of the reference implementation"),
    OUTPUT_X4("X4 is zero on return unless it is an output", "X4 keeps its value unless it is an output"),
    RESERVED_DATA_FLAGS("reserved bits of the flags of DATA_CREATE are ignored", "they are RMI_ERROR_INPUT"),
    REC_MPIDR_RESERVED("reserved bits of the MPIDR of REC_CREATE are ignored", "they are RMI_ERROR_INPUT"),
    VMID_IN_USE(
            "a vmid that another Realm uses is RMI_ERROR_INPUT",
            "a vmid with bit 5 set is never found to be in use (host build of the reference)"),
    ROOT_ALIGNMENT("rtt_base is aligned to the size of all starting tables", "it is aligned to one table only"),
    SET_RIPAS_TOP_ALIGNMENT(
            "RTT_SET_RIPAS with an unaligned top is RMI_ERROR_INPUT", "an unaligned top only limits the progress"),
    SET_RIPAS_SAME_VALUE(
            "RTT_SET_RIPAS succeeds without progress if the entry at base already has the value",
            "RTT_SET_RIPAS without progress is RMI_ERROR_RTT whatever the entry holds"),
    INIT_RIPAS_DESTROYED("RTT_INIT_RIPAS makes UNASSIGNED DESTROYED entries RAM", "RTT_INIT_RIPAS stops before them"),
    INIT_RIPAS_BASE_ALIGNMENT("RTT_INIT_RIPAS with a base inside a page is RMI_ERROR_RTT", "it is RMI_ERROR_INPUT"),
    TOP_BEYOND_IPA_SPACE("top never lies beyond the IPA space", "top can be the end of a table beyond the IPA space"),
    FOLD_LEVEL_INDEX(
            "folding a level 1 table of assigned entries reports the level of the table",
            "it reports the level above the table"),
    READ_ENTRY_DESTROYED_ADDRESS(
            "RTT_READ_ENTRY gives the address of an ASSIGNED DESTROYED entry", "it gives 0 as its address"),
    SEA_WITHOUT_ABORT(
            "inject_sea without a preceding abort at an Unprotected IPA has no effect", "it is RMI_ERROR_REC"),
    EMULATE_PROTECTED("emul_mmio after an abort at a Protected IPA is RMI_ERROR_REC", "it is accepted if ISV was 1"),
    ESR_MASKS(
            "exit.esr, far and gprs[0] hold what the specification lists for the exit",
            "they hold what the reference implementation lets through"),
    WFX_TIMEOUT("a trapped WFIT or WFET reports ESR.TI and its timeout", "it is reported like WFI or WFE"),
    PSCI_DENIED_ON_TARGET_ON(
            "PSCI_COMPLETE with DENIED for a target that is on fails without effect",
            "it fails and completes the call"),
    CPU_ON_REGISTERS(
            "CPU_ON zeroes X1-X30 of the target",
            "X1-X30 of the target keep their values, SCTLR_EL1.EE is the caller's"),
    CPU_ON_ALREADY_ON(
            "CPU_ON of a runnable target is ALREADY_ON at once",
            "only CPU_ON of the caller itself is ALREADY_ON at once"),
    PSCI_DESTROYED_TARGET(
            "a PSCI call about a REC that has been destroyed is INVALID_PARAMETERS",
            "the host is asked about a REC that has been destroyed"),
    PSCI_EXIT_ARGUMENTS(
            "a PSCI exit discloses the arguments of the function",
            "it discloses the MPIDR of CPU_ON and AFFINITY_INFO only"),
    PSCI_SMC32("the SMC64 functions have no SMC32 forms", "their SMC32 forms are accepted"),
    PSCI_FEATURES_VERSION("PSCI_FEATURES knows PSCI_VERSION", "PSCI_FEATURES does not know PSCI_VERSION"),
    REALM_CONFIG_PADDING("RSI_REALM_CONFIG zeroes the rest of the page", "it leaves the rest of the page alone"),
    RSI_WIDE_ARGUMENTS("reserved bits of RSI_IPA_STATE_SET arguments are ignored", "they must be zero"),
    SHAREABILITY("mappings of non-cacheable Unprotected memory are Outer Shareable", "they are Inner Shareable"),
    SEA_SYNDROME("ESR_EL1 of an injected SEA holds EC, IL, EA and FSC", "it also holds ISS bits of ESR_EL2"),
    HVC_RETURN_ADDRESS("HVC is undefined: ELR_EL1 is the address of the HVC", "ELR_EL1 is the address after the HVC"),
    BEYOND_IPA_SPACE(
            "an access beyond the IPA space is an address size fault of the realm", "it is a SEA of the realm"),
    REM_EXTEND_PADDING("a REM is extended by the value padded with zeroes to 64 bytes", "it is extended by the value"),
    HOST_CALL_EMPTY(
            "a pending host call whose page has become EMPTY exits as a Data Abort",
            "it completes without results and without a change of X0"),
    EXIT_BEFORE_RUN("an exit before the realm has run gives GIC and timer state", "it gives zeroes for them"),
    HOST_CALL_IMM("imm of a host call has 16 bits", "it has 32 bits"),
    HOST_CALL_HPFAR("hpfar of an access of the RMM for the realm is the page", "hpfar has IPA bits 11:8 in bits 3:0"),
    SERROR(
            "SError exits have the exception class; a virtual SError stays pending until the realm takes it",
            "SError exits lack the exception class; a virtual SError is pending during one run");

    private final String specification;
    private final String reference;

    RmmChoice(String specification, String reference) {
        this.specification = specification;
        this.reference = reference;
    }

    /** What the profile {@code specification} does. */
    public String specification() {
        return specification;
    }

    /** What the reference implementation does. */
    public String reference() {
        return reference;
    }
}
