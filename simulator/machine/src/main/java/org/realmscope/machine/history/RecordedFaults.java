package org.realmscope.machine.history;

import java.util.List;
import org.jspecify.annotations.Nullable;
import org.realmscope.machine.event.FaultKind;
import org.realmscope.machine.time.Moment;

/** The faults of a recorder, decoded when they are looked at. */
final class RecordedFaults implements FaultHistory {
    private static final int EC_INSTRUCTION_ABORT_LOWER_EL = 0x20;
    private static final int EC_SHIFT = 26;

    private final FaultStore store;
    private final OpenFault[] open;
    private final RealmRegistry realms;
    private final HostCallSites sites;
    private final OpenFault scratch = new OpenFault();

    RecordedFaults(FaultStore store, OpenFault[] open, RealmRegistry realms, HostCallSites sites) {
        this.store = store;
        this.open = open;
        this.realms = realms;
        this.sites = sites;
    }

    @Override
    public long count() {
        return store.count();
    }

    @Override
    public long firstKept() {
        return store.firstKept();
    }

    @Override
    public ForgottenFaults forgotten() {
        return store.forgotten();
    }

    @Override
    public long revision() {
        return store.revision();
    }

    @Override
    public long bytes() {
        return store.bytes();
    }

    @Override
    public FaultRecord fault(long number) {
        if (number < firstKept() || number > count()) {
            throw new IllegalArgumentException(
                    "fault " + number + " is not kept; those from " + firstKept() + " to " + count() + " are");
        }
        if (store.has(number)) {
            store.read(number, scratch);
            return describe(scratch, store.calls(number));
        }
        for (OpenFault fault : open) {
            if (fault.number == number) {
                List<RmiCallRecord> calls = CallWords.read(fault.calls, 0, fault.callCount, fault.instructions, sites);
                return describe(fault, calls);
            }
        }
        throw new IllegalStateException("fault " + number + " is lost");
    }

    private FaultRecord describe(OpenFault fault, List<RmiCallRecord> calls) {
        boolean isFetch = (fault.esr >>> EC_SHIFT & 0x3f) == EC_INSTRUCTION_ABORT_LOWER_EL;
        Boolean isProtected = half(fault.half);
        boolean known = fault.realm != OpenFault.NOBODY;
        return new FaultRecord(
                fault.number,
                new Moment(fault.instructions, fault.ordinal),
                new FaultRecord.Guest(
                        fault.pe,
                        known ? fault.realm : -1,
                        known ? realms.rd(fault.realm) : 0,
                        fault.vcpu == OpenFault.NOBODY ? -1 : fault.vcpu,
                        fault.pc),
                fault.repeats,
                fault.ipa,
                isProtected,
                fault.reported ? null : new FaultRecord.SeenByPe(fault.esr, fault.far, fault.hpfar, level(fault.esr)),
                fault.shown ? new FaultRecord.SeenByHost(fault.hostEsr, fault.hostFar, fault.hostHpfar) : null,
                RttReader.describe(fault.decision, isFetch),
                RttReader.describe(fault.before),
                RttReader.describe(fault.after),
                resolution(fault),
                calls,
                fault.returnCode == OpenFault.NO_RETURN_CODE ? null : (Integer) fault.returnCode,
                new FaultRecord.Cost(
                        fault.callCount,
                        fault.tlbInvalidations,
                        fault.gptChanges,
                        fault.hostInstructions,
                        NativeEstimate.of(calls, isProtected)));
    }

    private static @Nullable Boolean half(int half) {
        return switch (half) {
            case OpenFault.HALF_PROTECTED -> Boolean.TRUE;
            case OpenFault.HALF_UNPROTECTED -> Boolean.FALSE;
            default -> null;
        };
    }

    private static int level(long esr) {
        return FaultKind.level((int) esr & 0x3f);
    }

    private static FaultRecord.Resolution resolution(OpenFault fault) {
        if (fault.kind != ResolutionKind.MAPPED) {
            return new FaultRecord.Resolution(fault.kind, null);
        }
        var command = CallWords.command(fault.command);
        return new FaultRecord.Resolution(fault.kind, command == null ? null : command.specificationName());
    }
}
