package org.realmscope.rmm.run;

import org.realmscope.abi.RmiFeatureRegister0;
import org.realmscope.abi.RmiRecRun;
import org.realmscope.rmm.command.Rmm;

/** What a host may put into the GICv3 fields of RmiRecEnter (DEN0137, A6.1; ICH_LR in IHI 0069, 12.4). */
public final class ListRegisters {
    private static final long STATE = 3L << 62;
    private static final long HW = 1L << 61;
    private static final long PRIORITY_UNIMPLEMENTED = 7L << 48;
    /** pINTID without EOI, which is bit 41 if HW is 0. */
    private static final long PINTID = 0x1fffL << 32 & ~(1L << 41);

    private static final long VINTID = 0xffff_ffffL;
    private static final long LAST_SPI = 1019;
    private static final long FIRST_LPI = 8192;
    /** 16 bits of INTID (ICH_VTR_EL2.IDbits). */
    private static final long LAST_LPI = 0xffff;

    private static final int MAX_LIST_REGISTERS = 16;

    private ListRegisters() {}

    /** Whether gicv3_hcr and the list registers in use of the RmiRecRun at {@code run} are valid. */
    public static boolean areValid(Rmm rmm, long run) {
        long hcr = rmm.memory.read64(run + RmiRecRun.ENTER_GICV3_HCR);
        if ((hcr & ~RealmControls.ICH_HCR_HOST) != 0) {
            return false;
        }
        int count = Math.min(RmiFeatureRegister0.listRegisters(rmm.configuration.features()), MAX_LIST_REGISTERS);
        for (int i = 0; i < count; i++) {
            long value = value(rmm, run, i);
            if ((value & STATE) == 0) {
                continue;
            }
            if (!isValid(value)) {
                return false;
            }
            for (int j = 0; j < i; j++) {
                long other = value(rmm, run, j);
                if ((other & STATE) != 0 && (other & VINTID) == (value & VINTID)) {
                    return false;
                }
            }
        }
        return true;
    }

    private static long value(Rmm rmm, long run, int i) {
        return rmm.memory.read64(run + RmiRecRun.ENTER_GICV3_LRS + 8L * i);
    }

    private static boolean isValid(long value) {
        long intid = value & VINTID;
        return (value & (HW | PRIORITY_UNIMPLEMENTED | PINTID)) == 0
                && (intid <= LAST_SPI || intid >= FIRST_LPI && intid <= LAST_LPI);
    }
}
