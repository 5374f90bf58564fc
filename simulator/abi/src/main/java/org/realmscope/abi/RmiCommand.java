package org.realmscope.abi;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The commands of the Realm Management Interface, RMI 1.0 (DEN0137, chapter B4). Inputs are passed in X1 and up,
 * outputs returned in X1 and up beside the status in X0; names are the specification's.
 */
public enum RmiCommand {
    VERSION(0x150, List.of("req"), List.of("lower", "higher")),
    GRANULE_DELEGATE(0x151, List.of("addr"), List.of()),
    GRANULE_UNDELEGATE(0x152, List.of("addr"), List.of()),
    DATA_CREATE(0x153, List.of("rd", "data", "ipa", "src", "flags"), List.of()),
    DATA_CREATE_UNKNOWN(0x154, List.of("rd", "data", "ipa"), List.of()),
    DATA_DESTROY(0x155, List.of("rd", "ipa"), List.of("data", "top")),
    REALM_ACTIVATE(0x157, List.of("rd"), List.of()),
    REALM_CREATE(0x158, List.of("rd", "params_ptr"), List.of()),
    REALM_DESTROY(0x159, List.of("rd"), List.of()),
    REC_CREATE(0x15a, List.of("rd", "rec", "params_ptr"), List.of()),
    REC_DESTROY(0x15b, List.of("rec"), List.of()),
    REC_ENTER(0x15c, List.of("rec", "run_ptr"), List.of()),
    RTT_CREATE(0x15d, List.of("rd", "rtt", "ipa", "level"), List.of()),
    RTT_DESTROY(0x15e, List.of("rd", "ipa", "level"), List.of("rtt", "top")),
    RTT_MAP_UNPROTECTED(0x15f, List.of("rd", "ipa", "level", "desc"), List.of()),
    RTT_READ_ENTRY(0x161, List.of("rd", "ipa", "level"), List.of("walk_level", "state", "desc", "ripas")),
    RTT_UNMAP_UNPROTECTED(0x162, List.of("rd", "ipa", "level"), List.of("top")),
    PSCI_COMPLETE(0x164, List.of("calling_rec", "target_rec", "status"), List.of()),
    FEATURES(0x165, List.of("index"), List.of("value")),
    RTT_FOLD(0x166, List.of("rd", "ipa", "level"), List.of("rtt")),
    REC_AUX_COUNT(0x167, List.of("rd"), List.of("aux_count")),
    RTT_INIT_RIPAS(0x168, List.of("rd", "base", "top"), List.of("out_top")),
    RTT_SET_RIPAS(0x169, List.of("rd", "rec", "base", "top"), List.of("out_top"));

    /** Function identifiers that EL3 forwards to the RMM: standard service, SMC64, function numbers 0x150 to 0x18e. */
    public static final long FIRST_FUNCTION_ID = 0xc400_0150L;
    /** See {@link #FIRST_FUNCTION_ID}. */
    public static final long LAST_FUNCTION_ID = 0xc400_018eL;
    /** RMI 1.0: minor in bits 15:0, major in bits 30:16. */
    public static final long VERSION_1_0 = 0x1_0000L;

    private static final @Nullable RmiCommand[] BY_NUMBER =
            FunctionTable.index(values(), RmiCommand::functionId, new RmiCommand[0x20]);

    private final long functionId;

    @SuppressWarnings("ImmutableEnumChecker") // made by List.of
    private final List<String> inputs;

    @SuppressWarnings("ImmutableEnumChecker") // made by List.of
    private final List<String> outputs;

    RmiCommand(int functionNumber, List<String> inputs, List<String> outputs) {
        this.functionId = 0xc400_0000L | functionNumber;
        this.inputs = inputs;
        this.outputs = outputs;
    }

    /** The command called by {@code x0}, whatever its SVE hint; null if RMI 1.0 has none there. */
    public static @Nullable RmiCommand of(long x0) {
        return FunctionTable.find(BY_NUMBER, Smccc.functionId(x0) - FIRST_FUNCTION_ID);
    }

    /** Whether EL3 forwards {@code functionId} from the host to the RMM, which may not know it. */
    public static boolean isForwarded(long functionId) {
        return functionId >= FIRST_FUNCTION_ID && functionId <= LAST_FUNCTION_ID;
    }

    /** Value of X0 that calls the command, without hint bits. */
    public long functionId() {
        return functionId;
    }

    /** The specification's name, for example {@code RMI_REC_ENTER}. */
    public String specificationName() {
        return "RMI_" + name();
    }

    /** What X1, X2, ... hold on the call. */
    public List<String> inputs() {
        return inputs;
    }

    /** What X1, X2, ... hold on return. */
    public List<String> outputs() {
        return outputs;
    }
}
