package org.realmscope.machine.hostkvm;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.realmscope.abi.RmiCommand;
import org.realmscope.machine.MachineConfiguration;
import org.realmscope.machine.MemoryMap;
import org.realmscope.machine.checkpoint.CheckpointPolicy;
import org.realmscope.machine.time.Moment;
import org.realmscope.platform.PhysicalAddressSpace;

/**
 * Every RMI call and every allocation of a realm's life fails once, in a life of its own. Whatever comes of it, the
 * host goes on, and afterwards its pages are free or reported as leaked: exactly those that RMM still has.
 */
class HostFailureTest {
    private static final int BEHAVIOUR = 0;
    private static final int BLOCK_MAPPINGS = 2;
    private static final int THP = 1;
    private static final int GUEST_MEMFD = 3;
    private static final int BUG = 2;
    private static final int OOPS = 5;
    private static final long DONTNEED = 4;
    private static final long MIB = 1L << 20;
    private static final long FILE = 2 * HostDriver.HVA;
    private static final int GRANULE = 0x1000;
    private static final long RUN_LIMIT = 3_000_000;

    /** Enough that the RTT entries of the pages, their tables and a block of each half are touched. */
    private static final String PROGRAM = """
        mov x1, #0x200000
        str x1, [x1]
        str x1, [x1, #0x1000]
        mov x2, #0x800000000
        add x2, x2, #0x300000
        str x1, [x2]
        movz x0, #0x197
        movk x0, #0xc400, lsl #16
        mov x1, #0x600000
        mov x2, #0x610000
        mov x3, #0
        mov x4, #0
        smc #0
        movz x0, #8
        movk x0, #0x8400, lsl #16
        smc #0
        """;

    private static final String BLOCKS = """
        mov x1, #0x400000
        str x1, [x1]
        mov x2, #0x800000000
        add x2, x2, #0x400000
        str x1, [x2]
        movz x0, #8
        movk x0, #0x8400, lsl #16
        smc #0
        """;

    /** Parts of a realm's life, in order. */
    private enum Part {
        CREATE,
        POPULATE,
        REC,
        RUN,
        UNMAP,
        CLOSE
    }

    /** What the host has, and what RMM has of it. */
    private record Pages(long free, long leaked, long realmGranules) {}

    private static Pages pages(HostDriver host) {
        host.ok(HostDriver.REPORTS);
        long free = host.value(0, 2);
        long leaked = host.value(0, 3);
        MemoryMap map = host.machine.configuration().memoryMap();
        long granules = 0;
        for (long pa = map.hostBase(); pa < map.dram().end(); pa += GRANULE) {
            boolean isRmm = pa >= map.rmm().base() && pa < map.rmm().end();
            if (!isRmm && host.machine.platform().granuleProtection.owner(pa) == PhysicalAddressSpace.REALM) {
                granules++;
            }
        }
        return new Pages(free, leaked, granules);
    }

    private static HostDriver host(int behaviour) {
        HostDriver host = new HostDriver(MachineConfiguration.DEFAULT
                .withPes(2)
                .withQuantum(1_000_000)
                .withDramSize(256 * MIB)
                .withCheckpoints(CheckpointPolicy.NEVER));
        host.ok(HostDriver.SET_SWITCH, BEHAVIOUR, behaviour);
        return host;
    }

