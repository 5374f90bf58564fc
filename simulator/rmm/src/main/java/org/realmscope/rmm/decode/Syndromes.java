package org.realmscope.rmm.decode;

import org.realmscope.rmm.rtt.EntryState;
import org.realmscope.rmm.rtt.Ripas;
import org.realmscope.rmm.rtt.RttGeometry;
import org.realmscope.rmm.run.AbortDecision;
import org.realmscope.rmm.run.Syndrome;

/** Explains ESR_EL2, alone or with HPFAR_EL2 (Arm ARM D19.2.37), and what the RMM makes of an abort. */
public final class Syndromes {
    private static final int NO_WIDTH = 0;
    private static final int IPA_BITS = 52;

    private Syndromes() {}

    /** Explains ESR_ELx. */
    public static Decoded esr(long esr) {
        return fields(esr).build();
    }

    /**
     * Explains the syndrome of an exception that a realm took to EL2.
     *
     * @param ipaWidth of the Realm in bits, 0 if it is not known
     */
    public static Decoded exception(long esr, long hpfar, int ipaWidth) {
        Decoded.Builder decoded = fields(esr);
        long ipa = Syndrome.faultingPage(hpfar);
        decoded.bits("HPFAR_EL2.FIPA", hpfar, 47, 4, "IPA " + Decoded.hex(ipa));
        decoded.note(half(ipa, ipaWidth));
        if (isAbort(esr)) {
            decisions(decoded, esr, ipa, ipaWidth);
        }
        return decoded.build();
    }

    private static boolean isAbort(long esr) {
        int ec = Syndrome.ec(esr);
        return ec == Syndrome.EC_DATA_ABORT_LOWER || ec == Syndrome.EC_INSTRUCTION_ABORT_LOWER;
    }

    private static Decoded.Builder fields(long esr) {
        int ec = Syndrome.ec(esr);
        Decoded.Builder decoded = new Decoded.Builder("ESR_ELx " + Decoded.hex(esr) + ": " + exceptionClass(ec))
                .bits("EC", esr, 31, 26, exceptionClass(ec))
                .bits("IL", esr, 25, 25, (esr & Syndrome.IL) != 0 ? "32-bit instruction" : "16-bit or not stated");
        switch (ec) {
            case 0x24, 0x25 -> dataAbort(decoded, esr);
            case 0x20, 0x21 ->
                decoded.bits("SET", esr, 12, 11, "")
                        .bits("FnV", esr, 10, 10, "")
                        .bits("EA", esr, 9, 9, "")
                        .bits("S1PTW", esr, 7, 7, (esr & Syndrome.S1PTW) != 0 ? "on a stage 1 walk" : "")
                        .bits("IFSC", esr, 5, 0, faultStatus(Syndrome.fsc(esr)));
            case 0x01 -> decoded.bits("TI", esr, 1, 0, waitInstruction((int) esr & 3));
            case 0x18 ->
                decoded.bits("Op0", esr, 21, 20, "")
                        .bits("Op2", esr, 19, 17, "")
                        .bits("Op1", esr, 16, 14, "")
                        .bits("CRn", esr, 13, 10, "")
                        .bits("Rt", esr, 9, 5, "")
                        .bits("CRm", esr, 4, 1, "")
                        .bits("Direction", esr, 0, 0, (esr & 1) != 0 ? "MRS" : "MSR");
            case 0x15, 0x16, 0x17, 0x3c -> decoded.bits("imm16", esr, 15, 0, "");
            case 0x2f ->
                decoded.bits("IDS", esr, 24, 24, "")
                        .bits("AET", esr, 12, 10, "")
                        .bits("DFSC", esr, 5, 0, "");
            default -> decoded.bits("ISS", esr, 24, 0, "");
        }
        return decoded;
    }

    private static void dataAbort(Decoded.Builder decoded, long esr) {
        boolean valid = Syndrome.hasInstruction(esr);
        decoded.bits("ISV", esr, 24, 24, valid ? "the instruction is described" : "bits 23:14 mean nothing");
        if (valid) {
            int register = Syndrome.register(esr);
            decoded.bits("SAS", esr, 23, 22, Syndrome.accessSize(esr) + " bytes")
                    .bits("SSE", esr, 21, 21, Syndrome.isSignExtended(esr) ? "sign-extending" : "")
                    .bits("SRT", esr, 20, 16, register == 31 ? "XZR" : "X" + register)
                    .bits("SF", esr, 15, 15, Syndrome.isWide(esr) ? "64-bit register" : "32-bit register")
                    .bits("AR", esr, 14, 14, "");
        }
        decoded.bits("SET", esr, 12, 11, "")
                .bits("FnV", esr, 10, 10, "")
                .bits("EA", esr, 9, 9, "")
                .bits("CM", esr, 8, 8, (esr & 1 << 8) != 0 ? "cache maintenance" : "")
                .bits("S1PTW", esr, 7, 7, (esr & Syndrome.S1PTW) != 0 ? "on a stage 1 walk" : "")
                .bits("WnR", esr, 6, 6, Syndrome.isWrite(esr) ? "write" : "read")
                .bits("DFSC", esr, 5, 0, faultStatus(Syndrome.fsc(esr)));
    }

    private static String waitInstruction(int ti) {
        return switch (ti) {
            case 0 -> "WFI";
            case 1 -> "WFE";
            case 2 -> "WFIT";
            default -> "WFET";
        };
    }

