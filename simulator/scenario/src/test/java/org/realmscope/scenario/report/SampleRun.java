package org.realmscope.scenario.report;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;
import org.realmscope.abi.RmiCommand;
import org.realmscope.machine.history.ExitCounts;
import org.realmscope.machine.history.FaultHistory;
import org.realmscope.machine.history.FaultRecord;
import org.realmscope.machine.history.ForgottenFaults;
import org.realmscope.machine.history.HostReport;
import org.realmscope.machine.history.HostTraceEvent;
import org.realmscope.machine.history.NativeEstimate;
import org.realmscope.machine.history.RealmTables;
import org.realmscope.machine.history.ResolutionKind;
import org.realmscope.machine.history.RmiCallRecord;
import org.realmscope.machine.history.RmiTotals;
import org.realmscope.machine.history.RttState;
import org.realmscope.machine.history.RunHistory;
import org.realmscope.machine.time.Moment;
import org.realmscope.scenario.guest.GuestAssembler;
import org.realmscope.scenario.guest.GuestProgram;
import org.realmscope.scenario.model.Address;
import org.realmscope.scenario.model.AddressRange;
import org.realmscope.scenario.model.GuestStep;
import org.realmscope.scenario.model.HostSetup;
import org.realmscope.scenario.model.PlatformSetup;
import org.realmscope.scenario.model.Position;
import org.realmscope.scenario.model.RealmSetup;
import org.realmscope.scenario.model.RmmSetup;
import org.realmscope.scenario.model.Scenario;
import org.realmscope.scenario.model.SlotSetup;
import org.realmscope.scenario.model.VcpuSetup;
import org.realmscope.scenario.run.ExpectationResult;
import org.realmscope.scenario.run.FetchSites;
import org.realmscope.scenario.run.LeakedGranule;
import org.realmscope.scenario.run.RunEnd;
import org.realmscope.scenario.run.ScenarioResult;
import org.realmscope.scenario.run.VcpuEnd;
import org.realmscope.scenario.run.VcpuStatus;

/**
 * A run that is put together by hand: a fault that is mapped, one that is injected, one of an RMM image, and a vCPU
 * that makes no progress; reports of the host, tables and expectations.
 */
final class SampleRun {
    private static final String FILE = "sample.rme";
    private static final long UNPROTECTED = 1L << 35;
    private static final long RD = 0x4215_0000L;
    private static final int STUCK_FAULTS = 17;

    private final List<FaultRecord> faults = new ArrayList<>();
    private final GuestProgram program;
    private final RealmSetup realm;

    private SampleRun() {
        SlotSetup slot = new SlotSetup(at(3), "ram", 0, new AddressRange(0, 64L << 20), SlotSetup.Backing.ANON, false);
        List<GuestStep> steps = List.of(
                new GuestStep.Store(at(6), "store 0x5a to 0x20_0000", 8, 0x5a, new Address(0x20_0000, null), null),
                new GuestStep.Load(
                        at(7), "load shared 0x30_0000", 8, new Address(UNPROTECTED | 0x30_0000, null), null));
        VcpuSetup vcpu = new VcpuSetup(at(5), "vcpu0", 0, true, null, steps);
        realm = new RealmSetup(
                at(2),
                "realm0",
                36,
                RealmSetup.HOST_CHOOSES,
                false,
                false,
                List.of(slot),
                List.of(slot.range()),
                List.of(),
                0,
                true,
                List.of(),
                List.of(vcpu));
        program = GuestAssembler.assemble(realm);
    }

    private static Position at(int line) {
        return new Position(FILE, line, 5);
    }

    /** Address of the instruction that does step {@code index}; the assembler places it. */
    static long pc(ScenarioResult result, int index) {
        return result.programs().getFirst().steps().get(index).accessPc();
    }

    /** A run that came to its end. */
    static ScenarioResult complete() {
        return new SampleRun().result(RunEnd.COMPLETED, "the scenario is complete", VcpuStatus.STUCK);
    }

    /** A run that was cut short. */
    static ScenarioResult cutShort() {
        return new SampleRun().result(RunEnd.LIMIT, "the limit of 1,000 was reached & passed", VcpuStatus.LIMITED);
    }

    private ScenarioResult result(RunEnd end, String endText, VcpuStatus status) {
        addFaults();
        Scenario scenario = new Scenario(
                FILE,
                "A sample with <everything>",
                new PlatformSetup(2, 1L << 30, 1, 10_000, 100_000_000),
                new RmmSetup(null, "specification", false),
                new HostSetup(null, List.of()),
                List.of(realm),
                List.of(),
                List.of());
        VcpuEnd vcpu = new VcpuEnd(0, realm.vcpus().getFirst(), 1, status, false, 0, OptionalLong.of(0x430), at(7), "");
        return new ScenarioResult(
                scenario,
                7,
                1_234_567,
                end,
                endText,
                history(),
                List.of(program),
                List.of(vcpu),
                List.of(0),
                List.of(new LeakedGranule(0x4217_3000L, "DELEGATED", reports().getLast(), null)),
                List.of(),
                new FetchSites(1),
                List.of(),
                List.of(),
                List.of(),
                List.of(),
                List.of(
                        new ExpectationResult(at(10), "2 faults", false, "20 \"such\""),
                        new ExpectationResult(at(11), "no progress", true, "")),
                "hello\n");
    }