    /**
     * One life; commands may fail.
     *
     * @param part before which {@code inject} asks for the failure
     */
    private static void live(HostDriver host, boolean today, boolean blocks, Part part, Runnable inject) {
        host.ok(HostDriver.SET_SWITCH, BLOCK_MAPPINGS, blocks ? 2 : today ? 3 : 0);
        host.ok(HostDriver.MMAP, HostDriver.HVA, HostDriver.RAM, blocks ? THP : 0);
        host.ok(HostDriver.MMAP, FILE, HostDriver.RAM, GUEST_MEMFD);
        host.writeProgram(HostDriver.HVA, blocks ? BLOCKS : PROGRAM);
        long vm = host.call(HostDriver.CREATE_VM, 1, 36);
        host.ok(HostDriver.SET_REGION2, vm, 0, 0, 0, HostDriver.RAM, HostDriver.HVA, today ? FILE : HostDriver.HVA);
        at(Part.CREATE, part, inject);
        host.ok(HostDriver.ENABLE_CAP, vm, HostDriver.CAP_ARM_RME, 0, 0, 0, 0, 0);
        host.call(HostDriver.ENABLE_CAP, vm, HostDriver.CAP_ARM_RME, 1);
        at(Part.POPULATE, part, inject);
        host.call(HostDriver.ENABLE_CAP, vm, HostDriver.CAP_ARM_RME, 2, 0, HostDriver.RAM);
        host.call(HostDriver.ENABLE_CAP, vm, HostDriver.CAP_ARM_RME, 3, 0, 2 * GRANULE, 1);
        at(Part.REC, part, inject);
        host.call(HostDriver.CREATE_VCPU, vm, 1);
        host.call(HostDriver.VCPU_INIT, vm, 0, 0, 0);
        host.call(HostDriver.VCPU_FINALIZE, vm, 0);
        host.call(HostDriver.ENABLE_CAP, vm, HostDriver.CAP_ARM_RME, 4);
        at(Part.RUN, part, inject);
        runToTheEnd(host, vm);
        at(Part.UNMAP, part, inject);
        host.call(HostDriver.MADVISE, HostDriver.HVA + 2 * MIB, 4 * MIB + GRANULE, DONTNEED);
        host.call(HostDriver.MADVISE, FILE + 2 * MIB, 4 * MIB + GRANULE, DONTNEED);
        host.call(HostDriver.FLUSH, vm, 0);
        at(Part.CLOSE, part, inject);
        host.ok(HostDriver.CLOSE, vm);
    }

    private static void at(Part here, Part part, Runnable inject) {
        if (here == part) {
            inject.run();
        }
    }

    /**
     * KVM_RUN until the realm is off; a VMM that is asked about memory agrees, and one that is not answered gives up.
     */
    private static void runToTheEnd(HostDriver host, long vm) {
        for (int i = 0; i < 4; i++) {
            host.post(1, HostDriver.RUN);
            long end = host.machine.now().instructions() + RUN_LIMIT;
            while (!host.isDone(1) && host.machine.now().instructions() < end) {
                host.machine.run(new Moment(host.machine.now().instructions() + 2_000, 0));
            }
            if (!host.isDone(1)) {
                host.ok(HostDriver.INTERRUPT_VCPU, vm, 0);
            }
            if (host.await(1) != -14) {
                return;
            }
        }
    }

    private static void check(HostDriver host, Pages before, String what) {
        host.ok(HostDriver.MUNMAP, HostDriver.HVA);
        host.ok(HostDriver.MUNMAP, FILE);
        Pages after = pages(host);
        long lost = after.leaked - before.leaked;
        assertEquals(before.free, after.free + lost, () -> what + " " + host.reports());
        assertEquals(after.realmGranules, after.leaked, () -> what + " " + host.reports());
        assertTrue(
                host.reports().stream().noneMatch(report -> report.kind() == BUG || report.kind() == OOPS),
                () -> what + " " + host.reports());
        host.events.clear();
    }

    private static List<RmiCommand> commands(Part part) {
        return switch (part) {
            case CREATE ->
                List.of(
                        RmiCommand.GRANULE_DELEGATE,
                        RmiCommand.REALM_CREATE,
                        RmiCommand.REC_AUX_COUNT,
                        RmiCommand.GRANULE_UNDELEGATE,
                        RmiCommand.REALM_DESTROY);
            case POPULATE ->
                List.of(
                        RmiCommand.RTT_INIT_RIPAS,
                        RmiCommand.RTT_CREATE,
                        RmiCommand.GRANULE_DELEGATE,
                        RmiCommand.DATA_CREATE);
            case REC -> List.of(RmiCommand.GRANULE_DELEGATE, RmiCommand.REC_CREATE, RmiCommand.REALM_ACTIVATE);
            case RUN ->
                List.of(
                        RmiCommand.REC_ENTER,
                        RmiCommand.GRANULE_DELEGATE,
                        RmiCommand.GRANULE_UNDELEGATE,
                        RmiCommand.DATA_CREATE_UNKNOWN,
                        RmiCommand.RTT_CREATE,
                        RmiCommand.RTT_READ_ENTRY,
                        RmiCommand.RTT_MAP_UNPROTECTED,
                        RmiCommand.RTT_FOLD,
                        RmiCommand.RTT_SET_RIPAS);
            case UNMAP, CLOSE ->
                List.of(
                        RmiCommand.RTT_READ_ENTRY,
                        RmiCommand.DATA_DESTROY,
                        RmiCommand.GRANULE_UNDELEGATE,
                        RmiCommand.RTT_UNMAP_UNPROTECTED,
                        RmiCommand.RTT_FOLD,
                        RmiCommand.RTT_DESTROY,
                        RmiCommand.RTT_CREATE,
                        RmiCommand.GRANULE_DELEGATE,
                        RmiCommand.REC_DESTROY,
                        RmiCommand.REALM_DESTROY);
        };
    }

