package org.realmscope.machine.history;

import java.util.ArrayList;
import java.util.List;
import org.realmscope.machine.time.Moment;

/** Faults that are put together by hand. */
final class Faults {
    static final RttState UNASSIGNED = new RttState(3, "UNASSIGNED", "RAM");
    static final RttState ASSIGNED = new RttState(3, "ASSIGNED", "RAM");

    private static final NativeEstimate ESTIMATE = new NativeEstimate(100, 10, true);

    private final List<FaultRecord> faults = new ArrayList<>();

    /** A protected write fault of vCPU {@code vcpu} on PE {@code vcpu + 1}, resolved by the host. */
    Faults mapped(int vcpu, long pc, long ipa) {
        return add(vcpu, pc, ipa, false, UNASSIGNED, ASSIGNED);
    }

    /** The same fault as before, with nothing executed in between. */
    Faults again(int vcpu, long pc, long ipa, RttState state) {
        return add(vcpu, pc, ipa, true, state, state);
    }

    Faults add(int vcpu, long pc, long ipa, boolean repeats, RttState before, RttState after) {
        boolean mapped = after.isMapped();
        long number = faults.size() + 1L;
        faults.add(new FaultRecord(
                number,
                new Moment(1_000 * number, 1),
                new FaultRecord.Guest(vcpu + 1, 0, 0x4200_0000L, vcpu, pc),
                repeats,
                ipa,
                before.ripas() != null,
                new FaultRecord.SeenByPe(0x9200_0047L, ipa, ipa >>> 8, 3),
                new FaultRecord.SeenByHost(0x9000_0007L, 0, ipa >>> 8),
                new FaultRecord.Decision("ROW", "row", "REC exit"),
                before,
                after,
                mapped
                        ? new FaultRecord.Resolution(ResolutionKind.MAPPED, "RMI_DATA_CREATE_UNKNOWN")
                        : new FaultRecord.Resolution(ResolutionKind.REENTERED, null),
                List.of(),
                1,
                new FaultRecord.Cost(3, 0, 1, 1_500, ESTIMATE)));
        return this;
    }

    FaultHistory history() {
        return new FaultHistory() {
            @Override
            public long count() {
                return faults.size();
            }

            @Override
            public long firstKept() {
                return 1;
            }

            @Override
            public ForgottenFaults forgotten() {
                return new ForgottenFaults.Builder().build();
            }

            @Override
            public long bytes() {
                return 0;
            }

            @Override
            public FaultRecord fault(long number) {
                return faults.get((int) number - 1);
            }
        };
    }
}
