package org.realmscope.replay;

import com.google.gson.JsonArray;
import com.google.gson.JsonObject;
import org.realmscope.abi.RmiRecRun;
import org.realmscope.platform.memory.PhysicalMemory;

/** Compares the {@code exit} of a trace with the exit half of RmiRecRun in memory. */
final class ExitView {
    private static final JsonArray NONE = new JsonArray();

    private final JsonObject exit;
    private final PhysicalMemory memory;
    private final long run;

    ExitView(JsonObject exit, PhysicalMemory memory, long run) {
        this.exit = exit;
        this.memory = memory;
        this.run = run;
    }

    /** Compares what does not depend on GIC and timers. */
    void compareReason() {
        check("exit_reason", (long) memory.read8(run + RmiRecRun.EXIT_REASON));
        check("esr", RmiRecRun.EXIT_ESR);
        check("far", RmiRecRun.EXIT_FAR);
        check("hpfar", RmiRecRun.EXIT_HPFAR);
        checkArray("gprs", RmiRecRun.EXIT_GPRS, 31);
        check("ripas_base", RmiRecRun.EXIT_RIPAS_BASE);
        check("ripas_top", RmiRecRun.EXIT_RIPAS_TOP);
        check("ripas_value", (long) memory.read8(run + RmiRecRun.EXIT_RIPAS_VALUE));
        check("imm", memory.read32(run + RmiRecRun.EXIT_IMM) & 0xffff_ffffL);
        check("pmu_ovf_status", (long) memory.read8(run + RmiRecRun.EXIT_PMU_OVF_STATUS));
        check("cntp_ctl", RmiRecRun.EXIT_CNTP_CTL);
        check("cntv_ctl", RmiRecRun.EXIT_CNTV_CTL);
    }

    /**
     * Compares what hardware computes. A recording without gicv3_vmcr has no GIC fields: its PE, with 5 priority bits,
     * never reads ICH_VMCR_EL2 as zero.
     */
    void compareHardware() {
        if (exit.has("gicv3_vmcr")) {
            compareGic();
            check("gicv3_misr", RmiRecRun.EXIT_GICV3_MISR);
            check("gicv3_vmcr", RmiRecRun.EXIT_GICV3_VMCR);
        }
        check("cntp_cval", RmiRecRun.EXIT_CNTP_CVAL);
        check("cntv_cval", RmiRecRun.EXIT_CNTV_CVAL);
    }

    /** Compares what the trace's modelled guest has instead of hardware. */
    void compareModel(ModelledRegisters registers) {
        compareGic();
        check("gicv3_misr", registers.misr());
        check("gicv3_vmcr", registers.vmcr());
        check("cntp_cval", ModelledRegisters.compareValue(memory.read64(run + RmiRecRun.EXIT_CNTP_CVAL)));
        check("cntv_cval", ModelledRegisters.compareValue(memory.read64(run + RmiRecRun.EXIT_CNTV_CVAL)));
    }

    private void compareGic() {
        check("gicv3_hcr", RmiRecRun.EXIT_GICV3_HCR);
        checkArray("gicv3_lrs", RmiRecRun.EXIT_GICV3_LRS, 16);
    }

    private void check(String field, int offset) {
        check(field, memory.read64(run + offset));
    }

    private void check(String field, long got) {
        MismatchException.check("exit." + field, exit.has(field) ? Hex.parse(exit.get(field)) : 0, got);
    }

    private void checkArray(String field, int offset, int count) {
        JsonArray expected = exit.has(field) ? exit.getAsJsonArray(field) : NONE;
        for (int i = 0; i < count; i++) {
            MismatchException.check(
                    "exit." + field + "[" + i + "]", Hex.element(expected, i), memory.read64(run + offset + 8L * i));
        }
    }
}