    // --- faults

    private void addFaults() {
        long pc = program.steps().get(0).accessPc();
        faults.add(new FaultRecord(
                1,
                new Moment(72_669, 1),
                new FaultRecord.Guest(1, 0, RD, 0, pc),
                false,
                0x20_0000,
                true,
                new FaultRecord.SeenByPe(0x93c9_8046L, 0x20_0000, 0x2000, 2),
                new FaultRecord.SeenByHost(0x9000_0006L, 0, 0x2000),
                new FaultRecord.Decision(
                        "PROTECTED_RAM_UNASSIGNED",
                        "Protected, RIPAS RAM, UNASSIGNED",
                        "REC exit, Non-emulatable Data Abort"),
                new RttState(2, "UNASSIGNED", "RAM"),
                new RttState(3, "ASSIGNED", "RAM"),
                new FaultRecord.Resolution(ResolutionKind.MAPPED, "RMI_DATA_CREATE_UNKNOWN"),
                List.of(
                        call(73_000, RmiCommand.GRANULE_DELEGATE, List.of(0x4217_3000L), 0L),
                        call(73_100, RmiCommand.DATA_CREATE_UNKNOWN, List.of(RD, 0x4217_3000L, 0x20_0000L), 0x204L),
                        call(73_200, RmiCommand.RTT_CREATE, List.of(RD, 0x4217_1000L, 0x20_0000L, 3L), 0L),
                        call(73_300, RmiCommand.DATA_CREATE_UNKNOWN, List.of(RD, 0x4217_3000L, 0x20_0000L), 0L),
                        call(76_000, RmiCommand.REC_ENTER, List.of(0x4215_a000L, 0x4215_9000L), null)),
                1,
                new FaultRecord.Cost(5, 0, 2, 3_863, new NativeEstimate(15_817, 9_120, true))));
        faults.add(new FaultRecord(
                2,
                new Moment(80_000, 1),
                new FaultRecord.Guest(1, 0, RD, 0, pc),
                false,
                0x800_0000,
                true,
                new FaultRecord.SeenByPe(0x8200_0006L, 0x800_0000, 0x8_0000, 2),
                null,
                new FaultRecord.Decision(
                        "PROTECTED_EMPTY", "Protected, RIPAS EMPTY", "Synchronous External Abort to the Realm"),
                new RttState(2, "UNASSIGNED", "EMPTY"),
                new RttState(2, "UNASSIGNED", "EMPTY"),
                new FaultRecord.Resolution(ResolutionKind.INJECTED, null),
                List.of(),
                null,
                new FaultRecord.Cost(0, 0, 0, -1, NativeEstimate.ZERO)));
        for (int i = 0; i < STUCK_FAULTS; i++) {
            faults.add(stuck(3 + i, program.steps().get(1).accessPc()));
        }
    }

    private static FaultRecord stuck(int number, long pc) {
        long count = 90_000 + 1_000L * number;
        boolean isLast = number == 2 + STUCK_FAULTS;
        return new FaultRecord(
                number,
                new Moment(count, 2),
                new FaultRecord.Guest(1, 0, RD, 0, pc),
                number > 3,
                UNPROTECTED | 0x30_0000,
                false,
                new FaultRecord.SeenByPe(0x93c9_800fL, UNPROTECTED | 0x30_0000, 0x800_3000, 3),
                new FaultRecord.SeenByHost(0x91c0_800fL, 0, 0x800_3000),
                null,
                null,
                null,
                isLast
                        ? new FaultRecord.Resolution(ResolutionKind.NONE, null)
                        : new FaultRecord.Resolution(ResolutionKind.REENTERED, null),
                isLast
                        ? List.of()
                        : List.of(call(count + 500, RmiCommand.REC_ENTER, List.of(0x4215_a000L, 0x4215_9000L), null)),
                isLast ? -14 : 1,
                isLast
                        ? new FaultRecord.Cost(0, 0, 0, -1, NativeEstimate.ZERO)
                        : new FaultRecord.Cost(1, 1, 0, 400, new NativeEstimate(8_755, 1_036, false)));
    }

    private static RmiCallRecord call(long at, RmiCommand command, List<Long> arguments, @Nullable Long result) {
        return new RmiCallRecord(
                new Moment(at, 1), command.functionId(), command, arguments, result, List.of(), 1, List.of(), null);
    }

    // --- history

