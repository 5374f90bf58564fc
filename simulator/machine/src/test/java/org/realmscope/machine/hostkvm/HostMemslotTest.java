package org.realmscope.machine.hostkvm;

import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.realmscope.machine.MachineConfiguration;

/** What KVM refuses of slots that have a guest_memfd: to be read-only, and to change in any way but to go. */
class HostMemslotTest {
    private static final long MIB = 1L << 20;
    private static final long FILE = 2 * HostDriver.HVA;
    private static final int GUEST_MEMFD = 3;
    private static final int READ_ONLY = 1 << 1;
    private static final long EINVAL = -22;

    private final HostDriver host =
            new HostDriver(MachineConfiguration.DEFAULT.withPes(1).withDramSize(256 * MIB));
    private long vm;

    @BeforeEach
    void mapMemory() {
        host.ok(HostDriver.MMAP, HostDriver.HVA, HostDriver.RAM, 0);
        host.ok(HostDriver.MMAP, FILE, HostDriver.RAM, GUEST_MEMFD);
        vm = host.call(HostDriver.CREATE_VM, 1, 36);
    }

    private long region(int flags, long gpa, long size) {
        return host.call(HostDriver.SET_REGION2, vm, 0, flags, gpa, size, HostDriver.HVA, FILE);
    }

    @Test
    void readOnlySlotWithAFileIsRefused() {
        assertEquals(EINVAL, region(READ_ONLY, 0, HostDriver.RAM));
        assertEquals(0, region(0, 0, HostDriver.RAM));
    }

    @Test
    void slotWithAFileCanOnlyBeDeleted() {
        assertEquals(0, region(0, 0, HostDriver.RAM));
        assertEquals(EINVAL, region(0, 64 * MIB, HostDriver.RAM));
        assertEquals(EINVAL, region(READ_ONLY, 0, HostDriver.RAM));
        assertEquals(0, region(0, 0, 0));
        assertEquals(0, region(0, 64 * MIB, HostDriver.RAM));
    }

    @Test
    void ipaSpaceIsAsWideAsRmmOffersIt() {
        assertEquals(EINVAL, host.call(HostDriver.CREATE_VM, 1, 31));
        assertEquals(EINVAL, host.call(HostDriver.CREATE_VM, 1, 53));
        host.ok(HostDriver.CREATE_VM, 1, 52);
    }
}
