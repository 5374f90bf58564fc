package org.realmscope.replay;

import com.google.gson.JsonObject;
import java.util.List;
import org.realmscope.abi.RmiFeatureRegister0;
import org.realmscope.platform.memory.MemoryRegion;
import org.realmscope.rmm.choices.RmmChoices;
import org.realmscope.rmm.choices.RmmConfiguration;
import org.realmscope.rmm.granule.CarveOut;
import org.realmscope.rmm.rec.Recs;

/**
 * First line of a trace: the configuration of the recorded RMM and its platform.
 *
 * @param layout where the memory is, that of the host among it
 * @param features RMI feature register 0
 * @param paWidth bits of a physical address
 * @param vmid16 whether VMIDs have 16 bits
 * @param recAuxCount auxiliary granules of a REC
 * @param secureBase start of the memory that the Secure world owns
 * @param secureSize bytes of it, 0 if there is none
 */
record TraceHeader(
        BoardLayout layout,
        long features,
        int paWidth,
        boolean vmid16,
        int recAuxCount,
        long secureBase,
        long secureSize) {
    private static final int[] PA_WIDTHS = {32, 36, 40, 42, 44, 48, 52};

    static TraceHeader parse(JsonObject line) {
        long features = Hex.parse(line.get("features"));
        JsonObject cfg = line.getAsJsonObject("cfg");
        int paWidth =
                cfg.has("parange") ? PA_WIDTHS[cfg.get("parange").getAsInt()] : RmiFeatureRegister0.s2sz(features);
        MemoryRegion dram =
                new MemoryRegion("DRAM", Hex.parse(line.get("dram_base")), Hex.parse(line.get("dram_size")));
        return new TraceHeader(
                BoardLayout.of(dram, cfg.isEmpty()),
                features,
                paWidth,
                !cfg.has("vmid16") || cfg.get("vmid16").getAsInt() != 0,
                line.has("rec_aux_count") ? (int) Hex.parse(line.get("rec_aux_count")) : Recs.MAX_AUX,
                cfg.has("sec_base") ? Hex.parse(cfg.get("sec_base")) : 0,
                cfg.has("sec_len") ? Hex.parse(cfg.get("sec_len")) : 0);
    }

    RmmConfiguration configuration(RmmChoices choices) {
        CarveOut carveOut =
                new CarveOut(layout.carveOut().base(), layout.carveOut().size());
        return new RmmConfiguration(features, paWidth, vmid16, recAuxCount, List.of(layout.dram()), carveOut, choices);
    }
}
