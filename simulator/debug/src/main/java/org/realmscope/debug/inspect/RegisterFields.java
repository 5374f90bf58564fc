package org.realmscope.debug.inspect;

import java.util.List;
import java.util.Map;
import org.realmscope.platform.sysreg.SystemRegister;
import org.realmscope.rmm.decode.Decoded;
import org.realmscope.rmm.decode.Syndromes;

/** Fields of the system registers that matter to whoever debugs a fault (Arm ARM, D19.2). */
final class RegisterFields {
    /**
     * Where a field is.
     *
     * @param high most significant bit
     * @param low least significant bit
     */
    private record Place(String name, int high, int low) {
        RegisterField of(long value) {
            long bits = value >>> low & (high - low == 63 ? -1 : (1L << high - low + 1) - 1);
            String position = high == low ? Integer.toString(high) : high + ":" + low;
            return new RegisterField(name, position, bits, "");
        }
    }

    private static final List<Place> SPSR = List.of(
            new Place("N", 31, 31),
            new Place("Z", 30, 30),
            new Place("C", 29, 29),
            new Place("V", 28, 28),
            new Place("DIT", 24, 24),
            new Place("UAO", 23, 23),
            new Place("PAN", 22, 22),
            new Place("IL", 20, 20),
            new Place("SSBS", 12, 12),
            new Place("BTYPE", 11, 10),
            new Place("D", 9, 9),
            new Place("A", 8, 8),
            new Place("I", 7, 7),
            new Place("F", 6, 6),
            new Place("EL", 3, 2),
            new Place("SP", 0, 0));

    private static final List<Place> SCTLR = List.of(
            new Place("EnIA", 31, 31),
            new Place("EnIB", 30, 30),
            new Place("EnDA", 27, 27),
            new Place("EE", 25, 25),
            new Place("SPAN", 23, 23),
            new Place("WXN", 19, 19),
            new Place("EnDB", 13, 13),
            new Place("I", 12, 12),
            new Place("SA", 3, 3),
            new Place("C", 2, 2),
            new Place("A", 1, 1),
            new Place("M", 0, 0));

    private static final List<Place> TCR = List.of(
            new Place("DS", 59, 59),
            new Place("HPD1", 42, 42),
            new Place("HPD0", 41, 41),
            new Place("TBI1", 38, 38),
            new Place("TBI0", 37, 37),
            new Place("AS", 36, 36),
            new Place("IPS", 34, 32),
            new Place("TG1", 31, 30),
            new Place("EPD1", 23, 23),
            new Place("A1", 22, 22),
            new Place("T1SZ", 21, 16),
            new Place("TG0", 15, 14),
            new Place("EPD0", 7, 7),
            new Place("T0SZ", 5, 0));

    private static final List<Place> TTBR =
            List.of(new Place("ASID", 63, 48), new Place("BADDR", 47, 1), new Place("CnP", 0, 0));

    private static final List<Place> MAIR = List.of(
            new Place("Attr7", 63, 56),
            new Place("Attr6", 55, 48),
            new Place("Attr5", 47, 40),
            new Place("Attr4", 39, 32),
            new Place("Attr3", 31, 24),
            new Place("Attr2", 23, 16),
            new Place("Attr1", 15, 8),
            new Place("Attr0", 7, 0));

    private static final List<Place> HCR = List.of(
            new Place("GPF", 48, 48),
            new Place("FWB", 46, 46),
            new Place("API", 41, 41),
            new Place("APK", 40, 40),
            new Place("TEA", 37, 37),
            new Place("TERR", 36, 36),
            new Place("E2H", 34, 34),
            new Place("RW", 31, 31),
            new Place("TVM", 26, 26),
            new Place("TGE", 27, 27),
            new Place("TSC", 19, 19),
            new Place("TID3", 18, 18),
            new Place("TWE", 14, 14),
            new Place("TWI", 13, 13),
            new Place("DC", 12, 12),
            new Place("FB", 9, 9),
            new Place("VSE", 8, 8),
            new Place("VI", 7, 7),
            new Place("VF", 6, 6),
            new Place("AMO", 5, 5),
            new Place("IMO", 4, 4),
            new Place("FMO", 3, 3),
            new Place("PTW", 2, 2),
            new Place("VM", 0, 0));

