package org.realmscope.machine.hostkvm;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.realmscope.abi.RmiCommand;
import org.realmscope.machine.MachineConfiguration;
import org.realmscope.machine.event.MachineEvent;

/** IPA widths and start levels, and blocks of every backing. */
class HostTablesTest {
    private static final int BEHAVIOUR = 0;
    private static final int BLOCK_MAPPINGS = 2;
    private static final int UNMAP_ALIAS = 6;

    private static final int THP = 1;
    private static final int HUGETLB = 2;
    private static final int GUEST_MEMFD = 3;
    private static final int HUGETLB_1G = 4;

    private static final long DONTNEED = 4;
    private static final long MIB = 1L << 20;
    private static final long GIB = 1L << 30;
    private static final int EXIT_SYSTEM_EVENT = 24;
    private static final String SYSTEM_OFF = "\nmovz x0, #8\nmovk x0, #0x8400, lsl #16\nsmc #0\n";
    private static final String HOST_CALL = "\nmov x1, #0x1e000\nmovz x0, #0x199\nmovk x0, #0xc400, lsl #16\nsmc #0\n";

    /** How many calls of a command have succeeded. */
    private static long calls(HostDriver host, RmiCommand command) {
        return host.ofType(MachineEvent.RmiReturn.class).stream()
                .filter(call -> call.command() == command && call.results().getFirst() == 0)
                .count();
    }

    private static long faults(HostDriver host) {
        return host.ofType(MachineEvent.Stage2Fault.class).size();
    }

    /** Widths with KVM's own start level and with every other that VMSAv8-64 has for them. */
    @ParameterizedTest
    @CsvSource({
        "32, -2", "33, -2", "34, -2", "35, -2", "36, -2", "39, -2", "40, -2", "43, -2", "44, -2", "48, -2", "32, 1",
        "34, 2", "40, 1", "40, 0", "43, 1", "42, 0", "48, 0",
    })
    void realmOfAnyWidthFaultsAndGoes(int bits, int startLevel) {
        faultAndGo(new HostDriver(2), bits, startLevel, 0);
    }

    /** A physical address of 48 bits keeps widths within that. */
    @ParameterizedTest
    @CsvSource({"36, -2", "40, 0", "44, -2", "48, -2", "48, 0"})
    void realmWithLpa2FaultsAndGoes(int bits, int startLevel) {
        faultAndGo(new HostDriver(2), bits, startLevel, 1);
    }

    private static void faultAndGo(HostDriver host, int bits, int startLevel, int lpa2) {
        long free = host.freePages();
        build(host, bits, startLevel, lpa2);
        assertEquals(0, host.run(1), () -> host.reports().toString());
        assertEquals(EXIT_SYSTEM_EVENT, host.value(1, 0));
        assertEquals(2, faults(host));
        host.ok(HostDriver.USER_READ, HostDriver.HVA + 0x30_0000, 8);
        assertEquals(0x20_0000L, host.value(0, 0));
        host.destroyRealm();
        assertEquals(List.of(), host.reports());
        assertEquals(free, host.freePages());
    }

    @ParameterizedTest
    @CsvSource({"36, 3, 0", "48, 2, 0", "31, -2, 0", "53, -2, 0", "36, 4, 0", "48, -1, 1"})
    void impossibleTablesAreRefused(int bits, int startLevel, int lpa2) {
        HostDriver host = new HostDriver(2);
        long free = host.freePages();
        long vm = host.call(HostDriver.CREATE_VM, 1, bits);
        if (vm >= 0) {
            long configured = host.call(
                    HostDriver.ENABLE_CAP,
                    vm,
                    HostDriver.CAP_ARM_RME,
                    0,
                    0,
                    lpa2,
                    startLevel == -2 ? 0 : 1,
                    startLevel);
            long created = host.call(HostDriver.ENABLE_CAP, vm, HostDriver.CAP_ARM_RME, 1);
            assertTrue(configured < 0 || created < 0);
            host.ok(HostDriver.CLOSE, vm);
        }
        assertEquals(List.of(), host.reports());
        assertEquals(free, host.freePages());
    }

