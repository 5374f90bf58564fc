package org.realmscope.scenario.lang.vocabulary;

import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import org.realmscope.abi.Psci;
import org.realmscope.abi.RmiStatus;
import org.realmscope.abi.RsiStatus;

/** Status codes by the names that the specifications give them. */
public final class StatusNames {
    private static final String RMI_PREFIX = "RMI_";
    private static final String RSI_PREFIX = "RSI_";

    private StatusNames() {}

    public static Optional<RmiStatus> rmi(String name) {
        return Arrays.stream(RmiStatus.values())
                .filter(status -> name.equals(RMI_PREFIX + status))
                .findFirst();
    }

    public static List<String> rmiNames() {
        return Arrays.stream(RmiStatus.values())
                .map(status -> RMI_PREFIX + status)
                .toList();
    }

    /** X0 of an RSI call that ends with the status {@code name}. */
    public static OptionalLong rsi(String name) {
        return find(rsiCodes(), name);
    }

    public static List<String> rsiNames() {
        return List.copyOf(rsiCodes().keySet());
    }

    /** X0 of a PSCI call that ends with the status {@code name}. */
    public static OptionalLong psci(String name) {
        return find(psciCodes(), name);
    }

    public static List<String> psciNames() {
        return List.copyOf(psciCodes().keySet());
    }

    private static OptionalLong find(Map<String, Long> codes, String name) {
        Long code = codes.get(name);
        return code == null ? OptionalLong.empty() : OptionalLong.of(code);
    }

    private static Map<String, Long> rsiCodes() {
        Map<String, Long> codes = new LinkedHashMap<>();
        for (RsiStatus status : RsiStatus.values()) {
            codes.put(RSI_PREFIX + status, status.returnCode());
        }
        return codes;
    }

    private static Map<String, Long> psciCodes() {
        Map<String, Long> codes = new LinkedHashMap<>();
        codes.put("PSCI_SUCCESS", Psci.SUCCESS);
        codes.put("PSCI_NOT_SUPPORTED", Psci.NOT_SUPPORTED);
        codes.put("PSCI_INVALID_PARAMETERS", Psci.INVALID_PARAMETERS);
        codes.put("PSCI_DENIED", Psci.DENIED);
        codes.put("PSCI_ALREADY_ON", Psci.ALREADY_ON);
        codes.put("PSCI_ON_PENDING", Psci.ON_PENDING);
        codes.put("PSCI_INTERNAL_FAILURE", Psci.INTERNAL_FAILURE);
        codes.put("PSCI_NOT_PRESENT", Psci.NOT_PRESENT);
        codes.put("PSCI_DISABLED", Psci.DISABLED);
        codes.put("PSCI_INVALID_ADDRESS", Psci.INVALID_ADDRESS);
        return codes;
    }
}
