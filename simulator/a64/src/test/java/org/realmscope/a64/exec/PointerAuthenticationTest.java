package org.realmscope.a64.exec;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;

import java.util.HashSet;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.realmscope.platform.pe.Pe;
import org.realmscope.platform.sysreg.SystemRegister;

/** Signing, authenticating and stripping of pointers at EL2 with E2H zero unless a test says otherwise. */
class PointerAuthenticationTest {
    private static final long POINTER = 0x12_3456_7890L;
    private static final long EN_ALL = 1L << 31 | 1L << 30 | 1L << 27 | 1L << 13;
    private static final long T0SZ_48_BITS = 16;
    private static final long T0SZ_39_BITS = 25;
    private static final long TBI = 1L << 20;
    private static final long TBID = 1L << 29;
    private static final long E2H = 1L << 34;
    private static final long SIGNATURE_48 = 0xff7f_0000_0000_0000L;

    private static Execution signing(long tcr) {
        Execution execution = new Execution();
        set(execution, SystemRegister.SCTLR_EL2, EN_ALL);
        set(execution, SystemRegister.TCR_EL2, tcr);
        set(execution, SystemRegister.APIAKeyLo_EL1, 0x0123_4567_89ab_cdefL);
        set(execution, SystemRegister.APIAKeyHi_EL1, 0xfedc_ba98_7654_3210L);
        set(execution, SystemRegister.APIBKeyLo_EL1, 0x1111_2222_3333_4444L);
        set(execution, SystemRegister.APDAKeyLo_EL1, 0x5555_6666_7777_8888L);
        set(execution, SystemRegister.APDBKeyHi_EL1, 0x9999_aaaa_bbbb_ccccL);
        set(execution, SystemRegister.APGAKeyHi_EL1, 0x1357_9bdf_0246_8aceL);
        return execution;
    }

    private static void set(Execution execution, SystemRegister register, long value) {
        execution.pe.sys.set(register, value);
    }

    @ParameterizedTest
    @ValueSource(strings = {"ia", "ib", "da", "db"})
    void signatureVerifiesWithTheSameKeyAndModifierOnly(String key) {
        Execution execution = signing(T0SZ_48_BITS).x(0, POINTER).x(1, 77).run("pac" + key + " x0, x1");
        long signed = execution.x(0);
        assertNotEquals(POINTER, signed);
        assertEquals(POINTER, signed & ~SIGNATURE_48, "only the signature field changes");
        assertEquals(POINTER, execution.run("aut" + key + " x0, x1").x(0));
        String error = key.endsWith("a") ? "2000001234567890" : "4000001234567890";
        assertEquals(
                error,
                Long.toHexString(execution
                        .x(0, signed)
                        .x(1, 78)
                        .run("aut" + key + " x0, x1")
                        .x(0)));
        assertEquals(
                error,
                Long.toHexString(execution
                        .x(0, signed ^ 1L << 60)
                        .x(1, 77)
                        .run("aut" + key + " x0, x1")
                        .x(0)));
    }

    @Test
    void everyKeyAndModifierGivesAnotherSignature() {
        Set<Long> signatures = new HashSet<>();
        for (String key : new String[] {"ia", "ib", "da", "db"}) {
            for (long modifier = 0; modifier < 4; modifier++) {
                signatures.add(signing(T0SZ_48_BITS)
                        .x(0, POINTER)
                        .x(1, modifier)
                        .run("pac" + key + " x0, x1")
                        .x(0));
            }
        }
        assertEquals(16, signatures.size());
    }

    @Test
    void signatureFillsTheBitsAboveTheAddressSize() {
        long field = 0;
        for (long address = 0; address < 64; address++) {
            field |= signing(T0SZ_39_BITS).x(0, address << 12).run("paciza x0").x(0) & ~(address << 12);
        }
        assertEquals("ff7fff8000000000", Long.toHexString(field));
    }

    @Test
    void tagIsKeptWhereItIsIgnored() {
        long tagged = 0xab00_0012_3456_7890L;
        long signed = signing(T0SZ_39_BITS | TBI).x(0, tagged).run("pacdza x0").x(0);
        assertEquals(tagged, signed & ~0x007f_ff80_0000_0000L);
        assertEquals(
                tagged,
                signing(T0SZ_39_BITS | TBI).x(0, signed).run("autdza x0").x(0));
        assertEquals(
                "ab20001234567890",
                Long.toHexString(signing(T0SZ_39_BITS | TBI)
                        .x(0, tagged)
                        .run("autdza x0")
                        .x(0)));
        assertEquals(
                "ab40001234567890",
                Long.toHexString(signing(T0SZ_39_BITS | TBI)
                        .x(0, tagged)
                        .run("autdzb x0")
                        .x(0)));
    }

    @Test
    void tagOfInstructionPointersCountsWhenOnlyDataTagsAreIgnored() {
        long plain = signing(T0SZ_39_BITS).x(0, POINTER).run("paciza x0").x(0);
        assertEquals(
                plain,
                signing(T0SZ_39_BITS | TBI | TBID)
                        .x(0, POINTER)
                        .run("paciza x0")
                        .x(0));
        assertNotEquals(
                plain,
                signing(T0SZ_39_BITS | TBI).x(0, POINTER).run("paciza x0").x(0));
    }

