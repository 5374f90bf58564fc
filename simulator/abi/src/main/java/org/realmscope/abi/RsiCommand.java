package org.realmscope.abi;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The commands of the Realm Services Interface, RSI 1.0 (DEN0137, chapter B5). Inputs are passed in X1 and up, outputs
 * returned in X1 and up beside the status in X0; names are the specification's.
 */
public enum RsiCommand {
    VERSION(0x190, List.of("req"), List.of("lower", "higher")),
    FEATURES(0x191, List.of("index"), List.of("value")),
    MEASUREMENT_READ(
            0x192,
            List.of("index"),
            List.of("value_0", "value_1", "value_2", "value_3", "value_4", "value_5", "value_6", "value_7")),
    MEASUREMENT_EXTEND(
            0x193,
            List.of(
                    "index", "size", "value_0", "value_1", "value_2", "value_3", "value_4", "value_5", "value_6",
                    "value_7"),
            List.of()),
    ATTESTATION_TOKEN_INIT(
            0x194,
            List.of(
                    "challenge_0",
                    "challenge_1",
                    "challenge_2",
                    "challenge_3",
                    "challenge_4",
                    "challenge_5",
                    "challenge_6",
                    "challenge_7"),
            List.of("size")),
    ATTESTATION_TOKEN_CONTINUE(0x195, List.of("addr", "offset", "size"), List.of("len")),
    REALM_CONFIG(0x196, List.of("addr"), List.of()),
    IPA_STATE_SET(0x197, List.of("base", "top", "ripas", "flags"), List.of("new_base", "response")),
    IPA_STATE_GET(0x198, List.of("base", "top"), List.of("out_top", "ripas")),
    HOST_CALL(0x199, List.of("addr"), List.of());

    /** RSI 1.0: minor in bits 15:0, major in bits 30:16. */
    public static final long VERSION_1_0 = 0x1_0000L;

    private static final @Nullable RsiCommand[] BY_NUMBER =
            FunctionTable.index(values(), RsiCommand::functionId, new RsiCommand[0x10]);

    private final long functionId;

    @SuppressWarnings("ImmutableEnumChecker") // made by List.of
    private final List<String> inputs;

    @SuppressWarnings("ImmutableEnumChecker") // made by List.of
    private final List<String> outputs;

    RsiCommand(int functionNumber, List<String> inputs, List<String> outputs) {
        this.functionId = 0xc400_0000L | functionNumber;
        this.inputs = inputs;
        this.outputs = outputs;
    }

    /** The command called by {@code x0}, whatever its SVE hint; null if RSI 1.0 has none there. */
    public static @Nullable RsiCommand of(long x0) {
        return FunctionTable.find(BY_NUMBER, Smccc.functionId(x0) - VERSION.functionId);
    }

    /** Value of X0 that calls the command, without hint bits. */
    public long functionId() {
        return functionId;
    }

    /** The specification's name, for example {@code RSI_HOST_CALL}. */
    public String specificationName() {
        return "RSI_" + name();
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
