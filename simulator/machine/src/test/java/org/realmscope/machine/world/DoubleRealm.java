package org.realmscope.machine.world;

import org.realmscope.abi.RmiCommand;
import org.realmscope.abi.RmiRealmParams;
import org.realmscope.abi.RmiStatus;
import org.realmscope.platform.memory.PhysicalMemory;
import org.realmscope.platform.pe.Pe;

/** Realms of the test double: 36-bit IPA space, start level 1, one root table. */
record DoubleRealm(Granules granules) {
    /** Offsets in an RD granule. */
    static final int ACTIVE = 0;

    static final int RTT_BASE = 8;
    static final int VMID = 16;

    private static final long INPUT = RmiStatus.ERROR_INPUT.returnCode();
    private static final long TABLE_ADDRESS = 0xffff_ffff_f000L;
    private static final long TABLE = 3;
    /** Page, MemAttr Normal write-back with FWB, S2AP read and write, inner shareable, AF. */
    private static final long PAGE = 3 | 6 << 2 | 3 << 6 | 3 << 8 | 1 << 10;

    long call(Pe pe, RmiCommand command) {
        return switch (command) {
            case REALM_CREATE -> create(pe, pe.x[1], pe.x[2]);
            case REALM_ACTIVATE -> {
                pe.platform.memory.write64(pe.x[1] + ACTIVE, 1);
                yield 0;
            }
            case REALM_DESTROY -> destroy(pe, pe.x[1]);
            case RTT_CREATE -> change(pe, pe.x[1], pe.x[3], (int) pe.x[4] - 1, pe.x[2], Granules.RTT);
            case RTT_DESTROY -> change(pe, pe.x[1], pe.x[2], (int) pe.x[3] - 1, 0, Granules.DELEGATED);
            case DATA_CREATE -> dataCreate(pe, pe.x[1], pe.x[2], pe.x[3], pe.x[4]);
            case DATA_CREATE_UNKNOWN -> change(pe, pe.x[1], pe.x[3], 3, pe.x[2], Granules.DATA);
            case DATA_DESTROY -> change(pe, pe.x[1], pe.x[2], 3, 0, Granules.DELEGATED);
            default -> INPUT;
        };
    }

    private long create(Pe pe, long rd, long params) {
        PhysicalMemory memory = pe.platform.memory;
        if (!granules.is(pe, rd, Granules.DELEGATED) || !granules.isNonSecure(pe, params)) {
            return INPUT;
        }
        long root = memory.read64(params + RmiRealmParams.RTT_BASE);
        memory.write64(rd + RTT_BASE, root);
        memory.write64(rd + VMID, memory.read16(params + RmiRealmParams.VMID));
        granules.set(pe, rd, Granules.RD);
        granules.set(pe, root, Granules.RTT);
        return 0;
    }

    private long destroy(Pe pe, long rd) {
        granules.set(pe, pe.platform.memory.read64(rd + RTT_BASE), Granules.DELEGATED);
        granules.set(pe, rd, Granules.DELEGATED);
        return 0;
    }

    private long dataCreate(Pe pe, long rd, long data, long ipa, long source) {
        byte[] content = new byte[0x1000];
        pe.platform.memory.read(source, content, 0, content.length);
        pe.platform.memory.write(data, content, 0, content.length);
        return change(pe, rd, ipa, 3, data, Granules.DATA);
    }

    /**
     * Writes the entry for {@code ipa} at {@code level}: {@code granule} becomes {@code state}, or the present one if
     * it is 0.
     */
    private long change(Pe pe, long rd, long ipa, int level, long granule, int state) {
        PhysicalMemory memory = pe.platform.memory;
        long table = memory.read64(rd + RTT_BASE);
        for (int reached = 1; reached < level; reached++) {
            long next = memory.read64(entry(table, ipa, reached));
            if ((next & 3) != TABLE) {
                return RmiStatus.ERROR_RTT.returnCode(reached);
            }
            table = next & TABLE_ADDRESS;
        }
        long entry = entry(table, ipa, level);
        granules.set(pe, granule == 0 ? memory.read64(entry) & TABLE_ADDRESS : granule, state);
        if (granule == 0) {
            memory.write64(entry, 0);
            int vmid = (int) memory.read64(rd + VMID);
            for (int i = 0; i < pe.platform.peCount(); i++) {
                pe.platform.pe(i).mmu.invalidateIpa(vmid, ipa, 0x1000);
            }
        } else {
            memory.write64(entry, granule | (level == 3 ? PAGE : TABLE));
        }
        return 0;
    }

    private static long entry(long table, long ipa, int level) {
        return table + 8 * ((ipa >>> (12 + 9 * (3 - level))) & 511);
    }
}
