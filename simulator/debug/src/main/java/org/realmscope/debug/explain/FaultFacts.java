package org.realmscope.debug.explain;

import java.util.List;
import org.jspecify.annotations.Nullable;
import org.realmscope.abi.RmiCommand;
import org.realmscope.debug.inspect.RttEntry;
import org.realmscope.machine.event.FaultKind;
import org.realmscope.machine.history.Access;
import org.realmscope.machine.history.FaultRecord;
import org.realmscope.machine.history.ResolutionKind;
import org.realmscope.machine.history.RttState;

/**
 * All that is known of a fault.
 *
 * @param fault as it was recorded
 * @param walk entries that the walk of the IPA read when the fault was taken; empty if that is not known
 * @param before what the host had when the fault was taken; null if that is not known
 * @param after the same at the end of the handling
 * @param handling what was done; null if the host had no part in it, or that is not known
 * @param failedCalls calls of the handling that failed
 * @param lastChange the last call before the fault that changed the entry of the IPA; null if none is known
 * @param rival fault of another vCPU on the same memory at the same time; null if none is known
 * @param profile of the RMM; null if it is an image
 * @param progress where the handling stands; null if it is over
 */
record FaultFacts(
        FaultRecord fault,
        List<RttEntry> walk,
        @Nullable HostFacts before,
        @Nullable HostFacts after,
        @Nullable Handling handling,
        List<CallFacts> failedCalls,
        @Nullable PastChange lastChange,
        @Nullable FaultRecord rival,
        @Nullable String profile,
        @Nullable Progress progress) {
    /** Row of the decision table for protected memory with RIPAS EMPTY. */
    static final String PROTECTED_EMPTY = "PROTECTED_EMPTY";

    /** Row of the decision table for protected memory with RIPAS DESTROYED. */
    static final String PROTECTED_DESTROYED = "PROTECTED_DESTROYED";
    /** Row of the decision table for addresses that are in neither half. */
    static final String BEYOND_IPA_SPACE = "BEYOND_IPA_SPACE";

    private static final int FSC_MASK = 0x3f;
    private static final long ISV = 1 << 24;
    private static final long EINTR = -4;
    private static final long PAGE = 1 << 12;
    private static final long BLOCK = 1 << 21;

    FaultFacts {
        walk = List.copyOf(walk);
        failedCalls = List.copyOf(failedCalls);
    }

    // --- the access

    String decision() {
        FaultRecord.Decision decision = fault.decision();
        return decision == null ? "" : decision.name();
    }

    boolean isProtected() {
        return Boolean.TRUE.equals(fault.isProtected());
    }

    boolean isFetch() {
        return fault.access() == Access.EXECUTE;
    }

    boolean isWrite() {
        return fault.access() == Access.WRITE;
    }

    boolean isPermissionFault() {
        return FaultKind.of((int) fault.esr() & FSC_MASK) == FaultKind.PERMISSION;
    }

    /** Whether the syndrome describes the instruction, so that it can be emulated. */
    boolean hasSyndrome() {
        return (fault.esr() & ISV) != 0;
    }

    /** Who did what, for example {@code the write of realm 0, vCPU 1 to IPA 0x1000}. */
    String access() {
        FaultRecord.Guest guest = fault.guest();
        String who = guest.realm() < 0 ? "a realm" : "realm " + guest.realm();
        String vcpu = guest.vcpu() < 0 ? "" : ", vCPU " + guest.vcpu();
        String what = switch (fault.access()) {
            case READ -> "read of";
            case WRITE -> "write to";
            case EXECUTE -> "instruction fetch from";
        };
        return "the %s %sIPA 0x%x by %s%s".formatted(what, half(), fault.ipa(), who, vcpu);
    }

    private String half() {
        Boolean isProtected = decision().equals(BEYOND_IPA_SPACE) ? null : fault.isProtected();
        return isProtected == null ? "" : isProtected ? "protected " : "shared ";
    }

    // --- what came of it

    /** Whether the run has not come to the end of the handling. */
    boolean isOpen() {
        return progress != null;
    }

    ResolutionKind resolution() {
        return fault.resolution().kind();
    }

    /** What the host's handler returned; 1 where the host is not known to have failed. */
    long returnCode() {
        Integer recorded = fault.returnCode();
        if (recorded != null) {
            return recorded;
        }
        Handling.RunResult result = handling == null ? null : handling.result();
        return result == null ? 1 : result.error();
    }

    /** Whether KVM_RUN returned to have the VMM change the memory that was accessed. */
    boolean isMemoryFaultExit() {
        Handling.RunResult result = handling == null ? null : handling.result();
        return result != null && result.isForMemoryFault();
    }

    /** Whether the handling led to an error, or made no progress although it did not say so. */
    boolean isUnresolved() {
        return switch (resolution()) {
            case MAPPED, EMULATED, RETRIED -> false;
            default -> true;
        };
    }

    /**
     * Whether the host took the fault as dealt with although it had mapped nothing itself: the access is tried again,
     * at once or after a signal.
     */
    boolean isTriedAgain() {
        Handling.RunResult result = handling == null ? null : handling.result();
        boolean isInterrupted = result != null && result.error() == EINTR;
        return resolution() == ResolutionKind.REENTERED && returnCode() == 1
                || isInterrupted && Integer.valueOf(1).equals(fault.returnCode()) && !isMappedByHandling();
    }

    private boolean isMappedByHandling() {
        return fault.resolution().command() != null;
    }

    boolean isMappedAfter() {
        RttState after = fault.after();
        return after != null && after.isMapped();
    }

    /** Whether the handling has executed one of the functions that are looked for. */
    boolean called(String function) {
        return handling != null && handling.called(function);
    }

    /** Whether the host tried to map a block: it delegated, or wanted to, the first page of one for another page. */
    boolean isOfBlock() {
        return (fault.ipa() & BLOCK - 1) >= PAGE
                && fault.rmi().stream()
                        .filter(call -> call.command() == RmiCommand.GRANULE_DELEGATE)
                        .anyMatch(call -> (call.arguments().getFirst() & BLOCK - 1) == 0);
    }

    // --- memory

    /** Whether the host's memory slots are known. */
    boolean knowsSlots() {
        return before != null;
    }

    /** The slot of the address as the handling found it; null if it found none. */
    @Nullable
    MemorySlot slot() {
        HostFacts last = after == null ? before : after;
        MemorySlot first = before == null ? null : before.slot();
        return last == null || first == null ? null : last.slot();
    }

    /** A slot that had the address before; null if none is known. */
    @Nullable
    MemorySlot formerSlot() {
        MemorySlot first = before == null ? null : before.formerSlot();
        return first != null || after == null ? first : after.formerSlot();
    }

    @Nullable
    HostSwitches switches() {
        HostFacts known = after == null ? before : after;
        return known == null ? null : known.switches();
    }
}
