package org.realmscope.rmm.decode;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import org.jspecify.annotations.Nullable;
import org.realmscope.abi.Psci;
import org.realmscope.abi.RmiRecExitReason;
import org.realmscope.abi.RmiRecRun;
import org.realmscope.platform.UserError;
import org.realmscope.rmm.rtt.Ripas;

/** Explains the exit half of RmiRecRun. */
public final class ExitRecords {
    private static final int SIZE = RmiRecRun.SIZE - RmiRecRun.EXIT;

    private ExitRecords() {}

    /**
     * Explains an exit record.
     *
     * @param bytes the exit half from its start on, or the whole of RmiRecRun; missing bytes at the end are zero
     * @param ipaWidth of the Realm in bits, 0 if it is not known
     * @throws UserError if there are more bytes than RmiRecRun has
     */
    public static Decoded exit(byte[] bytes, int ipaWidth) {
        if (bytes.length > RmiRecRun.SIZE) {
            throw new UserError(
                    UserError.Code.PARAMETER_INVALID,
                    "an exit record has at most 0x%x bytes, RmiRecRun 0x%x; these are 0x%x"
                            .formatted(SIZE, RmiRecRun.SIZE, bytes.length));
        }
        int from = bytes.length > SIZE ? RmiRecRun.EXIT : 0;
        ByteBuffer record = ByteBuffer.allocate(SIZE).order(ByteOrder.LITTLE_ENDIAN);
        record.put(0, bytes, from, bytes.length - from);
        return explain(record, ipaWidth);
    }

    private static long word(ByteBuffer record, int offset) {
        return record.getLong(offset - RmiRecRun.EXIT);
    }

    private static Decoded explain(ByteBuffer record, int ipaWidth) {
        int code = record.get(0) & 0xff;
        @Nullable RmiRecExitReason reason = RmiRecExitReason.of(code);
        Decoded.Builder decoded =
                new Decoded.Builder("REC exit: " + (reason == null ? "reason " + code : reason.name()));
        decoded.member("exit_reason", 0, code, reason == null ? "not defined" : reason.name());
        member(decoded, record, "esr", RmiRecRun.EXIT_ESR);
        member(decoded, record, "far", RmiRecRun.EXIT_FAR);
        member(decoded, record, "hpfar", RmiRecRun.EXIT_HPFAR);
        for (int i = 0; i < 31; i++) {
            member(decoded, record, "gprs[" + i + "]", RmiRecRun.EXIT_GPRS + 8 * i);
        }
        member(decoded, record, "gicv3_hcr", RmiRecRun.EXIT_GICV3_HCR);
        for (int i = 0; i < 16; i++) {
            member(decoded, record, "gicv3_lrs[" + i + "]", RmiRecRun.EXIT_GICV3_LRS + 8 * i);
        }
        member(decoded, record, "gicv3_misr", RmiRecRun.EXIT_GICV3_MISR);
        member(decoded, record, "gicv3_vmcr", RmiRecRun.EXIT_GICV3_VMCR);
        member(decoded, record, "cntp_ctl", RmiRecRun.EXIT_CNTP_CTL);
        member(decoded, record, "cntp_cval", RmiRecRun.EXIT_CNTP_CVAL);
        member(decoded, record, "cntv_ctl", RmiRecRun.EXIT_CNTV_CTL);
        member(decoded, record, "cntv_cval", RmiRecRun.EXIT_CNTV_CVAL);
        member(decoded, record, "ripas_base", RmiRecRun.EXIT_RIPAS_BASE);
        member(decoded, record, "ripas_top", RmiRecRun.EXIT_RIPAS_TOP);
        member(decoded, record, "ripas_value", RmiRecRun.EXIT_RIPAS_VALUE);
        member(decoded, record, "imm", RmiRecRun.EXIT_IMM);
        member(decoded, record, "pmu_ovf_status", RmiRecRun.EXIT_PMU_OVF_STATUS);
        if (reason != null) {
            next(decoded, record, reason, ipaWidth);
        }
        return decoded.build();
    }

    /** Adds a field that is not zero. */
    private static void member(Decoded.Builder decoded, ByteBuffer record, String name, int offset) {
        long value = word(record, offset);
        if (value != 0) {
            decoded.member(name, offset - RmiRecRun.EXIT, value, "");
        }
    }

    private static void next(Decoded.Builder decoded, ByteBuffer record, RmiRecExitReason reason, int ipaWidth) {
        switch (reason) {
            case SYNC -> {
                long esr = word(record, RmiRecRun.EXIT_ESR);
                if (esr != 0) {
                    Syndromes.exception(esr, word(record, RmiRecRun.EXIT_HPFAR), ipaWidth)
                            .lines()
                            .forEach(decoded::note);
                    decoded.note(
                            "The RMM has masked IL, SSE, SRT, AR, CM and S1PTW of an abort; the value of a store is in"
                                    + " gprs[0], that of a load goes to enter.gprs[0].");
                }
            }
            case IRQ, FIQ, SERROR -> decoded.note("Next: RMI_REC_ENTER, after the host has handled the interrupt.");
            case PSCI -> psci(decoded, record);
            case RIPAS_CHANGE -> ripas(decoded, record);
            case HOST_CALL -> decoded.note("Next: RMI_REC_ENTER with the answer in enter.gprs.");
        }
    }

    private static void psci(Decoded.Builder decoded, ByteBuffer record) {
        @Nullable Psci function = Psci.of(word(record, RmiRecRun.EXIT_GPRS));
        decoded.note("gprs[0] is " + (function == null ? "no PSCI function." : "PSCI_" + function + "."));
        if (function == Psci.CPU_ON || function == Psci.AFFINITY_INFO) {
            decoded.note("Next: RMI_PSCI_COMPLETE(calling_rec, REC with MPIDR %s, status), RMI_REC_ENTER."
                    .formatted(Decoded.hex(word(record, RmiRecRun.EXIT_GPRS + 8))));
        }
    }

    private static void ripas(Decoded.Builder decoded, ByteBuffer record) {
        long base = word(record, RmiRecRun.EXIT_RIPAS_BASE);
        long top = word(record, RmiRecRun.EXIT_RIPAS_TOP);
        int value = (int) word(record, RmiRecRun.EXIT_RIPAS_VALUE) & 0xff;
        String name = value < Ripas.values().length ? Ripas.of(value).name() : Integer.toString(value);
        decoded.note("The realm asks for RIPAS %s of [0x%x, 0x%x).".formatted(name, base, top));
        decoded.note("Next: RMI_RTT_SET_RIPAS(rd, rec, 0x%x, 0x%x) until out_top is 0x%x, RMI_REC_ENTER."
                .formatted(base, top, top));
    }
}
