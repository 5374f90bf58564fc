package org.realmscope.rmm.decode;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.realmscope.abi.Psci;
import org.realmscope.abi.RmiCommand;
import org.realmscope.abi.RmiFeatureRegister0;
import org.realmscope.abi.RmmEl3Call;
import org.realmscope.abi.RsiCommand;
import org.realmscope.abi.Smccc;

/** Explains SMC function identifiers and the RMI feature register. */
public final class Functions {
    private Functions() {}

    /** Explains a function identifier; null if it is none that RMI, RSI, PSCI or the RMM-EL3 interface define. */
    public static @Nullable Decoded function(long x0) {
        long functionId = Smccc.functionId(x0);
        RmiCommand rmi = RmiCommand.of(functionId);
        if (rmi != null) {
            return described(rmi.specificationName(), "from the host", rmi.inputs(), rmi.outputs(), x0);
        }
        RsiCommand rsi = RsiCommand.of(functionId);
        if (rsi != null) {
            return described(rsi.specificationName(), "from a realm", rsi.inputs(), rsi.outputs(), x0);
        }
        Psci psci = Psci.of(functionId);
        if (psci != null) {
            return described("PSCI_" + psci, "from a realm or the host", List.of(), List.of(), x0);
        }
        RmmEl3Call el3 = RmmEl3Call.of(functionId);
        if (el3 != null) {
            return described("RMM_" + el3, "from the RMM to EL3", List.of(), List.of(), x0);
        }
        return functionId == Smccc.VERSION ? described("SMCCC_VERSION", "", List.of(), List.of(), x0) : null;
    }

    private static Decoded described(String name, String caller, List<String> inputs, List<String> outputs, long x0) {
        Decoded.Builder decoded =
                new Decoded.Builder(("function " + Decoded.hex(x0) + ": " + name + " " + caller).strip());
        if ((x0 & Smccc.SVE_HINT) != 0) {
            decoded.note("Bit 16: the caller has no live SVE state.");
        }
        decoded.note(registers("in", inputs)).note(registers("out", outputs));
        return decoded.build();
    }

    private static String registers(String direction, List<String> names) {
        List<String> texts = new ArrayList<>();
        for (int i = 0; i < names.size(); i++) {
            texts.add("X" + (i + 1) + " " + names.get(i));
        }
        return direction + ": " + (texts.isEmpty() ? "none listed" : String.join(", ", texts));
    }

    /** Explains RMI feature register 0. */
    public static Decoded features(long value) {
        return new Decoded.Builder("RMI feature register 0: " + Decoded.hex(value))
                .bits("MAX_RECS_ORDER", value, 41, 38, (1L << RmiFeatureRegister0.maxRecsOrder(value)) - 1 + " RECs")
                .bits("GICV3_NUM_LRS", value, 37, 34, RmiFeatureRegister0.listRegisters(value) + " list registers")
                .bits("HASH_SHA_512", value, 33, 33, yes(value, 33))
                .bits("HASH_SHA_256", value, 32, 32, yes(value, 32))
                .bits("PMU_NUM_CTRS", value, 31, 27, RmiFeatureRegister0.pmuNumCtrs(value) + " counters")
                .bits("PMU_EN", value, 26, 26, yes(value, 26))
                .bits("NUM_WPS", value, 25, 20, RmiFeatureRegister0.numWps(value) + 1 + " watchpoints")
                .bits("NUM_BPS", value, 19, 14, RmiFeatureRegister0.numBps(value) + 1 + " breakpoints")
                .bits("SVE_VL", value, 13, 10, (RmiFeatureRegister0.sveVl(value) + 1) * 128 + " bits")
                .bits("SVE_EN", value, 9, 9, yes(value, 9))
                .bits("LPA2", value, 8, 8, yes(value, 8))
                .bits("S2SZ", value, 7, 0, "IPA width up to " + RmiFeatureRegister0.s2sz(value) + " bits")
                .build();
    }

    private static String yes(long value, int bit) {
        return (value >>> bit & 1) != 0 ? "supported" : "not supported";
    }
}