    @ParameterizedTest
    @CsvSource({"0, 1", "1, 0x304"})
    void noCallThatFailsLosesAPageUnnoticed(int behaviour, int status) {
        HostDriver host = host(behaviour);
        int lives = 0;
        for (Part part : Part.values()) {
            for (RmiCommand command : commands(part)) {
                boolean used = true;
                for (int nth = 1; used && nth <= 3; nth++) {
                    long call = nth;
                    Pages before = pages(host);
                    live(
                            host,
                            behaviour == 1,
                            false,
                            part,
                            () -> host.ok(HostDriver.FAIL_RMI, command.functionId(), call, 1, status));
                    host.ok(HostDriver.FAIL_RMI, command.functionId(), 1, 0, 0);
                    used = host.value(0, 0) == 0;
                    check(host, before, part + " " + command + " " + nth);
                    lives++;
                }
            }
        }
        assertTrue(lives > 50, "lives " + lives);
    }

    /** The same for blocks, at the first call and in the middle. */
    @ParameterizedTest
    @CsvSource({"0, 1", "1, 0x304"})
    void noCallThatFailsLosesAPageOfABlockUnnoticed(int behaviour, int status) {
        HostDriver host = host(behaviour);
        for (Part part : List.of(Part.RUN, Part.CLOSE)) {
            List<RmiCommand> commands = part == Part.RUN
                    ? List.of(RmiCommand.DATA_CREATE_UNKNOWN, RmiCommand.RTT_FOLD)
                    : List.of(RmiCommand.RTT_CREATE, RmiCommand.DATA_DESTROY, RmiCommand.GRANULE_UNDELEGATE);
            for (RmiCommand command : commands) {
                for (int nth : new int[] {1, 300}) {
                    Pages before = pages(host);
                    live(
                            host,
                            behaviour == 1,
                            true,
                            part,
                            () -> host.ok(HostDriver.FAIL_RMI, command.functionId(), nth, 1, status));
                    host.ok(HostDriver.FAIL_RMI, command.functionId(), 1, 0, 0);
                    check(host, before, part + " " + command + " " + nth);
                }
            }
        }
    }

    /** Two failures in one life: the one, and that of what would have made up for it. */
    @Test
    void whatCannotBeUndoneIsReported() {
        HostDriver host = host(0);
        for (RmiCommand command : List.of(
                RmiCommand.DATA_CREATE_UNKNOWN, RmiCommand.RTT_CREATE, RmiCommand.RTT_FOLD, RmiCommand.REALM_CREATE)) {
            Part part = command == RmiCommand.REALM_CREATE ? Part.CREATE : Part.RUN;
            Pages before = pages(host);
            live(host, false, command == RmiCommand.RTT_FOLD, part, () -> {
                host.ok(HostDriver.FAIL_RMI, command.functionId(), 1, 1, 1);
                host.ok(HostDriver.FAIL_RMI, RmiCommand.GRANULE_UNDELEGATE.functionId(), 1, 1, 1);
            });
            host.ok(HostDriver.FAIL_RMI, command.functionId(), 1, 0, 0);
            host.ok(HostDriver.FAIL_RMI, RmiCommand.GRANULE_UNDELEGATE.functionId(), 1, 0, 0);
            assertEquals(before.leaked + 1, pages(host).leaked, command::toString);
            check(host, before, command.toString());
        }
    }

    @ParameterizedTest
    @CsvSource({"0, false", "1, false", "0, true"})
    void noAllocationThatFailsLosesAPage(int behaviour, boolean blocks) {
        HostDriver host = host(behaviour);
        for (Part part : blocks ? List.of(Part.RUN, Part.UNMAP, Part.CLOSE) : List.of(Part.values())) {
            boolean used = true;
            for (int nth = 1; used && nth <= (part == Part.REC ? 20 : 10); nth += blocks ? 2 : 1) {
                long allocation = nth;
                Pages before = pages(host);
                live(host, behaviour == 1, blocks, part, () -> host.ok(HostDriver.FAIL_ALLOCATION, allocation));
                host.ok(HostDriver.FAIL_ALLOCATION, 0);
                used = host.value(0, 0) == 0;
                check(host, before, part + " allocation " + nth);
            }
        }
        assertEquals(0, pages(host).leaked);
    }
}