    private static void build(HostDriver host, int bits, int startLevel, int lpa2) {
        host.ok(HostDriver.CREATE_VM, 1, bits);
        host.ok(HostDriver.MMAP, HostDriver.HVA, HostDriver.RAM, 0);
        host.ok(HostDriver.SET_REGION, 0, 0, 0, 0, HostDriver.RAM, HostDriver.HVA);
        host.ok(HostDriver.ENABLE_CAP, 0, HostDriver.CAP_ARM_RME, 0, 0, lpa2, startLevel == -2 ? 0 : 1, startLevel);
        host.ok(HostDriver.ENABLE_CAP, 0, HostDriver.CAP_ARM_RME, 1);
        host.writeProgram(HostDriver.HVA, """
            mov x1, #0x200000
            str x1, [x1]
            ldr x2, [x1]
            mov x3, #0x%x
            add x4, x3, #0x300000
            str x2, [x4]
            """.formatted(1L << (bits - 1)) + SYSTEM_OFF);
        host.ok(HostDriver.ENABLE_CAP, 0, HostDriver.CAP_ARM_RME, 2, 0, HostDriver.RAM);
        host.ok(HostDriver.ENABLE_CAP, 0, HostDriver.CAP_ARM_RME, 3, 0, 0x1000, 1);
        host.ok(HostDriver.CREATE_VCPU, 0, 1);
        host.ok(HostDriver.VCPU_INIT, 0, 0, 0, 0);
        host.ok(HostDriver.VCPU_FINALIZE, 0, 0);
        host.ok(HostDriver.ENABLE_CAP, 0, HostDriver.CAP_ARM_RME, 4);
        host.events.clear();
    }

    /**
     * Slots of 1 GiB pages: as large as it is, the mapping is refused; in a slot that cannot hold it, it is a PMD; and
     * a host that maps pages maps pages.
     */
    @ParameterizedTest
    @CsvSource({"1024, 0, -22, 0", "512, 0, 0, 512", "1024, 3, 0, 1", "1024, 1, 0, 512"})
    void pageOfOneGibibyteIsMappedAsKvmWould(long slotMib, int blocks, long result, int creations) {
        HostDriver host = new HostDriver(MachineConfiguration.DEFAULT.withPes(2).withDramSize(4 * GIB));
        long free = host.freePages();
        long hva = 4 * HostDriver.HVA;
        host.ok(HostDriver.SET_SWITCH, BLOCK_MAPPINGS, blocks);
        host.createRealm(1, 0, """
            mov x1, #0x40000000
            add x1, x1, #0x400000
            str x1, [x1]
            """ + SYSTEM_OFF, () -> {
            host.ok(HostDriver.MMAP, hva, GIB, HUGETLB_1G);
            host.ok(HostDriver.SET_REGION, 0, 1, 0, GIB, slotMib * MIB, hva);
            host.ok(HostDriver.ENABLE_CAP, 0, HostDriver.CAP_ARM_RME, 2, GIB, slotMib * MIB);
        });
        host.events.clear();
        assertEquals(result, host.run(1), () -> host.reports().toString());
        assertEquals(creations, calls(host, RmiCommand.DATA_CREATE_UNKNOWN));
        host.destroyRealm();
        assertEquals(-22, host.call(HostDriver.MADVISE, hva, 2 * MIB, DONTNEED));
        host.ok(HostDriver.MUNMAP, hva);
        assertEquals(List.of(), host.reports());
        assertEquals(free, host.freePages());
    }

    /** A block that goes in part is split on both sides, and what is left of it stays mapped. */
    @ParameterizedTest
    @CsvSource({"1, 0", "1, 1", "3, 0", "3, 1"})
    void partOfABlockIsUnmapped(int backing, int alias) {
        HostDriver host = new HostDriver(2);
        long free = host.freePages();
        host.ok(HostDriver.SET_SWITCH, BLOCK_MAPPINGS, 2);
        host.ok(HostDriver.SET_SWITCH, UNMAP_ALIAS, alias);
        host.createRealm(1, backing, """
            mov x9, #0x400000
            str x9, [x9]
            mov x10, #0x800000000
            add x10, x10, #0x800000
            str x9, [x10]
            """ + HOST_CALL + """
            ldr x1, [x9]
            ldr x2, [x9, #0x2000]
            ldr x3, [x10, #0x2000]
            ldr x3, [x10]
            """ + SYSTEM_OFF);
        host.events.clear();
        assertEquals(0, host.run(1), () -> host.reports().toString());
        // The first fault of the program's block, which is populated in part, is that of the host call's page.
        assertEquals(512 + 1, calls(host, RmiCommand.DATA_CREATE_UNKNOWN));
        assertEquals(1, calls(host, RmiCommand.RTT_FOLD));
        host.ok(HostDriver.MADVISE, HostDriver.HVA + 4 * MIB + 0x1000, 0x1000, DONTNEED);
        host.ok(HostDriver.MADVISE, HostDriver.HVA + 8 * MIB, 0x1000, DONTNEED);
        long before = faults(host);
        assertEquals(0, host.run(1), () -> host.reports().toString());
        // Destroyed protected pages are not touched again, and the rest of both blocks is still there.
        assertEquals(alias, faults(host) - before);
        host.destroyRealm();
        assertEquals(List.of(), host.reports());
        assertEquals(free, host.freePages());
    }

