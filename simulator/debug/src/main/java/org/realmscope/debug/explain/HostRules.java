package org.realmscope.debug.explain;

import org.jspecify.annotations.Nullable;
import org.realmscope.machine.history.ResolutionKind;

/** Causes for which the host does not map what the realm wants. */
final class HostRules {
    private static final long ENXIO = -6;
    private static final long ENOMEM = -12;
    private static final long EFAULT = -14;
    private static final long EINVAL = -22;
    /** Pages that KVM wants before it begins (KVM_MMU_CACHE_MIN_PAGES). */
    private static final int CACHE_PAGES = 4;

    private HostRules() {}

    // --- failures that were asked for

    static @Nullable Finding allocationFailed(FaultFacts facts) {
        Handling handling = facts.handling();
        HostFacts after = facts.after();
        boolean isError = facts.returnCode() == ENOMEM || facts.returnCode() == EFAULT;
        if (handling == null || !isError || !facts.isUnresolved()) {
            return null;
        }
        boolean isInjected = handling.allocationFailed();
        boolean isOut = after != null && after.freePages() >= 0 && after.freePages() < CACHE_PAGES;
        boolean isForPage = facts.returnCode() == ENOMEM || handling.hasNoPage();
        if (!isInjected && !(isOut && isForPage)) {
            return null;
        }
        return new Finding(
                Cause.ALLOCATION_FAILED,
                "The host cannot map " + facts.access() + ", because it got no page of memory"
                        + (isInjected ? ": the allocation failed by request." : ": none is free."),
                isInjected
                        ? "The failure was injected (fail allocation). The VMM can call KVM_RUN again when there is"
                                + " memory."
                        : "Give the host more memory (dram), or let it map less.");
    }

    static @Nullable Finding injectedFailure(FaultFacts facts) {
        Handling handling = facts.handling();
        if (handling == null || handling.injected().isEmpty() || !facts.isUnresolved()) {
            return null;
        }
        Handling.InjectedFailure failure = handling.injected().getFirst();
        return new Finding(
                Cause.INJECTED_FAILURE,
                "The host does not resolve " + facts.access() + ", because " + failure.command()
                        + " failed by request with "
                        + CallReader.describe(failure.status()) + ".",
                "The failure was injected (fail " + failure.command() + "); the RMM never saw the call.");
    }

    // --- what the host's revision does

    static @Nullable Finding assertion(FaultFacts facts) {
        Handling handling = facts.handling();
        boolean isAsserted = handling != null
                && handling.reports().stream()
                        .anyMatch(report -> report.kind() == HostState.Report.BUG
                                && report.text().contains("exec_fault"));
        return !isAsserted
                ? null
                : new Finding(
                        Cause.DEBUG_VM_ASSERTION,
                        "The host's thread dies on " + facts.access()
                                + ": with debug_vm it asserts that no fault both writes and executes, and it takes"
                                + " every fault of a realm as a write.",
                        "Do not force write faults before the assertion, or switch debug_vm off.");
    }

    static @Nullable Finding fetchNotHandled(FaultFacts facts) {
        HostSwitches switches = facts.switches();
        boolean applies = switches != null
                && switches.behavesAsToday()
                && facts.isFetch()
                && facts.returnCode() == ENXIO
                && facts.failedCalls().isEmpty();
        return !applies
                ? null
                : new Finding(
                        Cause.FETCH_NOT_HANDLED,
                        "The host does not handle " + facts.access()
                                + ": with behaviour today, rec_exit_sync_iabt has no use for instruction aborts.",
                        "Populate or touch code before it is executed, or hand instruction aborts to"
                                + " kvm_handle_guest_abort.");
    }

    static @Nullable Finding memoryAttribute(FaultFacts facts) {
        HostFacts before = facts.before();
        MemorySlot slot = facts.slot();
        boolean applies = facts.isMemoryFaultExit()
                && before != null
                && before.isShared()
                && slot != null
                && slot.hasGuestMemfd()
                && facts.isProtected();
        return !applies
                ? null
                : new Finding(
                        Cause.MEMORY_ATTRIBUTE,
                        "The host leaves " + facts.access()
                                + " to the VMM, because the VMM has made the frame shared and the realm uses it as"
                                + " private.",
                        "Let the VMM set KVM_MEMORY_ATTRIBUTE_PRIVATE for the frame when KVM_RUN returns with a memory"
                                + " fault, and call KVM_RUN again.");
    }