    private RunHistory history() {
        RmiTotals.Line delegate = new RmiTotals.Line("RMI_GRANULE_DELEGATE", "RMI_SUCCESS", 0, 0, 1_024);
        RmiTotals.Line failed = new RmiTotals.Line("RMI_DATA_CREATE_UNKNOWN", "RMI_ERROR_RTT", 2, 0x204, 1);
        RmiTotals.Line delegateSinceStart = new RmiTotals.Line("RMI_GRANULE_DELEGATE", "RMI_SUCCESS", 0, 0, 24);
        RmiTotals.Line delegateInRun = new RmiTotals.Line("RMI_GRANULE_DELEGATE", "RMI_SUCCESS", 0, 0, 1);
        return new RunHistory(
                faultHistory(),
                new RmiTotals(List.of(delegate, failed)),
                new RmiTotals(List.of(delegateSinceStart, failed)),
                new RmiTotals(List.of(delegateInRun, failed)),
                new Moment(70_000, 0),
                List.of(),
                new ExitCounts(List.of(new ExitCounts.Line("SYNC, data abort", 18), new ExitCounts.Line("IRQ", 2))),
                40,
                reports(),
                2,
                1L,
                trace(),
                List.of(tables()));
    }

    private FaultHistory faultHistory() {
        List<FaultRecord> records = List.copyOf(faults);
        return new FaultHistory() {
            @Override
            public long count() {
                return records.size();
            }

            @Override
            public long firstKept() {
                return 1;
            }

            @Override
            public ForgottenFaults forgotten() {
                return new ForgottenFaults(0, Moment.START, 0, 0, Map.of(), 0);
            }

            @Override
            public long bytes() {
                return 0;
            }

            @Override
            public FaultRecord fault(long number) {
                return records.get((int) number - 1);
            }
        };
    }

    private static List<HostReport> reports() {
        return List.of(
                new HostReport(
                        0,
                        HostReport.Kind.WARNING,
                        "rme_map.c",
                        190,
                        "realm_map_protected",
                        "status",
                        List.of(0x20_0000L, 0x4217_3000L, 1L, 0L),
                        new Moment(74_000, 1),
                        1),
                new HostReport(
                        1,
                        HostReport.Kind.LEAK,
                        "page_alloc.c",
                        231,
                        "",
                        "page that RMI_GRANULE_UNDELEGATE keeps",
                        List.of(0x4217_3000L, 1L, 0L, 0L),
                        null,
                        -1));
    }

    private static List<HostTraceEvent> trace() {
        return List.of(
                event(70_000, 1, 1, List.of(0L, 0L, 0L, 0L), 0),
                event(72_700, 1, 2, List.of(0L, 0x24L, 0L, 0L), 0),
                event(72_800, 1, 3, List.of(0L, 0x9000_0006L, 0L, 0x20_0000L), 3),
                event(72_900, 1, 4, List.of(2L, 4L, 0x900_0008L, 0x55L), 0),
                event(73_000, 1, 5, List.of(0L, 0x9200_0007L, 8L, 0x900_0000L), 0),
                event(73_100, 0, 6, List.of(1L, 0L, 40L, 1L), 0),
                event(73_200, 1, 7, List.of(0L, 27L, 1L, 0L), 0),
                event(73_300, 1, 8, List.of(0L, 1L, 0L, 0L), 0),
                event(73_400, 1, 9, List.of(250L, 1L, 1L, 0L), 0),
                event(73_500, 1, 10, List.of(6L, 0L, 0L, 0L), 0),
                event(73_600, 1, 10, List.of(0L, -4L, 0L, 0L), 0),
                event(73_700, 1, 10, List.of(0L, -14L, 0L, 0L), 0),
                event(73_800, 0, 11, List.of(0x1_0020_0000L, 0x1_0020_1000L, 0L, 0L), 0),
                event(73_900, 0, 12, List.of(0L, 0x1000L, 0L, 0L), 0),
                event(74_000, 0, 13, List.of(0x1_0020_0000L, 0L, 0L, 0L), 0),
                event(74_100, 1, 32, List.of(1L, 0L, 0L, 0L), 0),
                event(74_200, 1, 2, List.of(0L, 0L, 0L, 5L), 0),
                event(1_234_567_890_123L, 1, 2, List.of(0x102L, 0L, 0L, 0L), 0));
    }

    private static HostTraceEvent event(long count, int pe, int kind, List<Long> fields, long lost) {
        return new HostTraceEvent(count, pe, kind, pe == 0 ? -1 : 0, pe == 0 ? -1 : 0, fields, lost);
    }

    private static RealmTables tables() {
        return new RealmTables(
                0,
                RD,
                36,
                1,
                List.of(
                        range(0, 0x1000, 3, "ASSIGNED", "RAM", 0x4215_5000L),
                        range(0x1000, 0x2000, 3, "ASSIGNED", "RAM", 0x4215_8000L),
                        range(0x2000, 0x20_0000, 3, "UNASSIGNED", "RAM", 0),
                        range(0x20_0000, 0x8_0000_0000L, 2, "UNASSIGNED", "EMPTY", 0),
                        range(0x8_0000_0000L, 0x10_0000_0000L, 1, "UNASSIGNED_NS", null, 0)),
                List.of(
                        new RealmTables.RipasRange(0, 0x20_0000, "RAM"),
                        new RealmTables.RipasRange(0x20_0000, 0x8_0000_0000L, "EMPTY")),
                List.of("aa11", "00", "01", "02", "03"));
    }

    private static RealmTables.RttRange range(
            long base, long end, int level, String hipas, @Nullable String ripas, long pa) {
        return new RealmTables.RttRange(base, end, new RttState(level, hipas, ripas), pa);
    }
}
