package org.realmscope.scenario.lang.ide;

import java.util.List;
import java.util.Optional;
import org.realmscope.abi.Psci;
import org.realmscope.abi.RmiCommand;
import org.realmscope.abi.RsiCommand;
import org.realmscope.scenario.lang.vocabulary.CallNames;

/** What the commands of RMI, RSI and PSCI do, in a sentence each. */
final class CommandMeanings {
    private CommandMeanings() {}

    /** The command's parameters, results and meaning as Markdown; none if there is no such command. */
    static Optional<String> of(String name) {
        Optional<RmiCommand> rmi = CallNames.rmi(name);
        if (rmi.isPresent()) {
            return Optional.of(text(
                            name,
                            rmi.get().functionId(),
                            rmi.get().inputs(),
                            rmi.get().outputs())
                    + meaning(rmi.get()));
        }
        Optional<RsiCommand> rsi = CallNames.rsi(name);
        if (rsi.isPresent()) {
            return Optional.of(text(
                            name,
                            rsi.get().functionId(),
                            rsi.get().inputs(),
                            rsi.get().outputs())
                    + meaning(rsi.get()));
        }
        return CallNames.psci(name)
                .map(psci -> text(name, psci.functionId(), psci.inputs(), List.of()) + meaning(psci.function()));
    }

    private static String text(String name, long functionId, List<String> inputs, List<String> outputs) {
        StringBuilder text = new StringBuilder("**" + name + "**(" + String.join(", ", inputs) + ")");
        if (!outputs.isEmpty()) {
            text.append(" → ").append(String.join(", ", outputs));
        }
        return text.append("\n\nX0 = 0x")
                .append(Long.toHexString(functionId))
                .append(inputs.isEmpty() ? "" : ", parameters from X1 on")
                .append(outputs.isEmpty() ? "" : ", results from X1 on, the status in X0")
                .append("\n\n")
                .toString();
    }

    private static String meaning(RmiCommand command) {
        return switch (command) {
            case VERSION ->
                "Asks whether the RMM supports the requested version of RMI; returns the lowest and highest.";
            case GRANULE_DELEGATE ->
                "Gives a granule of the host to the Realm world: Undelegated becomes Delegated, and its"
                        + " memory leaves the Non-secure physical address space.";
            case GRANULE_UNDELEGATE -> "Gives a Delegated granule back to the host; the RMM wipes it.";
            case DATA_CREATE ->
                "Before activation: makes a granule memory of the realm, copies a page of the host into it"
                        + " and measures it if flags say so. The entry becomes ASSIGNED, RIPAS RAM.";
            case DATA_CREATE_UNKNOWN ->
                "Makes a granule memory of the realm, with contents that the realm cannot rely on."
                        + " The entry becomes ASSIGNED; its RIPAS stays as it is.";
            case DATA_DESTROY ->
                "Takes a page of memory away from the realm. The granule becomes Delegated; if the page was"
                        + " RAM, its RIPAS becomes DESTROYED.";
            case REALM_ACTIVATE -> "New becomes Active: the measurement is complete, and the realm can run.";
            case REALM_CREATE -> "Makes a realm of an RD granule and its starting-level tables.";
            case REALM_DESTROY -> "Destroys a realm that has no RECs and nothing in its tables any more.";
            case REC_CREATE -> "Makes a vCPU (a Realm Execution Context) of a REC granule and auxiliary granules.";
            case REC_DESTROY -> "Destroys a REC that does not run.";
            case REC_ENTER -> "Runs a vCPU until something needs the host; why it came back is in the run structure.";
            case RTT_CREATE ->
                "Adds a table at a level of the realm's translation tables, below an entry that keeps its"
                        + " state, spread over the new entries.";
            case RTT_DESTROY ->
                "Removes a table that has no live entries. The range becomes unassigned; protected, it is"
                        + " DESTROYED.";
            case RTT_MAP_UNPROTECTED ->
                "Maps memory of the host at an unprotected IPA: UNASSIGNED_NS becomes ASSIGNED_NS.";
            case RTT_READ_ENTRY -> "Reads an entry of the tables: the level reached, its state, descriptor and RIPAS.";
            case RTT_UNMAP_UNPROTECTED -> "Removes a mapping at an unprotected IPA: ASSIGNED_NS becomes UNASSIGNED_NS.";
            case PSCI_COMPLETE ->
                "Completes a PSCI call of a realm that names another vCPU, with what the host decides.";
            case FEATURES -> "Reads a feature register of the RMM.";
            case RTT_FOLD -> "Replaces a table whose entries are alike by one block entry in its parent.";
            case REC_AUX_COUNT -> "Tells how many auxiliary granules a REC of this realm needs.";
            case RTT_INIT_RIPAS ->
                "Before activation: makes a range of unassigned memory RIPAS RAM, and measures that.";
            case RTT_SET_RIPAS ->
                "Carries out, as far as the tables allow in one call, the change of RIPAS that the vCPU asked"
                        + " for.";
        };
    }

    private static String meaning(RsiCommand command) {
        return switch (command) {
            case VERSION -> "Asks whether the RMM supports the requested version of RSI.";
            case FEATURES -> "Reads a feature register; version 1.0 has none that is not zero.";
            case MEASUREMENT_READ -> "Reads a measurement: index 0 is the RIM, 1 to 4 the REMs.";
            case MEASUREMENT_EXTEND ->
                "Extends a REM (1 to 4) by up to 64 bytes: hash of the old value and the new bytes.";
            case ATTESTATION_TOKEN_INIT ->
                "Begins an attestation token over a challenge of 64 bytes; tells its largest size.";
            case ATTESTATION_TOKEN_CONTINUE ->
                "Writes the next part of the token; RSI_INCOMPLETE asks for another call.";
            case REALM_CONFIG -> "Writes the realm's configuration, such as its IPA width, into a page.";
            case IPA_STATE_SET ->
                "Asks for RIPAS RAM or EMPTY of a range. The host may do part of it, or reject it;"
                        + " DESTROYED pages change only with flag 1.";
            case IPA_STATE_GET -> "Tells the RIPAS of a range, as far as it is the same.";
            case HOST_CALL -> "Leaves to the host with an immediate and 31 registers, which the host may change.";
        };
    }

    private static String meaning(Psci function) {
        return switch (function) {
            case VERSION -> "Version of PSCI.";
            case CPU_SUSPEND -> "Suspends this vCPU; the host sees it, and may enter it again at once.";
            case CPU_OFF -> "Turns this vCPU off.";
            case CPU_ON -> "Turns another vCPU on, at an entry point. The host must agree with RMI_PSCI_COMPLETE.";
            case AFFINITY_INFO -> "Tells whether a vCPU is on (0) or off (1).";
            case SYSTEM_OFF -> "Turns the whole realm off.";
            case SYSTEM_RESET -> "Asks for a reset; the realm does not run again.";
            case FEATURES -> "Tells whether a function is there.";
        };
    }
}
