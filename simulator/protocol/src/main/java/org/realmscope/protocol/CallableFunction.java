package org.realmscope.protocol;

import java.util.ArrayList;
import java.util.List;

/**
 * A function of the RMM that a call breakpoint can be at. Its fields are what conditions and log messages of such a
 * breakpoint can name, beside {@code status} and {@code index} of the return code.
 *
 * @param name the specification's, for example {@code RMI_RTT_CREATE}
 * @param inputs what the caller passes in X1 and up
 * @param outputs what it gets back in X1 and up
 */
public record CallableFunction(String name, List<String> inputs, List<String> outputs) {
    /** Those of RMI 1.0, RSI 1.0 and PSCI 1.1, in this order and by function number. */
    public static final List<CallableFunction> ALL = List.of(
            of("RMI_VERSION", "req", "lower higher"),
            of("RMI_GRANULE_DELEGATE", "addr", ""),
            of("RMI_GRANULE_UNDELEGATE", "addr", ""),
            of("RMI_DATA_CREATE", "rd data ipa src flags", ""),
            of("RMI_DATA_CREATE_UNKNOWN", "rd data ipa", ""),
            of("RMI_DATA_DESTROY", "rd ipa", "data top"),
            of("RMI_REALM_ACTIVATE", "rd", ""),
            of("RMI_REALM_CREATE", "rd params_ptr", ""),
            of("RMI_REALM_DESTROY", "rd", ""),
            of("RMI_REC_CREATE", "rd rec params_ptr", ""),
            of("RMI_REC_DESTROY", "rec", ""),
            of("RMI_REC_ENTER", "rec run_ptr", ""),
            of("RMI_RTT_CREATE", "rd rtt ipa level", ""),
            of("RMI_RTT_DESTROY", "rd ipa level", "rtt top"),
            of("RMI_RTT_MAP_UNPROTECTED", "rd ipa level desc", ""),
            of("RMI_RTT_READ_ENTRY", "rd ipa level", "walk_level state desc ripas"),
            of("RMI_RTT_UNMAP_UNPROTECTED", "rd ipa level", "top"),
            of("RMI_PSCI_COMPLETE", "calling_rec target_rec status", ""),
            of("RMI_FEATURES", "index", "value"),
            of("RMI_RTT_FOLD", "rd ipa level", "rtt"),
            of("RMI_REC_AUX_COUNT", "rd", "aux_count"),
            of("RMI_RTT_INIT_RIPAS", "rd base top", "out_top"),
            of("RMI_RTT_SET_RIPAS", "rd rec base top", "out_top"),
            of("RSI_VERSION", "req", "lower higher"),
            of("RSI_FEATURES", "index", "value"),
            of("RSI_MEASUREMENT_READ", "index", "value_0 value_1 value_2 value_3 value_4 value_5 value_6 value_7"),
            of(
                    "RSI_MEASUREMENT_EXTEND",
                    "index size value_0 value_1 value_2 value_3 value_4 value_5 value_6 value_7",
                    ""),
            of(
                    "RSI_ATTESTATION_TOKEN_INIT",
                    "challenge_0 challenge_1 challenge_2 challenge_3 challenge_4 challenge_5 challenge_6 challenge_7",
                    "size"),
            of("RSI_ATTESTATION_TOKEN_CONTINUE", "addr offset size", "len"),
            of("RSI_REALM_CONFIG", "addr", ""),
            of("RSI_IPA_STATE_SET", "base top ripas flags", "new_base response"),
            of("RSI_IPA_STATE_GET", "base top", "out_top ripas"),
            of("RSI_HOST_CALL", "addr", ""),
            of("PSCI_VERSION", "x1 x2 x3", ""),
            of("PSCI_CPU_SUSPEND", "x1 x2 x3", ""),
            of("PSCI_CPU_OFF", "x1 x2 x3", ""),
            of("PSCI_CPU_ON", "x1 x2 x3", ""),
            of("PSCI_AFFINITY_INFO", "x1 x2 x3", ""),
            of("PSCI_SYSTEM_OFF", "x1 x2 x3", ""),
            of("PSCI_SYSTEM_RESET", "x1 x2 x3", ""),
            of("PSCI_FEATURES", "x1 x2 x3", ""));

    public CallableFunction {
        inputs = List.copyOf(inputs);
        outputs = List.copyOf(outputs);
    }

    private static CallableFunction of(String name, String inputs, String outputs) {
        return new CallableFunction(name, words(inputs), words(outputs));
    }

    private static List<String> words(String text) {
        return text.isEmpty() ? List.of() : List.of(text.split(" "));
    }

    /** The interface that has it: {@code RMI}, {@code RSI} or {@code PSCI}. */
    public String group() {
        return name.substring(0, name.indexOf('_'));
    }

    /** What conditions at its entry can name, and with {@code atOutcome} at its outcome. */
    public List<String> fields(boolean atOutcome) {
        List<String> fields = new ArrayList<>(inputs);
        if (atOutcome) {
            outputs.stream().filter(each -> !fields.contains(each)).forEach(fields::add);
            fields.add("status");
            fields.add("index");
        }
        return fields;
    }
}
