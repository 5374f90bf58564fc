package org.realmscope.debug.explain;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Objects;
import java.util.OptionalLong;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;
import org.realmscope.abi.RmiCommand;
import org.realmscope.abi.RmiStatus;
import org.realmscope.debug.inspect.AddressSpace;
import org.realmscope.debug.inspect.Inspection;
import org.realmscope.debug.inspect.Location;
import org.realmscope.debug.inspect.Regime;
import org.realmscope.debug.symbols.SymbolScopes;
import org.realmscope.machine.Machine;
import org.realmscope.machine.control.PeCondition;
import org.realmscope.machine.control.StopReason;
import org.realmscope.machine.control.WatchedAccess;
import org.realmscope.machine.control.Watchpoint;
import org.realmscope.machine.event.MachineEvent;
import org.realmscope.machine.event.MachineObserver;
import org.realmscope.machine.event.StopRequest;
import org.realmscope.machine.time.Moment;
import org.realmscope.machine.vmm.DoorbellKind;
import org.realmscope.machine.vmm.Errno;
import org.realmscope.machine.vmm.KvmExit;
import org.realmscope.machine.vmm.VmmBoard;
import org.realmscope.platform.device.VmmPort;

/**
 * What happens from a fault on until the host enters the REC again or returns to the VMM: run again on a fork.
 *
 * @param events of all PEs, in order
 * @param injected calls of the faulting PE that failed because somebody has asked for it
 * @param allocationFailed whether a page allocation of the faulting PE failed for that reason
 * @param reports of the host on the faulting PE
 * @param functions of {@link #FUNCTIONS} that the faulting PE has executed
 * @param result what KVM_RUN returned; null if it goes on, or the handling was not over
 * @param isOver whether the end is part of the run that is known
 */