    /** Contents that start in the middle of a block, and the change of the rest of it, by policy. */
    @ParameterizedTest
    @CsvSource({"0, 0, 1", "1, -6, 512", "2, 0, 1", "3, 0, 1"})
    void tailOfMisalignedContentsCanBeChangedUnlessBlocksAreFollowed(int blocks, long result, int creations) {
        HostDriver host = new HostDriver(2);
        host.ok(HostDriver.SET_SWITCH, BLOCK_MAPPINGS, blocks);
        host.createRealmToPopulate(THP, "b .");
        host.events.clear();
        host.ok(HostDriver.ENABLE_CAP, 0, HostDriver.CAP_ARM_RME, 3, 0x40_1000, 0x1000, 1);
        assertEquals(creations, calls(host, RmiCommand.DATA_CREATE));
        assertEquals(result, host.call(HostDriver.ENABLE_CAP, 0, HostDriver.CAP_ARM_RME, 3, 0x40_2000, 0x1000, 1));
        host.destroyRealm();
        assertEquals(
                0, host.reports().stream().filter(report -> report.kind() == 3).count());
    }

    /** The whole of a hugetlb page is one fault on either side, in every policy but pages only. */
    @ParameterizedTest
    @CsvSource({"0, 1, 1", "1, 1, 1", "2, 1, 1", "3, 2, 0"})
    void sharedBlocksAreMappedInOneCall(int blocks, int faults, int atLevel2) {
        HostDriver host = new HostDriver(2);
        host.ok(HostDriver.SET_SWITCH, BLOCK_MAPPINGS, blocks);
        host.createRealm(1, HUGETLB, """
            mov x10, #0x800000000
            add x10, x10, #0x800000
            str x9, [x10]
            str x9, [x10, #0x1000]
            """ + SYSTEM_OFF);
        host.events.clear();
        assertEquals(0, host.run(1), () -> host.reports().toString());
        assertEquals(faults, faults(host));
        assertEquals(
                atLevel2,
                host.ofType(MachineEvent.RmiReturn.class).stream()
                        .filter(call -> call.command() == RmiCommand.RTT_MAP_UNPROTECTED)
                        .filter(call -> call.results().getFirst() == 0
                                && call.arguments().get(2) == 2)
                        .count());
        host.destroyRealm();
        assertEquals(List.of(), host.reports());
    }

    @Test
    void guestMemfdIsMappedInPagesToday() {
        HostDriver host = new HostDriver(2);
        host.ok(HostDriver.SET_SWITCH, BEHAVIOUR, 1);
        host.createRealm(1, 0, """
            mov x1, #0x4000000
            str x1, [x1]
            add x1, x1, #0x1000
            str x1, [x1]
            """ + SYSTEM_OFF, () -> addFile(host, 64 * MIB, 4 * MIB));
        host.events.clear();
        assertEquals(0, host.run(1), () -> host.reports().toString());
        assertEquals(2, calls(host, RmiCommand.DATA_CREATE_UNKNOWN));
        host.destroyRealm();
        assertEquals(List.of(), host.reports());
    }

    static void addFile(HostDriver host, long ipa, long size) {
        long file = 2 * HostDriver.HVA;
        host.ok(HostDriver.MMAP, file, size, GUEST_MEMFD);
        host.ok(HostDriver.MMAP, HostDriver.HVA + ipa, size, 0);
        host.ok(HostDriver.SET_REGION2, 0, 1, 0, ipa, size, HostDriver.HVA + ipa, file);
        host.ok(HostDriver.ENABLE_CAP, 0, HostDriver.CAP_ARM_RME, 2, ipa, size);
    }
}
