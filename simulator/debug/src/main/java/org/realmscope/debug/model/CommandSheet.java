package org.realmscope.debug.model;

import org.realmscope.abi.Psci;
import org.realmscope.abi.RmiCommand;
import org.realmscope.abi.RsiCommand;

/**
 * What the conditions of a command do not say.
 *
 * @param section of the specification
 * @param effect what it does if no condition holds
 */
record CommandSheet(String section, String effect) {
    static CommandSheet of(RmiCommand command) {
        return switch (command) {
            case DATA_CREATE ->
                rmm(
                        "B4.3.1",
                        "data gets the content of src and is mapped at ipa with RIPAS RAM; its content is measured if"
                                + " flags say so");
            case DATA_CREATE_UNKNOWN ->
                rmm("B4.3.2", "data is mapped at ipa, whose RIPAS stays; its content is unknown");
            case DATA_DESTROY ->
                rmm(
                        "B4.3.3",
                        "the page at ipa becomes DELEGATED; the entry becomes UNASSIGNED, with RIPAS DESTROYED if it"
                                + " was RAM");
            case FEATURES -> rmm("B4.3.4", "value is the feature register, zero unless index is 0");
            case GRANULE_DELEGATE -> rmm("B4.3.5", "the granule goes to the Realm PAS and becomes DELEGATED");
            case GRANULE_UNDELEGATE -> rmm("B4.3.6", "the granule becomes UNDELEGATED and goes to the Non-secure PAS");
            case PSCI_COMPLETE ->
                rmm(
                        "B4.3.7",
                        "the pending PSCI call of calling_rec gets its result; CPU_ON with status SUCCESS makes"
                                + " target_rec runnable");
            case REALM_ACTIVATE -> rmm("B4.3.8", "the realm becomes ACTIVE");
            case REALM_CREATE ->
                rmm(
                        "B4.3.9",
                        "rd becomes an RD in state NEW, the granules from rtt_base on its starting level tables; the"
                                + " VMID is in use");
            case REALM_DESTROY -> rmm("B4.3.10", "rd and the starting level tables become DELEGATED; the VMID is free");
            case REC_AUX_COUNT -> rmm("B4.3.11", "aux_count is the number of auxiliary granules that a REC needs");
            case REC_CREATE ->
                rmm(
                        "B4.3.12",
                        "rec becomes a REC with the registers of params, its auxiliary granules REC_AUX; measured if"
                                + " it is runnable");
            case REC_DESTROY -> rmm("B4.3.13", "rec and its auxiliary granules become DELEGATED");
            case REC_ENTER ->
                rmm("B4.3.14", "the realm runs on this PE; the exit record in run is written when it leaves");
            case RTT_READ_ENTRY -> rmm("B4.3.16", "the outputs describe the entry at which the walk of ipa ends");
            case RTT_CREATE ->
                rmm(
                        "B4.3.17",
                        "rtt becomes an RTT with what the parent entry mapped; the parent entry becomes a TABLE");
            case RTT_DESTROY ->
                rmm(
                        "B4.3.18",
                        "the table becomes DELEGATED; the parent entry becomes UNASSIGNED with RIPAS DESTROYED, or"
                                + " UNASSIGNED_NS");
            case RTT_FOLD ->
                rmm("B4.3.19", "the parent entry takes over what the table maps; the table becomes DELEGATED");
            case RTT_INIT_RIPAS ->
                rmm("B4.3.20", "entries from base up to out_top get RIPAS RAM, and each is measured");
            case RTT_MAP_UNPROTECTED -> rmm("B4.3.21", "the entry of ipa becomes ASSIGNED_NS with desc");
            case RTT_SET_RIPAS ->
                rmm("B4.3.22", "entries from base up to out_top get the RIPAS that rec has asked for");
            case RTT_UNMAP_UNPROTECTED -> rmm("B4.3.23", "the entry of ipa becomes UNASSIGNED_NS");
            case VERSION -> rmm("B4.3.24", "lower and higher are 1.0");
        };
    }

    static CommandSheet of(RsiCommand command) {
        return switch (command) {
            case ATTESTATION_TOKEN_CONTINUE -> rmm("B5.3.1", "the next part of the token is written at addr + offset");
            case ATTESTATION_TOKEN_INIT ->
                rmm("B5.3.2", "a token with the challenge and the measurements of this moment is signed");
            case FEATURES -> rmm("B5.3.3", "value is zero");
            case HOST_CALL ->
                rmm("B5.3.4", "the REC exits with the immediate and the registers of the structure at addr");
            case IPA_STATE_GET -> rmm("B5.3.5", "ripas is that of the IPAs from base up to out_top");
            case IPA_STATE_SET -> rmm("B5.3.6", "the REC exits and asks the host for the RIPAS of base up to top");
            case MEASUREMENT_EXTEND -> rmm("B5.3.7", "the value extends the measurement");
            case MEASUREMENT_READ -> rmm("B5.3.8", "the outputs are the measurement");
            case REALM_CONFIG -> rmm("B5.3.9", "the configuration of the realm is written at addr");
            case VERSION -> rmm("B5.3.10", "lower and higher are 1.0");
        };
    }

    static CommandSheet of(Psci function) {
        return switch (function) {
            case VERSION -> new CommandSheet("DEN0022, chapter 5", "the result is 1.1");
            case CPU_SUSPEND ->
                new CommandSheet(
                        "DEN0022, chapter 5", "the REC exits; when it is entered again, the result is SUCCESS");
            case CPU_OFF -> new CommandSheet("DEN0022, chapter 5", "the REC is no longer runnable and exits");
            case CPU_ON ->
                new CommandSheet("DEN0022, chapter 5", "the REC exits; RMI_PSCI_COMPLETE completes the call");
            case AFFINITY_INFO ->
                new CommandSheet(
                        "DEN0022, chapter 5",
                        "the caller is ON; for another the REC exits, and RMI_PSCI_COMPLETE completes the call");
            case SYSTEM_OFF -> new CommandSheet("DEN0022, chapter 5", "the realm becomes SYSTEM_OFF and the REC exits");
            case SYSTEM_RESET ->
                new CommandSheet("DEN0022, chapter 5", "the realm becomes SYSTEM_OFF and the REC exits");
            case FEATURES -> new CommandSheet("DEN0022, chapter 5", "the result says whether realms have the function");
        };
    }

    private static CommandSheet rmm(String section, String effect) {
        return new CommandSheet("DEN0137, " + section, effect);
    }
}