    static @Nullable Finding noGuestMemfd(FaultFacts facts) {
        HostSwitches switches = facts.switches();
        MemorySlot slot = facts.slot();
        boolean applies = switches != null
                && switches.behavesAsToday()
                && facts.isProtected()
                && slot != null
                && !slot.hasGuestMemfd()
                && facts.returnCode() == EINVAL;
        return !applies || slot == null
                ? null
                : new Finding(
                        Cause.NO_GUEST_MEMFD,
                        "The host refuses " + facts.access() + " with -EINVAL: with behaviour today, protected memory"
                                + " comes from a guest_memfd, and " + slot.text() + " has none.",
                        "Give the slot a guest_memfd (backing guest_memfd), or use behaviour rfc.");
    }

    // --- memory slots

    /** Whether the host has passed the access on to the VMM, which may emulate it. */
    private static boolean isPassedOn(FaultFacts facts) {
        return facts.called(Handling.IO_MEM_ABORT);
    }

    static @Nullable Finding readOnlySlot(FaultFacts facts) {
        MemorySlot slot = facts.slot();
        if (slot == null || !slot.isReadOnly()) {
            return null;
        }
        boolean isForced = !facts.isWrite() && facts.returnCode() == EFAULT;
        boolean isRefused = facts.returnCode() == EFAULT
                || facts.isWrite() && isPassedOn(facts)
                || facts.isWrite() && facts.called(Handling.RELAX_PERMS);
        if (!isRefused) {
            return null;
        }
        String what = isForced
                ? " and the host takes every fault of a realm as a write."
                : isPassedOn(facts) ? " so that the write goes to the VMM." : ".";
        return new Finding(
                Cause.READONLY_SLOT,
                "The host cannot resolve " + facts.access() + ": " + slot.text() + " is read-only"
                        + (what.equals(".") ? "" : ",") + what,
                isForced
                        ? "Reading a read-only slot needs readonly_unprotected naive or fixed, and a shared address:"
                                + " the RMM has no read-only protected mapping."
                        : "Do not write to a read-only slot, or make the slot writable.");
    }

    static @Nullable Finding noSlot(FaultFacts facts) {
        boolean isAborted = facts.called(Handling.INJECT_PABT);
        if (!facts.knowsSlots() || facts.slot() != null || !isPassedOn(facts) && !isAborted) {
            return null;
        }
        MemorySlot former = facts.formerSlot();
        if (former != null || facts.isProtected()) {
            return new Finding(
                    Cause.NO_MEMSLOT,
                    "The host cannot map " + facts.access() + ", because no memory slot has the address"
                            + (former == null ? "." : " any more: " + former.text() + " had it."),
                    former == null
                            ? "Give the realm a memory slot there, or RIPAS RAM only where it has slots."
                            : "Do not delete or move a slot that the realm still uses.");
        }
        if (facts.hasSyndrome()) {
            return Finding.normal(
                    Cause.MMIO,
                    "No memory slot has the address of " + facts.access()
                            + ", so that the host has the VMM emulate a device.");
        }
        boolean isInjected = facts.resolution() == ResolutionKind.INJECTED_BY_HOST;
        return new Finding(
                Cause.MMIO_WITHOUT_SYNDROME,
                "The host cannot emulate " + facts.access() + ": no memory slot has the address, and the syndrome does"
                        + " not describe the instruction (ISV = 0)"
                        + (isInjected ? "; the VMM has an external abort injected instead." : "."),
                "Access devices with single loads and stores of one register, not with pairs, atomics or writeback.");
    }

    static @Nullable Finding nothingBehindSlot(FaultFacts facts) {
        HostFacts before = facts.before();
        Handling handling = facts.handling();
        boolean applies = before != null
                && handling != null
                && handling.hasNoPage()
                && facts.slot() != null
                && !before.isMappedByUser()
                && facts.returnCode() == EFAULT;
        return !applies
                ? null
                : new Finding(
                        Cause.HOST_ADDRESS_UNMAPPED,
                        "The host cannot map " + facts.access()
                                + ", because the VMM has nothing mapped where the memory slot says that the memory is.",
                        "Let the VMM keep the mapping behind a slot as long as the slot is there.");
    }

    // --- mappings