record Handling(
        List<MachineEvent> events,
        List<InjectedFailure> injected,
        boolean allocationFailed,
        List<HostState.Report> reports,
        SortedSet<String> functions,
        @Nullable RunResult result,
        boolean isOver) {
    /** Takes a fault of permissions as one of KVM's own tables. */
    static final String RELAX_PERMS = "kvm_pgtable_stage2_relax_perms";
    /** Passes an access on to the VMM. */
    static final String IO_MEM_ABORT = "io_mem_abort";
    /** Has a fetch aborted, which a realm does not notice. */
    static final String INJECT_PABT = "kvm_inject_pabt";

    private static final List<String> FUNCTIONS = List.of(RELAX_PERMS, IO_MEM_ABORT, INJECT_PABT);
    private static final long IMPOSSIBLE = -14;

    Handling {
        events = List.copyOf(events);
        injected = List.copyOf(injected);
        reports = List.copyOf(reports);
        functions = Collections.unmodifiableSortedSet(new TreeSet<>(functions));
    }

    /** Whether the host has reported that there is no page where user space has promised one. */
    boolean hasNoPage() {
        return reports.stream().anyMatch(report -> report.kind() == HostState.Report.SIGBUS);
    }

    /** Whether the host has executed one of {@link #FUNCTIONS}. */
    boolean called(String function) {
        return functions.contains(function);
    }

    /** A call that the host did not make, and took as failed. */
    record InjectedFailure(String command, long status, Moment moment) {
        String text() {
            return command + " returns " + RmiStatus.describe(status) + " without a call, at moment " + moment;
        }
    }

    /**
     * What KVM_RUN returned ({@code docs/vmm-port.md}).
     *
     * @param error 0, or minus a Linux error number
     * @param exitReason of {@code struct kvm_run}
     */
    record RunResult(long error, long exitReason) {
        private static final long EINTR = -4;

        boolean isForMemoryFault() {
            return exitReason == KvmExit.MEMORY_FAULT;
        }

        /** For example {@code KVM_RUN returned -38 (ENOSYS) with KVM_EXIT_ARM_NISV.}. */
        String text() {
            boolean hasReason = error == 0 || error == EINTR || exitReason != 0;
            return "KVM_RUN returned " + Errno.describe(error)
                    + (hasReason ? " with " + KvmExit.describe((int) exitReason) : "") + ".";
        }
    }

    /**
     * Runs a fork from a fault to the end of its handling, where the fork stands then.
     *
     * @param pe that took the fault
     * @param limit the furthest moment of the run that is known
     */
    static Handling follow(Machine fork, int pe, Moment limit, SymbolScopes symbols) {
        return new Follower(fork, pe, symbols).follow(limit);
    }

    /** Follows one handling. */
    private static final class Follower implements MachineObserver {
        private static final String INJECTIONS = "injections";
        private static final String ALLOCATION = "allocation_to_fail";

        private final Machine fork;
        private final int pe;
        private final SymbolScopes symbols;
        private final List<MachineEvent> events = new ArrayList<>();
        private final List<InjectedFailure> injected = new ArrayList<>();
        private final TreeMap<Long, HostState.Report> reports = new TreeMap<>();
        private final List<Watchpoint> watchpoints = new ArrayList<>();
        private final TreeMap<Long, String> places = new TreeMap<>();
        private final TreeSet<String> functions = new TreeSet<>();
        private boolean allocationFailed;
        private @Nullable RunResult result;

        Follower(Machine fork, int pe, SymbolScopes symbols) {
            this.fork = fork;
            this.pe = pe;
            this.symbols = symbols;
        }

        private HostState host() {
            return new HostState(new Inspection(fork), symbols);
        }

        @Override
        public void event(MachineEvent event) {
            events.add(event);
            if (event instanceof MachineEvent.Doorbell doorbell
                    && doorbell.pe() == pe
                    && doorbell.kind() == DoorbellKind.REPORT) {
                reports.put(doorbell.value(), host().report(doorbell.value()));
            }
        }

        private boolean isEnd(MachineEvent event) {
            return switch (event) {
                case MachineEvent.RmiCall call -> call.pe() == pe && call.command() == RmiCommand.REC_ENTER;
                case MachineEvent.Doorbell doorbell ->
                    doorbell.pe() == pe
                            && (doorbell.kind() == DoorbellKind.REPLY || doorbell.kind() == DoorbellKind.GONE);
                default -> false;
            };
        }

        Handling follow(Moment limit) {
            StopRequest end = this::isEnd;
            watch(INJECTIONS);
            watch(ALLOCATION);
            fork.setObserver(this);
            fork.addStopRequest(end);
            PeCondition ofPe = executing -> executing.index == pe;
            find(FUNCTIONS).forEach(place -> fork.addBreakpoint(place, ofPe));
            StopReason reason = fork.run(limit);
            while (reason instanceof StopReason.WatchpointHit || reason instanceof StopReason.BreakpointHit) {
                reason = passed(reason) ? new StopReason.EventReached(events.getLast()) : fork.run(limit);
            }
            boolean isOver = reason instanceof StopReason.EventReached;
            if (isOver && events.getLast() instanceof MachineEvent.Doorbell doorbell) {
                result = doorbell.kind() == DoorbellKind.GONE
                        ? new RunResult(IMPOSSIBLE, 0)
                        : new RunResult(mailbox(VmmBoard.RESULT), mailbox(VmmBoard.VALUES));
            }
            fork.setObserver(null);
            fork.removeStopRequest(end);
            watchpoints.forEach(fork::removeWatchpoint);
            places.keySet().forEach(place -> fork.removeBreakpoint(place, ofPe));
            return new Handling(
                    events, injected, allocationFailed, List.copyOf(reports.values()), functions, result, isOver);
        }

        /** Takes notice of a stop; returns whether the handling has ended on the way past it. */
        private boolean passed(StopReason reason) {
            if (reason instanceof StopReason.BreakpointHit hit) {
                functions.add(Objects.requireNonNullElse(places.get(hit.pa()), ""));
                return false;
            }
            if (reason instanceof StopReason.WatchpointHit hit) {
                watched(hit.pe());
            }
            return !events.isEmpty() && isEnd(events.getLast());
        }

        /** Physical addresses at which functions of the host begin. */
        private Set<Long> find(List<String> names) {
            Inspection view = new Inspection(fork);
            for (String name : names) {
                for (SymbolScopes.Found found : symbols.functionPlaces(name)) {
                    Location location = view.locate(new AddressSpace.Virtual(Regime.EL2N), found.address());
                    if (found.image().regime() == Regime.EL2N && location.isFound()) {
                        places.put(location.pa(), name);
                    }
                }
            }
            return places.keySet();
        }

        private long mailbox(int offset) {
            return fork.platform().bus.read(VmmPort.BASE + ((long) pe << 12) + offset, Long.BYTES);
        }

        private void watch(String variable) {
            OptionalLong pa = host().physicalAddress(variable);
            long size = host().size(variable);
            if (pa.isPresent() && size > 0) {
                Watchpoint watchpoint = new Watchpoint(pa.getAsLong(), size, false, true);
                watchpoints.add(watchpoint);
                fork.addWatchpoint(watchpoint);
            }
        }

        /** A PE is about to change what was asked for: by a call of the host's own if it is counted down. */
        private void watched(int writer) {
            HostState before = host();
            long allocation = before.allocationToFail();
            List<HostState.Injection> injections = injections(before);
            WatchedAccess access = fork.watchedAccess();
            fork.stepInstruction(writer);
            if (writer != pe || access == null) {
                return;
            }
            HostState after = host();
            allocationFailed |= allocation == 1 && after.allocationToFail() == 0;
            List<HostState.Injection> left = injections(after);
            for (int i = 0; i < left.size(); i++) {
                HostState.Injection was = injections.get(i);
                if (was.functionId() == left.get(i).functionId()
                        && was.count() == left.get(i).count() + 1) {
                    RmiCommand command = RmiCommand.of(was.functionId());
                    String name =
                            command == null ? "0x" + Long.toHexString(was.functionId()) : command.specificationName();
                    injected.add(new InjectedFailure(name, was.status(), fork.now()));
                }
            }
        }

        private static List<HostState.Injection> injections(HostState host) {
            List<HostState.Injection> injections = new ArrayList<>();
            for (int i = 0; i < host.injections(); i++) {
                injections.add(host.injection(i));
            }
            return injections;
        }
    }
}
