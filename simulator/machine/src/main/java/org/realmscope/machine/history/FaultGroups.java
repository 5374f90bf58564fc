package org.realmscope.machine.history;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * The faults of a run with those that are alike put together.
 *
 * @param first groups of the start of the run, by their first fault
 * @param omitted groups between {@code first} and {@code last} that are not shown
 * @param omittedFaults faults in them
 * @param last groups of the end of the run, by their first fault
 * @param stuck groups of vCPUs that made no forward progress; the first of them
 */
public record FaultGroups(
        List<FaultGroup> first, long omitted, long omittedFaults, List<FaultGroup> last, List<FaultGroup> stuck) {
    private static final int MAX_STUCK = 16;

    public FaultGroups {
        first = List.copyOf(first);
        last = List.copyOf(last);
        stuck = List.copyOf(stuck);
    }

    /**
     * Puts faults together.
     *
     * @param atStart groups to keep of the start
     * @param atEnd groups to keep of the end
     */
    public static FaultGroups of(FaultHistory faults, int atStart, int atEnd) {
        Collector collector = new Collector(atStart, atEnd);
        faults.forEach(collector::add);
        return collector.finish();
    }

    /** Collects the groups of a run in order. Memory does not grow with the run. */
    private static final class Collector {
        private final int atStart;
        private final int atEnd;
        /** Groups that may grow, at most one of each vCPU. */
        private final List<Growing> growing = new ArrayList<>();

        private final List<FaultGroup> first = new ArrayList<>();
        private final Deque<FaultGroup> last = new ArrayDeque<>();
        private final List<FaultGroup> stuck = new ArrayList<>();
        private long omitted;
        private long omittedFaults;

        Collector(int atStart, int atEnd) {
            this.atStart = atStart;
            this.atEnd = atEnd;
        }

        void add(FaultRecord fault) {
            for (int i = 0; i < growing.size(); i++) {
                Growing group = growing.get(i);
                if (group.isOfSameVcpu(fault)) {
                    if (!group.takes(fault)) {
                        growing.remove(i);
                        close(group);
                        growing.add(new Growing(fault));
                    }
                    return;
                }
            }
            growing.add(new Growing(fault));
        }

        /** One repetition is shown in full: what the host did the second time is what people look for. */
        private void close(Growing group) {
            if (group.kind == FaultGroup.Kind.REPEAT && group.count == 2) {
                done(new Growing(group.first).build());
                done(new Growing(group.last).build());
            } else {
                done(group.build());
            }
        }

        private void done(FaultGroup group) {
            if (group.isStuck() && stuck.size() < MAX_STUCK) {
                stuck.add(group);
            }
            if (first.size() < atStart) {
                first.add(group);
                return;
            }
            last.addLast(group);
            if (last.size() > atEnd) {
                omitted++;
                omittedFaults += last.removeFirst().count();
            }
        }

        FaultGroups finish() {
            growing.forEach(this::close);
            return new FaultGroups(sorted(first), omitted, omittedFaults, sorted(List.copyOf(last)), sorted(stuck));
        }

        private static List<FaultGroup> sorted(List<FaultGroup> groups) {
            List<FaultGroup> sorted = new ArrayList<>(groups);
            sorted.sort((a, b) -> Long.compare(a.first().number(), b.first().number()));
            return sorted;
        }
    }

    /** A group that the next fault of its vCPU may join. */
    private static final class Growing {
        private final FaultRecord first;
        private FaultRecord last;
        private FaultGroup.Kind kind = FaultGroup.Kind.SINGLE;
        private long stride;
        private long count = 1;
        private final RmiTotals.Counter calls = new RmiTotals.Counter();
        private long rmiCalls;
        private long tlbInvalidations;
        private long gptChanges;
        private long hostInstructions;
        private long rmm;
        private long el3;
        private boolean isComplete = true;

        Growing(FaultRecord fault) {
            first = fault;
            last = fault;
        }

        boolean isOfSameVcpu(FaultRecord fault) {
            FaultRecord.Guest guest = fault.guest();
            return guest.realm() == first.guest().realm()
                    && guest.vcpu() == first.guest().vcpu()
                    && guest.pe() == first.guest().pe();
        }

        boolean takes(FaultRecord fault) {
            boolean taken = switch (kind) {
                case SINGLE -> startsRepeat(fault) || startsSweep(fault);
                case REPEAT -> isRepeat(fault);
                case SWEEP -> isAlike(fault) && fault.ipa() - last.ipa() == stride;
            };
            if (taken) {
                append(fault);
            }
            return taken;
        }

        private boolean startsRepeat(FaultRecord fault) {
            if (!isRepeat(fault)) {
                return false;
            }
            kind = FaultGroup.Kind.REPEAT;
            return true;
        }

        private boolean startsSweep(FaultRecord fault) {
            if (!isAlike(fault)) {
                return false;
            }
            kind = FaultGroup.Kind.SWEEP;
            stride = fault.ipa() - first.ipa();
            return true;
        }

        /** The handling may differ from time to time; that it leads nowhere is what the faults have in common. */
        private boolean isRepeat(FaultRecord fault) {
            return fault.repeats();
        }

        private boolean isAlike(FaultRecord fault) {
            return fault.guest().pc() == first.guest().pc()
                    && fault.access() == first.access()
                    && Objects.equals(fault.isProtected(), first.isProtected())
                    && Objects.equals(fault.decision(), first.decision())
                    && fault.resolution().equals(first.resolution())
                    && Objects.equals(fault.returnCode(), first.returnCode());
        }

        private void append(FaultRecord fault) {
            last = fault;
            count++;
            for (RmiCallRecord call : fault.rmi()) {
                @Nullable Long result = call.result();
                calls.add(CallWords.function(call.functionId()), result == null ? 0 : result);
            }
            FaultRecord.Cost cost = fault.cost();
            rmiCalls += cost.rmiCalls();
            tlbInvalidations += cost.tlbInvalidations();
            gptChanges += cost.gptChanges();
            hostInstructions += Math.max(0, cost.hostInstructions());
            rmm += cost.estimate().rmm();
            el3 += cost.estimate().el3();
            isComplete &= cost.estimate().isComplete();
        }

        FaultGroup build() {
            return new FaultGroup(
                    kind,
                    first,
                    last,
                    count,
                    stride,
                    calls.since(null),
                    new FaultRecord.Cost(
                            rmiCalls,
                            tlbInvalidations,
                            gptChanges,
                            hostInstructions,
                            new NativeEstimate(rmm, el3, isComplete)));
        }
    }
}
