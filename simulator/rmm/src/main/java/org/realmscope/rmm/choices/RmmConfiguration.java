package org.realmscope.rmm.choices;

import java.util.List;
import org.realmscope.abi.RmiFeatureRegister0;
import org.realmscope.platform.UserError;
import org.realmscope.platform.memory.MemoryRegion;
import org.realmscope.rmm.granule.CarveOut;
import org.realmscope.rmm.rec.Recs;

/**
 * What an RMM is told at boot.
 *
 * @param features RMI feature register 0, see {@link RmiFeatureRegister0}
 * @param paWidth bits of a physical address, as ID_AA64MMFR0_EL1.PARange says
 * @param hasVmid16 whether VMIDs have 16 bits, else 8
 * @param recAuxCount auxiliary granules of a REC (RMI_REC_AUX_COUNT), {@link Recs#MIN_AUX} to {@link Recs#MAX_AUX}
 * @param delegable memory that the host may delegate
 * @param carveOut memory of the RMM itself
 * @param choices how it decides what the specification leaves open
 */
public record RmmConfiguration(
        long features,
        int paWidth,
        boolean hasVmid16,
        int recAuxCount,
        List<MemoryRegion> delegable,
        CarveOut carveOut,
        RmmChoices choices) {
    /** @throws UserError if the number of auxiliary granules is not possible */
    public RmmConfiguration {
        delegable = List.copyOf(delegable);
        if (recAuxCount < Recs.MIN_AUX || recAuxCount > Recs.MAX_AUX) {
            throw new UserError(
                    UserError.Code.PARAMETER_INVALID,
                    "a REC has %d auxiliary granules: %d to %d are possible"
                            .formatted(recAuxCount, Recs.MIN_AUX, Recs.MAX_AUX));
        }
    }

    /** A configuration of an RMM with as many auxiliary granules as possible. */
    public RmmConfiguration(
            long features,
            int paWidth,
            boolean hasVmid16,
            List<MemoryRegion> delegable,
            CarveOut carveOut,
            RmmChoices choices) {
        this(features, paWidth, hasVmid16, Recs.MAX_AUX, delegable, carveOut, choices);
    }

    /** A configuration of the default platform with its memory. */
    public static RmmConfiguration of(CarveOut carveOut, List<MemoryRegion> delegable) {
        return new RmmConfiguration(
                RmiFeatureRegister0.platformDefault(), 52, true, delegable, carveOut, RmmChoices.SPECIFICATION);
    }

    /** The same with other choices. */
    public RmmConfiguration with(RmmChoices other) {
        return new RmmConfiguration(features, paWidth, hasVmid16, recAuxCount, delegable, carveOut, other);
    }
}
