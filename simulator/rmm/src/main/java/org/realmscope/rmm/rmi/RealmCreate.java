package org.realmscope.rmm.rmi;

import java.util.function.Consumer;
import org.realmscope.abi.RmiCommand;
import org.realmscope.abi.RmiFeatureRegister0;
import org.realmscope.abi.RmiRealmParams;
import org.realmscope.platform.memory.PhysicalMemory;
import org.realmscope.rmm.choices.RmmChoice;
import org.realmscope.rmm.choices.RmmChoices;
import org.realmscope.rmm.command.Call;
import org.realmscope.rmm.command.ConditionTable;
import org.realmscope.rmm.command.Conditions;
import org.realmscope.rmm.command.FailureCode;
import org.realmscope.rmm.command.Operand;
import org.realmscope.rmm.command.Rmm;
import org.realmscope.rmm.granule.GranuleState;
import org.realmscope.rmm.granule.GranuleTable;
import org.realmscope.rmm.realm.RealmState;
import org.realmscope.rmm.realm.Realms;
import org.realmscope.rmm.rtt.RttGeometry;

/** RMI_REALM_CREATE (DEN0137, B4.3.9). Every condition is RMI_ERROR_INPUT, so that their order cannot be seen. */
final class RealmCreate extends RmiHandler {
    private static final int RD = 1;
    private static final int PARAMS_PTR = 2;
    private static final int VMID_8_BITS = 0xff;
    private static final int VMID_BIT_5 = 1 << 5;

    RealmCreate(RmmChoices choices) {
        super(
                RmiCommand.REALM_CREATE,
                ConditionTable.builder()
                        .with(Conditions.nonSecure("params", "params_ptr", PARAMS_PTR))
                        .with(parameters(choices.asReference(RmmChoice.VMID_IN_USE) ? VMID_BIT_5 : 0))
                        .with(Conditions.granule("rd", "rd_state", RD, GranuleState.DELEGATED))
                        .with(table(choices.asReference(RmmChoice.ROOT_ALIGNMENT)))
                        .build());
    }

    private static Consumer<ConditionTable.Builder> parameters(int neverInUse) {
        return table -> table.condition(
                        "params_valid",
                        "hash_algo is not an encoding of RmiHashAlgorithm",
                        FailureCode.INPUT,
                        call -> byteOf(call, RmiRealmParams.HASH_ALGO) > 1)
                .compares(Operand.decimal("hash_algo", call -> byteOf(call, RmiRealmParams.HASH_ALGO)))
                .after("params_pas")
                .condition(
                        "params_supp",
                        "a feature or size is not supported",
                        FailureCode.INPUT,
                        call -> !areSupported(call))
                .compares(
                        Operand.hex("flags", RealmCreate::flags),
                        Operand.decimal("s2sz", call -> byteOf(call, RmiRealmParams.S2SZ)),
                        Operand.hex("features", call -> call.rmm.configuration.features()))
                .after("params_valid")
                .condition(
                        "rtt_num_level",
                        "s2sz, rtt_level_start and rtt_num_start do not fit together",
                        FailureCode.INPUT,
                        call -> !RttGeometry.isValid(
                                byteOf(call, RmiRealmParams.S2SZ),
                                level(call),
                                tables(call),
                                (flags(call) & Realms.FLAG_LPA2) != 0,
                                call.rmm.configuration.paWidth()))
                .compares(
                        Operand.decimal("s2sz", call -> byteOf(call, RmiRealmParams.S2SZ)),
                        Operand.decimal("rtt_level_start", RealmCreate::level),
                        Operand.decimal("rtt_num_start", RealmCreate::tables))
                .after("params_supp")
                .condition(
                        "vmid_valid",
                        "vmid is too wide or in use",
                        FailureCode.INPUT,
                        call -> vmid(call) > VMID_8_BITS && !call.rmm.configuration.hasVmid16()
                                || (vmid(call) & neverInUse) == 0 && !call.rmm.vmids.isFree(vmid(call)))
                .compares(Operand.decimal("vmid", RealmCreate::vmid))
                .after("params_pas");
    }

    private static Consumer<ConditionTable.Builder> table(boolean tableAlignmentOnly) {
        return table -> table.condition(
                        "alias",
                        "rd is one of the starting-level RTTs",
                        FailureCode.INPUT,
                        call -> Long.compareUnsigned(call.x[RD] - base(call), size(call)) < 0)
                .compares(Operand.hex("rd", call -> call.x[RD]), Operand.hex("rtt_base", RealmCreate::base))
                .after("rtt_num_level")
                .condition(
                        "rtt_align",
                        "rtt_base is not aligned to the starting-level RTTs",
                        FailureCode.INPUT,
                        call -> tableAlignmentOnly
                                ? !GranuleTable.isAligned(base(call))
                                : (base(call) & size(call) - 1) != 0)
                .compares(
                        Operand.hex("rtt_base", RealmCreate::base),
                        Operand.decimal("rtt_num_start", RealmCreate::tables))
                .after("rtt_num_level")
                .condition(
                        "rtt_state",
                        "a starting-level RTT granule is not DELEGATED",
                        FailureCode.INPUT,
                        call -> !areDelegated(call))
                .compares(
                        Operand.hex("rtt_base", RealmCreate::base),
                        Conditions.granuleState("rtt_base", RealmCreate::base))
                .after("rtt_align");
    }