    static @Nullable Finding permissionNotRelaxed(FaultFacts facts) {
        HostSwitches switches = facts.switches();
        boolean applies = switches != null
                && !switches.replacesReadOnlyMappings()
                && !facts.isProtected()
                && facts.called(Handling.RELAX_PERMS)
                && facts.isTriedAgain();
        return !applies || switches == null
                ? null
                : new Finding(
                        Cause.PERMISSION_NOT_RELAXED,
                        "The host does not resolve " + facts.access()
                                + ": the page is mapped read-only, and kvm_pgtable_stage2_relax_perms changes KVM's own"
                                + " tables, which are empty for a realm. The REC is entered again and faults again.",
                        "RMI 1.0 cannot relax a mapping: call RMI_RTT_UNMAP_UNPROTECTED, then RMI_RTT_MAP_UNPROTECTED"
                                + " with write permission, as readonly_unprotected fixed does (this run has "
                                + switches.readonlyUnprotected() + ").");
    }

    static @Nullable Finding raceLost(FaultFacts facts) {
        boolean isRaced = facts.rival() != null
                && facts.returnCode() == ENXIO
                && facts.failedCalls().stream()
                        .anyMatch(call -> call.name().equals("RMI_GRANULE_DELEGATE")
                                || call.label().equals("rtte_state"));
        if (!isRaced || facts.rival() == null) {
            return null;
        }
        return new Finding(
                Cause.RACE_LOST,
                "The host gives up %s with -ENXIO: vCPU %d handled a fault on the same memory at the same time.%s"
                        .formatted(facts.access(), facts.rival().guest().vcpu(), lastFailure(facts)),
                "Take a delegation that fails, or an entry that is there already, as the work of another vCPU and enter"
                        + " the realm again, as race today does.");
    }

    /** Why the last of the calls failed. */
    private static String lastFailure(FaultFacts facts) {
        Finding finding = CallRules.find(facts.failedCalls().getLast());
        return finding == null ? "" : " " + finding.sentence();
    }

    /** With {@code race today}, a delegation that fails is taken for the work of another vCPU; there may be none. */
    static @Nullable Finding takenForRace(FaultFacts facts) {
        HostSwitches switches = facts.switches();
        CallFacts last =
                facts.failedCalls().isEmpty() ? null : facts.failedCalls().getLast();
        boolean applies = switches != null
                && switches.racesAsToday()
                && facts.rival() == null
                && facts.isTriedAgain()
                && !facts.isMappedAfter()
                && last != null
                && last.name().equals("RMI_GRANULE_DELEGATE");
        Finding finding = !applies || last == null ? null : CallRules.find(last);
        return finding == null
                ? null
                : new Finding(
                        finding.cause(),
                        "The host does not resolve " + facts.access()
                                + ", and tries again, because with race today it takes"
                                + " a delegation that fails for the work of another vCPU, and there is none: "
                                + finding.sentence(),
                        remedy(facts, finding));
    }

    private static String remedy(FaultFacts facts, Finding finding) {
        return finding.cause() == Cause.GRANULE_IN_USE && facts.isOfBlock()
                ? "Part of the block is mapped already: map the rest in pages (block_mappings off or opportunistic)."
                : finding.remedy();
    }

    /** A call of the handling that failed for good is the cause, if the handling did. */
    static @Nullable Finding failedCall(FaultFacts facts) {
        if (facts.returnCode() != ENXIO || facts.rival() != null) {
            return null;
        }
        Finding finding = null;
        for (CallFacts call : facts.failedCalls()) {
            Finding candidate = call.repeatedAt() == null ? CallRules.find(call) : null;
            // Of a missing table the cause is why nobody could create it.
            finding = candidate == null || candidate.cause() == Cause.RTT_MISSING ? finding : candidate;
        }
        return finding == null || finding.cause().kind() == Cause.Kind.NORMAL
                ? null
                : new Finding(
                        finding.cause(),
                        "The host cannot map " + facts.access() + ": " + finding.sentence(),
                        remedy(facts, finding));
    }

    // --- any host

    /** What is certain of a host whose variables are not known, such as that of a trace. */
    static @Nullable Finding notResolved(FaultFacts facts) {
        boolean isInjected = facts.resolution() == ResolutionKind.INJECTED_BY_HOST;
        boolean isReentered = facts.resolution() == ResolutionKind.REENTERED && !facts.isMappedAfter();
        if (facts.knowsSlots() || facts.fault().after() == null || !isInjected && !isReentered) {
            return null;
        }
        return new Finding(
                Cause.NOT_RESOLVED,
                isInjected
                        ? "The host did not map anything for " + facts.access()
                                + ", and had the RMM inject a synchronous external abort."
                        : "The host entered the REC again without a mapping for %s: the entry is %s."
                                .formatted(facts.access(), facts.fault().after()),
                "Look at what the host did: its reasons are not known.");
    }
}