    private static final List<Place> VTCR = List.of(
            new Place("SL2", 33, 33),
            new Place("DS", 32, 32),
            new Place("VS", 19, 19),
            new Place("PS", 18, 16),
            new Place("TG0", 15, 14),
            new Place("SH0", 13, 12),
            new Place("SL0", 7, 6),
            new Place("T0SZ", 5, 0));

    private static final List<Place> VTTBR =
            List.of(new Place("VMID", 63, 48), new Place("BADDR", 47, 1), new Place("CnP", 0, 0));

    private static final List<Place> HPFAR = List.of(new Place("NS", 63, 63), new Place("FIPA", 47, 4));

    private static final List<Place> TIMER_CONTROL =
            List.of(new Place("ISTATUS", 2, 2), new Place("IMASK", 1, 1), new Place("ENABLE", 0, 0));

    private static final List<Place> LIST_REGISTER = List.of(
            new Place("State", 63, 62),
            new Place("HW", 61, 61),
            new Place("Group", 60, 60),
            new Place("Priority", 55, 48),
            new Place("pINTID", 44, 32),
            new Place("vINTID", 31, 0));

    private static final Map<SystemRegister, List<Place>> PLACES = Map.ofEntries(
            Map.entry(SystemRegister.SPSR_EL1, SPSR),
            Map.entry(SystemRegister.SPSR_EL2, SPSR),
            Map.entry(SystemRegister.SCTLR_EL1, SCTLR),
            Map.entry(SystemRegister.SCTLR_EL2, SCTLR),
            Map.entry(SystemRegister.TCR_EL1, TCR),
            Map.entry(SystemRegister.TCR_EL2, TCR),
            Map.entry(SystemRegister.TTBR0_EL1, TTBR),
            Map.entry(SystemRegister.TTBR1_EL1, TTBR),
            Map.entry(SystemRegister.TTBR0_EL2, TTBR),
            Map.entry(SystemRegister.TTBR1_EL2, TTBR),
            Map.entry(SystemRegister.MAIR_EL1, MAIR),
            Map.entry(SystemRegister.MAIR_EL2, MAIR),
            Map.entry(SystemRegister.HCR_EL2, HCR),
            Map.entry(SystemRegister.VTCR_EL2, VTCR),
            Map.entry(SystemRegister.VTTBR_EL2, VTTBR),
            Map.entry(SystemRegister.HPFAR_EL2, HPFAR),
            Map.entry(SystemRegister.CNTV_CTL_EL0, TIMER_CONTROL),
            Map.entry(SystemRegister.CNTP_CTL_EL0, TIMER_CONTROL),
            Map.entry(SystemRegister.ICH_LR0_EL2, LIST_REGISTER),
            Map.entry(SystemRegister.ICH_LR1_EL2, LIST_REGISTER),
            Map.entry(SystemRegister.ICH_LR2_EL2, LIST_REGISTER),
            Map.entry(SystemRegister.ICH_LR3_EL2, LIST_REGISTER));

    private RegisterFields() {}

    /** The fields of a register that holds {@code value}; empty if it is one number. */
    static List<RegisterField> of(SystemRegister register, long value) {
        if (register == SystemRegister.ESR_EL1 || register == SystemRegister.ESR_EL2) {
            return of(Syndromes.esr(value));
        }
        List<Place> places = PLACES.get(register);
        if (places == null) {
            return List.of();
        }
        return places.stream().map(place -> place.of(value)).toList();
    }

    /** The fields of an explanation. */
    static List<RegisterField> of(Decoded decoded) {
        return decoded.fields().stream()
                .map(field ->
                        new RegisterField(field.name(), field.position(), Long.decode(field.value()), field.meaning()))
                .toList();
    }
}