    @Test
    void pointerWithBadExtensionBitsNeverVerifies() {
        long bad = 0x0001_0000_0000_0000L | POINTER;
        long signed = signing(T0SZ_48_BITS).x(0, bad).run("paciza x0").x(0);
        assertEquals(
                "2000001234567890",
                Long.toHexString(
                        signing(T0SZ_48_BITS).x(0, signed).run("autiza x0").x(0)));
    }

    @Test
    void upperRangeHasItsOwnSizeAndKeepsBit55() {
        Execution execution = signing(T0SZ_48_BITS | T0SZ_39_BITS << 16).x(0, -0x1000);
        set(execution, SystemRegister.HCR_EL2, E2H);
        execution.run("paciza x0");
        long signed = execution.x(0);
        assertEquals(1, signed >>> 55 & 1);
        assertEquals(0x7f_ffff_f000L, signed & 0x7f_ffff_ffffL);
        assertEquals(
                "fffffffffffff000", Long.toHexString(execution.run("xpaci x0").x(0)));
        assertEquals(
                "fffffffffffff000",
                Long.toHexString(execution.x(0, signed).run("autiza x0").x(0)));
        assertEquals(
                "bffffffffffff000",
                Long.toHexString(
                        execution.x(0, signed ^ 1L << 40).run("autiza x0").x(0)));
    }

    @Test
    void stripNeedsNoKey() {
        Execution execution = new Execution();
        set(execution, SystemRegister.TCR_EL2, T0SZ_39_BITS);
        assertEquals(
                POINTER,
                execution.x(0, 0xff7f_ff80_0000_0000L | POINTER).run("xpacd x0").x(0));
        assertEquals(
                POINTER,
                execution.x(30, 0xff7f_ff80_0000_0000L | POINTER).run("xpaclri").x(30));
    }

    @Test
    void disabledKeysChangeNothing() {
        Execution execution = signing(T0SZ_48_BITS);
        set(execution, SystemRegister.SCTLR_EL2, EN_ALL & ~(1L << 31));
        assertEquals(POINTER, execution.x(0, POINTER).run("paciza x0").x(0));
        assertEquals(0x55L << 56, execution.x(0, 0x55L << 56).run("autiza x0").x(0));
        assertNotEquals(POINTER, execution.x(0, POINTER).run("pacizb x0").x(0));
    }

    @ParameterizedTest
    @CsvSource({
        "paciasp, autiasp, 30",
        "pacibsp, autibsp, 30",
        "paciaz, autiaz, 30",
        "pacibz, autibz, 30",
        "pacia1716, autia1716, 17",
        "pacib1716, autib1716, 17"
    })
    void hintFormsSignTheirFixedRegister(String sign, String authenticate, int register) {
        Execution execution =
                signing(T0SZ_48_BITS).x(16, 99).x(register, POINTER).run(sign);
        long signed = execution.x(register);
        assertNotEquals(POINTER, signed);
        assertEquals(POINTER, execution.run(authenticate).x(register));
        if (!sign.endsWith("z")) {
            execution.x(16, 100).sp(0x9000_0000L);
            assertNotEquals(
                    POINTER, execution.x(register, signed).run(authenticate).x(register));
        }
    }

    @Test
    void returnWithAuthenticationGoesToTheSignedAddressAndBadOnesAreNotCanonical() {
        Execution execution = signing(T0SZ_48_BITS).x(30, POINTER).run("paciasp");
        assertEquals(POINTER, execution.run("retaa").pe.pc);
        assertEquals(
                "2000001234567890", Long.toHexString(execution.x(30, POINTER).run("retaa").pe.pc));
        assertEquals(
                "4000001234567890", Long.toHexString(execution.x(30, POINTER).run("retab").pe.pc));
    }

    @Test
    void callWithAuthenticationChecksTheModifierAndLinks() {
        Execution execution =
                signing(T0SZ_48_BITS).x(3, POINTER).x(4, 5).run("pacib x3, x4").run("blrab x3, x4");
        assertEquals(POINTER, execution.pe.pc);
        assertEquals(Execution.ADDRESS + 4, execution.x(30));
        assertEquals(2, execution.pe.btype);
    }

    @Test
    void genericCodeIsInTheHighHalf() {
        Execution execution = signing(0).x(1, POINTER).x(2, 5);
        long code = execution.run("pacga x0, x1, x2").x(0);
        assertNotEquals(0, code);
        assertEquals(0, code & 0xffff_ffffL);
        assertNotEquals(code, execution.x(2, 6).run("pacga x0, x1, x2").x(0));
        long withStackPointer = execution.run("pacga x0, x1, sp").x(0);
        assertEquals(
                withStackPointer,
                execution.x(2, execution.x(Pe.SP)).run("pacga x0, x1, x2").x(0));
    }
}
