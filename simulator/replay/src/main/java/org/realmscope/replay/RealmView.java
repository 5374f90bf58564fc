package org.realmscope.replay;

import com.google.gson.JsonArray;
import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.realmscope.platform.pe.Pe;
import org.realmscope.platform.sysreg.Hcr;
import org.realmscope.platform.sysreg.SystemRegister;

/** Compares the {@code view} of a trace, the registers with which the RMM has entered the realm, with the PE's. */
final class RealmView {
    private static final long HCR_SHOWN = Hcr.TWI | Hcr.TWE | Hcr.VSE;
    private static final long ICH_HCR_DEFAULT = 0x8101;
    private static final int GPRS = 31;
    private static final SystemRegister[] LIST_REGISTERS = {
        SystemRegister.ICH_LR0_EL2, SystemRegister.ICH_LR1_EL2, SystemRegister.ICH_LR2_EL2, SystemRegister.ICH_LR3_EL2
    };

    private RealmView() {}

    /**
     * Compares a view.
     *
     * @param any X registers, one bit each, that the action before may have set to anything; they get the trace's
     *     values
     */
    static void compare(JsonObject view, Pe pe, int any) {
        check(view, "pc", pe.sys.get(SystemRegister.ELR_EL2), 0);
        check(view, "spsr", pe.sys.get(SystemRegister.SPSR_EL2), 0);
        JsonArray x = view.getAsJsonArray("x");
        for (int i = 0; i < GPRS; i++) {
            if ((any >>> i & 1) != 0) {
                pe.x[i] = Hex.element(x, i);
            }
            MismatchException.check("view.x[" + i + "]", Hex.element(x, i), pe.x[i]);
        }
        check(view, "vmpidr", pe.sys.get(SystemRegister.VMPIDR_EL2), 0);
        check(view, "sctlr_el1", pe.sys.get(SystemRegister.SCTLR_EL1), 0);
        check(view, "hcr", pe.sys.get(SystemRegister.HCR_EL2) & HCR_SHOWN, 0);
        check(view, "vsesr", pe.sys.get(SystemRegister.VSESR_EL2), 0);
        check(view, "esr_el1", pe.sys.get(SystemRegister.ESR_EL1), 0);
        check(view, "far_el1", pe.sys.get(SystemRegister.FAR_EL1), 0);
        check(view, "elr_el1", pe.sys.get(SystemRegister.ELR_EL1), 0);
        check(view, "spsr_el1", pe.sys.get(SystemRegister.SPSR_EL1), 0);
        check(view, "ich_hcr", pe.sys.get(SystemRegister.ICH_HCR_EL2), ICH_HCR_DEFAULT);
        compareListRegisters(view.getAsJsonObject("lrs"), pe);
    }

    private static void check(JsonObject view, String field, long got, long absent) {
        long expected = view.has(field) ? Hex.parse(view.get(field)) : absent;
        MismatchException.check("view." + field, expected, got);
    }

    private static void compareListRegisters(@Nullable JsonObject shown, Pe pe) {
        long[] expected = new long[LIST_REGISTERS.length];
        if (shown != null) {
            for (Map.Entry<String, JsonElement> entry : shown.entrySet()) {
                expected[Integer.parseInt(entry.getKey())] = Hex.parse(entry.getValue());
            }
        }
        for (int i = 0; i < expected.length; i++) {
            MismatchException.check("view.lrs[" + i + "]", expected[i], pe.sys.get(LIST_REGISTERS[i]));
        }
    }
}