    private static String exceptionClass(int ec) {
        return switch (ec) {
            case 0x00 -> "unknown reason";
            case 0x01 -> "trapped WFI or WFE";
            case 0x07 -> "trapped FP or SIMD";
            case 0x0e -> "illegal execution state";
            case 0x15 -> "SVC";
            case 0x16 -> "HVC";
            case 0x17 -> "SMC";
            case 0x18 -> "trapped MSR, MRS or system instruction";
            case 0x19 -> "trapped SVE";
            case 0x20 -> "Instruction Abort from a lower Exception level";
            case 0x21 -> "Instruction Abort from the same Exception level";
            case 0x22 -> "PC alignment fault";
            case 0x24 -> "Data Abort from a lower Exception level";
            case 0x25 -> "Data Abort from the same Exception level";
            case 0x26 -> "SP alignment fault";
            case 0x2f -> "SError";
            case 0x3c -> "BRK";
            default -> "exception class " + Decoded.hex(ec);
        };
    }

    /** A fault status code in words. */
    static String faultStatus(int fsc) {
        int level = fsc & 3;
        return switch (fsc >>> 2) {
            case 0x0 -> "address size fault, level " + level;
            case 0x1 -> "translation fault, level " + level;
            case 0x2 -> "access flag fault, level " + level;
            case 0x3 -> "permission fault, level " + level;
            case 0x5 -> "external abort on a walk, level " + level;
            case 0x9 -> "granule protection fault on a walk, level " + level;
            default ->
                switch (fsc) {
                    case 0x10 -> "external abort";
                    case 0x21 -> "alignment fault";
                    case 0x28 -> "granule protection fault";
                    case 0x29 -> "address size fault, level -1";
                    case 0x2b -> "translation fault, level -1";
                    case 0x30 -> "TLB conflict";
                    default -> "fault status " + Decoded.hex(fsc);
                };
        };
    }

    private static String half(long ipa, int ipaWidth) {
        if (ipaWidth == NO_WIDTH) {
            int bits = 64 - Long.numberOfLeadingZeros(ipa);
            if (bits < RttGeometry.MIN_IPA_WIDTH) {
                return "The IPA is Protected in every Realm.";
            }
            return "The IPA is Protected if the Realm's IPA width is more than " + bits + " bits, Unprotected if it is "
                    + bits + ".";
        }
        if (ipa >>> ipaWidth != 0) {
            return "The IPA is beyond the Realm's IPA space of " + ipaWidth + " bits.";
        }
        return "The IPA is in the " + (ipa >>> (ipaWidth - 1) == 0 ? "Protected" : "Unprotected") + " half.";
    }

    /** The decision rows that the abort can be, and what the host does next for each. */
    private static void decisions(Decoded.Builder decoded, long esr, long ipa, int ipaWidth) {
        boolean isFetch = Syndrome.ec(esr) == Syndrome.EC_INSTRUCTION_ABORT_LOWER;
        if (Syndrome.isExternalAbort(esr)) {
            row(decoded, AbortDecision.EXTERNAL_ABORT, isFetch, esr, ipa);
            return;
        }
        if (ipaWidth != NO_WIDTH && ipa >>> ipaWidth != 0 || ipa >>> IPA_BITS != 0) {
            row(decoded, AbortDecision.BEYOND_IPA_SPACE, isFetch, esr, ipa);
            return;
        }
        boolean canBeProtected = ipaWidth == NO_WIDTH || ipa >>> (ipaWidth - 1) == 0;
        boolean canBeUnprotected =
                ipaWidth == NO_WIDTH ? ipa >>> (RttGeometry.MIN_IPA_WIDTH - 1) != 0 : !canBeProtected;
        if (canBeProtected) {
            for (Ripas ripas : Ripas.values()) {
                row(decoded, AbortDecision.of(true, EntryState.UNASSIGNED, ripas.ordinal(), esr), isFetch, esr, ipa);
            }
        }
        if (canBeUnprotected) {
            EntryState state = Syndrome.isPermissionFault(esr) ? EntryState.ASSIGNED_NS : EntryState.UNASSIGNED_NS;
            row(decoded, AbortDecision.of(false, state, 0, esr), isFetch, esr, ipa);
        }
    }

    private static void row(Decoded.Builder decoded, AbortDecision decision, boolean isFetch, long esr, long ipa) {
        decoded.note("If " + decision.row() + ": " + result(decision, isFetch, esr, ipa) + ".");
    }

    private static String result(AbortDecision decision, boolean isFetch, long esr, long ipa) {
        return switch (decision.result(isFetch)) {
            case SEA -> "the realm takes a Synchronous External Abort";
            case ADDRESS_SIZE_FAULT -> "the realm takes an address size fault";
            case RETRY -> "the realm executes the instruction again";
            case EXTERNAL -> "REC exit, and a Synchronous External Abort of the realm if it is recoverable";
            case EXIT_EMULATABLE ->
                "REC exit, Emulatable Data Abort; next: " + unprotected(esr, ipa) + ", or RMI_REC_ENTER with emul_mmio";
            case EXIT -> exit(decision, esr, ipa);
        };
    }

    private static String exit(AbortDecision decision, long esr, long ipa) {
        return switch (decision) {
            case PROTECTED_RAM_UNASSIGNED -> "REC exit; next: " + NextCalls.mapProtected(ipa, level(esr));
            case PROTECTED_DESTROYED -> "REC exit that the host cannot repair: only the realm can ask for RAM again";
            default -> "REC exit; next: " + unprotected(esr, ipa) + ", or RMI_REC_ENTER with inject_sea";
        };
    }

    private static String unprotected(long esr, long ipa) {
        return Syndrome.isPermissionFault(esr)
                ? NextCalls.mapAgain(ipa, level(esr))
                : NextCalls.mapUnprotected(ipa, level(esr));
    }

    private static int level(long esr) {
        return Syndrome.isTranslationFault(esr) || Syndrome.isPermissionFault(esr) ? Syndrome.fsc(esr) & 3 : 3;
    }
}