    private static boolean areSupported(Call call) {
        long features = call.rmm.configuration.features();
        long flags = flags(call);
        int width = byteOf(call, RmiRealmParams.S2SZ);
        return ((flags & Realms.FLAG_LPA2) == 0 || RmiFeatureRegister0.hasLpa2(features))
                && width >= RttGeometry.MIN_IPA_WIDTH
                && width <= RmiFeatureRegister0.s2sz(features)
                && isWithin(byteOf(call, RmiRealmParams.NUM_BPS), RmiFeatureRegister0.numBps(features))
                && isWithin(byteOf(call, RmiRealmParams.NUM_WPS), RmiFeatureRegister0.numWps(features))
                && isSveSupported(call, flags, features)
                && isPmuSupported(call, flags, features)
                && RmiFeatureRegister0.hasHash(features, byteOf(call, RmiRealmParams.HASH_ALGO));
    }

    private static boolean isWithin(int minusOne, int supported) {
        return minusOne != 0 && minusOne <= supported;
    }

    private static boolean isSveSupported(Call call, long flags, long features) {
        return (flags & Realms.FLAG_SVE) == 0
                || RmiFeatureRegister0.hasSve(features)
                        && byteOf(call, RmiRealmParams.SVE_VL) <= RmiFeatureRegister0.sveVl(features);
    }

    private static boolean isPmuSupported(Call call, long flags, long features) {
        int counters = byteOf(call, RmiRealmParams.PMU_NUM_CTRS);
        return (flags & Realms.FLAG_PMU) == 0
                || RmiFeatureRegister0.hasPmu(features)
                        && counters > 0
                        && counters <= RmiFeatureRegister0.pmuNumCtrs(features);
    }

    private static boolean areDelegated(Call call) {
        long count = tables(call);
        for (long i = 0; i < count; i++) {
            if (!call.rmm.granules.is(base(call) + i * PhysicalMemory.GRANULE_SIZE, GranuleState.DELEGATED)) {
                return false;
            }
        }
        return true;
    }

    @Override
    void commit(Call call) {
        Rmm rmm = call.rmm;
        long rd = call.x[RD];
        long params = call.x[PARAMS_PTR];
        rmm.realms.setState(rd, RealmState.NEW);
        rmm.realms.setAttributes(
                rd, flags(call), byteOf(call, RmiRealmParams.S2SZ), byteOf(call, RmiRealmParams.HASH_ALGO));
        rmm.realms.setFeatures(
                rd,
                byteOf(call, RmiRealmParams.SVE_VL),
                byteOf(call, RmiRealmParams.NUM_BPS),
                byteOf(call, RmiRealmParams.NUM_WPS),
                byteOf(call, RmiRealmParams.PMU_NUM_CTRS));
        rmm.realms.setRtt(rd, base(call), level(call), tables(call));
        rmm.realms.setVmid(rd, vmid(call));
        for (int i = 0; i < Realms.VALUE_SIZE; i += Long.BYTES) {
            rmm.memory.write64(Realms.rpv(rd) + i, rmm.memory.read64(params + RmiRealmParams.RPV + i));
        }
        rmm.measurements.initialize(rd, params);
        rmm.vmids.take(vmid(call));
        rmm.granules.set(rd, GranuleState.RD, rd);
        for (long i = 0; i < tables(call); i++) {
            rmm.granules.set(base(call) + i * PhysicalMemory.GRANULE_SIZE, GranuleState.RTT, rd);
        }
        rmm.rtts.createStartingLevel(rd);
    }

    private static int byteOf(Call call, int offset) {
        return call.rmm.memory.read8(call.x[PARAMS_PTR] + offset);
    }

    private static long flags(Call call) {
        return call.rmm.memory.read64(call.x[PARAMS_PTR] + RmiRealmParams.FLAGS);
    }

    private static int vmid(Call call) {
        return call.rmm.memory.read16(call.x[PARAMS_PTR] + RmiRealmParams.VMID);
    }

    private static long base(Call call) {
        return call.rmm.memory.read64(call.x[PARAMS_PTR] + RmiRealmParams.RTT_BASE);
    }

    private static long level(Call call) {
        return call.rmm.memory.read64(call.x[PARAMS_PTR] + RmiRealmParams.RTT_LEVEL_START);
    }

    private static long tables(Call call) {
        return call.rmm.memory.read32(call.x[PARAMS_PTR] + RmiRealmParams.RTT_NUM_START) & 0xffff_ffffL;
    }

    /** Bytes of all starting-level RTTs. */
    private static long size(Call call) {
        return tables(call) * PhysicalMemory.GRANULE_SIZE;
    }
}
