package org.realmscope.debug.explain;

import java.util.List;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;
import org.realmscope.abi.RmiCommand;
import org.realmscope.machine.Machine;
import org.realmscope.machine.history.FaultHistory;
import org.realmscope.machine.history.FaultRecord;
import org.realmscope.machine.history.RmiCallRecord;
import org.realmscope.machine.time.Moment;
import org.realmscope.platform.device.VmmPort;

/** Searches the calls that were recorded. */
final class PastCalls {
    /** Faults on either side of one that are looked at for a vCPU that raced with it. */
    private static final int NEIGHBOURS = 64;
    /** Faults before one whose calls are looked at. */
    private static final int LOOK_BACK = 20_000;
    /** A fault that began that many before another can still be open when that one begins. */
    private static final int OPEN_FAULTS = 16;

    private static final long PAGE = 4096;
    private static final int REQUEST = 0x000;
    private static final int COMMAND = 0x008;
    private static final int REPLY = 0x100;

    private final FaultHistory faults;
    private final List<RmiCallRecord> otherCalls;
    private final Forks forks;

    /** @param otherCalls those that belong to no fault */
    PastCalls(FaultHistory faults, List<RmiCallRecord> otherCalls, Forks forks) {
        this.faults = faults;
        this.otherCalls = otherCalls;
        this.forks = forks;
    }

    /**
     * The last successful call before a fault that took away what its IPA had, or changed its RIPAS.
     *
     * @param onlyRipas whether only changes of RIPAS that a realm has asked for count
     */
    @Nullable
    PastChange lastChange(FaultRecord fault, boolean onlyRipas) {
        RmiCallRecord last = lastBefore(
                fault,
                call -> (!onlyRipas || call.command() == RmiCommand.RTT_SET_RIPAS)
                        && changes(call, fault.guest().rd(), fault.ipa()));
        return last == null ? null : new PastChange(last, asked(last.moment()));
    }

    private @Nullable RmiCallRecord lastBefore(FaultRecord fault, Predicate<RmiCallRecord> wanted) {
        RmiCallRecord last = null;
        for (RmiCallRecord call : otherCalls) {
            last = later(last, call, fault.moment(), wanted);
        }
        long first = Math.max(faults.firstKept(), fault.number() - LOOK_BACK);
        int behind = 0;
        for (long number = fault.number(); number >= first && behind < OPEN_FAULTS; number--) {
            FaultRecord earlier = faults.fault(number);
            for (RmiCallRecord call : earlier.rmi()) {
                last = later(last, call, fault.moment(), wanted);
            }
            behind += last != null && earlier.moment().isBefore(last.moment()) ? 1 : 0;
        }
        return last;
    }

    private static @Nullable RmiCallRecord later(
            @Nullable RmiCallRecord last, RmiCallRecord call, Moment limit, Predicate<RmiCallRecord> wanted) {
        boolean isLater =
                call.moment().isBefore(limit) && (last == null || last.moment().isBefore(call.moment()));
        return isLater && call.succeeded() && wanted.test(call) ? call : last;
    }

    private static boolean changes(RmiCallRecord call, long rd, long ipa) {
        RmiCommand command = call.command();
        if (command == null || call.arguments().isEmpty() || call.arguments().getFirst() != rd) {
            return false;
        }
        List<Long> x = call.arguments();
        return switch (command) {
            case DATA_DESTROY -> covers(x.get(1), PAGE, ipa);
            case RTT_DESTROY -> covers(x.get(1), entrySize(x.get(2) - 1), ipa);
            case RTT_UNMAP_UNPROTECTED -> covers(x.get(1), entrySize(x.get(2)), ipa);
            case RTT_SET_RIPAS ->
                !call.outputs().isEmpty()
                        && x.get(2) <= ipa
                        && ipa < call.outputs().getFirst();
            default -> false;
        };
    }

    private static boolean covers(long base, long size, long ipa) {
        return ipa - base >= 0 && ipa - base < size;
    }

    private static long entrySize(long level) {
        return PAGE << 9 * (3 - level);
    }

    /** What the VMM had asked of the host when it made a call; null if it had not asked for anything. */
    PastChange.@Nullable Asked asked(Moment moment) {
        Machine fork = forks.at(moment);
        if (fork == null || Forks.callingPe(fork) != 0) {
            return null;
        }
        boolean isBusy = mailbox(fork, REQUEST) != mailbox(fork, REPLY);
        return isBusy ? PastChange.Asked.of(mailbox(fork, COMMAND)) : null;
    }

    private static long mailbox(Machine machine, int offset) {
        return machine.platform().bus.read(VmmPort.BASE + offset, Long.BYTES);
    }

    /** The same call again, with success, after a call that failed; null if there is none. */
    @Nullable
    Moment repetition(RmiCallRecord call) {
        return CallReader.repetition(call, otherCalls);
    }

    // --- races

    /**
     * A fault of another vCPU of the same realm whose handling overlapped with that of {@code fault} and delegated or
     * mapped what that one wanted; null if none is known.
     */
    @Nullable
    FaultRecord rival(FaultRecord fault) {
        long first = Math.max(faults.firstKept(), fault.number() - NEIGHBOURS);
        long last = Math.min(faults.count(), fault.number() + NEIGHBOURS);
        for (long number = first; number <= last; number++) {
            FaultRecord other = faults.fault(number);
            boolean isOther = number != fault.number()
                    && other.guest().realm() == fault.guest().realm()
                    && other.guest().vcpu() != fault.guest().vcpu();
            if (isOther && other.moment().isBefore(end(fault)) && fault.moment().isBefore(end(other))) {
                if (other.rmi().stream().anyMatch(call -> anticipates(call, fault))) {
                    return other;
                }
            }
        }
        return null;
    }

    private static Moment end(FaultRecord fault) {
        return fault.rmi().isEmpty() ? Moment.NEVER : fault.rmi().getLast().moment();
    }

    /** Whether two calls are to create the same table, from whatever granule. */
    private static boolean isSameTable(RmiCallRecord one, RmiCallRecord other) {
        return one.command() == RmiCommand.RTT_CREATE
                && one.arguments().getFirst().equals(other.arguments().getFirst())
                && one.arguments().subList(2, 4).equals(other.arguments().subList(2, 4));
    }

    /** Whether a call of another handling did what this one wanted to do. */
    private static boolean anticipates(RmiCallRecord call, FaultRecord fault) {
        RmiCommand command = call.command();
        if (command == null || !call.succeeded() || !call.moment().isBefore(end(fault))) {
            return false;
        }
        List<Long> x = call.arguments();
        return switch (command) {
            case GRANULE_DELEGATE ->
                fault.rmi().stream().anyMatch(own -> !own.succeeded() && CallReader.isSame(own, call));
            case RTT_CREATE -> fault.rmi().stream().anyMatch(own -> !own.succeeded() && isSameTable(own, call));
            case DATA_CREATE_UNKNOWN ->
                covers(x.get(2), PAGE, fault.ipa()) && fault.moment().isBefore(call.moment());
            case RTT_MAP_UNPROTECTED ->
                covers(x.get(1), entrySize(x.get(2)), fault.ipa())
                        && fault.moment().isBefore(call.moment());
            default -> false;
        };
    }
}
