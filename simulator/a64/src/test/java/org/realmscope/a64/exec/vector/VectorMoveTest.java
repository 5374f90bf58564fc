package org.realmscope.a64.exec.vector;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.realmscope.a64.engine.Op;
import org.realmscope.a64.exec.memory.MappedPe;
import org.realmscope.platform.pe.AbortSignal;
import org.realmscope.platform.pe.StopCause;
import org.realmscope.platform.sysreg.SystemRegister;

/** Moves, immediates and bitwise operations of SIMD and floating-point registers. */
class VectorMoveTest {

    private static MappedPe machine() {
        return new MappedPe()
                .v(0, 0xf0f0_f0f0_f0f0_f0f0L, 0xe0e0_e0e0_e0e0_e0e0L)
                .v(1, 0xfedc_ba98_7654_3210L, 0x0123_4567_89ab_cdefL)
                .v(2, 0xffff_0000_ffff_0000L, 0x00ff_00ff_00ff_00ffL)
                .x(1, 0x1122_3344_8866_7788L);
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource(delimiter = '|', textBlock = """
        fmov s0, s1              | 000000000000000000000000 89abcdef
        fmov d0, d1              | 0000000000000000 0123456789abcdef
        fmov s0, #1.0            | 000000000000000000000000 3f800000
        fmov s0, #-0.125         | 000000000000000000000000 be000000
        fmov s0, #31.0           | 000000000000000000000000 41f80000
        fmov d0, #1.0            | 0000000000000000 3ff0000000000000
        fmov d0, #-31.0          | 0000000000000000 c03f000000000000
        fmov d0, #0.1328125      | 0000000000000000 3fc1000000000000
        fmov s0, w1              | 000000000000000000000000 88667788
        fmov d0, x1              | 0000000000000000 1122334488667788
        fmov v0.d[1], x1         | 1122334488667788 e0e0e0e0e0e0e0e0
        fmov v0.2d, #0.5         | 3fe0000000000000 3fe0000000000000
        fmov v0.4s, #2.0         | 4000000040000000 4000000040000000
        fmov v0.2s, #2.0         | 0000000000000000 4000000040000000
        dup v0.16b, v1.b[1]      | cdcdcdcdcdcdcdcd cdcdcdcdcdcdcdcd
        dup v0.4h, v1.h[7]       | 0000000000000000 fedcfedcfedcfedc
        dup v0.2d, v1.d[1]       | fedcba9876543210 fedcba9876543210
        dup v0.4s, w1            | 8866778888667788 8866778888667788
        dup v0.8b, w1            | 0000000000000000 8888888888888888
        dup v0.2d, xzr           | 0000000000000000 0000000000000000
        mov b0, v1.b[15]         | 0000000000000000 00000000000000fe
        mov d0, v1.d[1]          | 0000000000000000 fedcba9876543210
        mov v0.b[3], w1          | f0f0f0f0f0f0f0f0 e0e0e0e088e0e0e0
        mov v0.h[7], w1          | 7788f0f0f0f0f0f0 e0e0e0e0e0e0e0e0
        mov v0.d[0], x1          | f0f0f0f0f0f0f0f0 1122334488667788
        mov v0.s[1], v1.s[3]     | f0f0f0f0f0f0f0f0 fedcba98e0e0e0e0
        mov v0.b[8], v1.b[0]     | f0f0f0f0f0f0f0ef e0e0e0e0e0e0e0e0
        movi v0.16b, #0xa5       | a5a5a5a5a5a5a5a5 a5a5a5a5a5a5a5a5
        movi v0.8b, #0xa5        | 0000000000000000 a5a5a5a5a5a5a5a5
        movi v0.4s, #0x12, lsl #8   | 0000120000001200 0000120000001200
        movi v0.4s, #0x12, msl #8   | 000012ff000012ff 000012ff000012ff
        movi v0.2s, #0x12, msl #16  | 0000000000000000 0012ffff0012ffff
        movi v0.8h, #0x12, lsl #8   | 1200120012001200 1200120012001200
        movi d0, #0xff0000ffff0000ff | 0000000000000000 ff0000ffff0000ff
        movi v0.2d, #0xff00ff00  | 00000000ff00ff00 00000000ff00ff00
        mvni v0.4s, #0x12        | ffffffedffffffed ffffffedffffffed
        mvni v0.4h, #0x12        | 0000000000000000 ffedffedffedffed
        mvni v0.4s, #0x12, msl #8 | ffffed00ffffed00 ffffed00ffffed00
        orr v0.4s, #0x1f         | f0f0f0fff0f0f0ff e0e0e0ffe0e0e0ff
        orr v0.4h, #0x1f, lsl #8 | 0000000000000000 ffe0ffe0ffe0ffe0
        bic v0.8h, #0xf0         | f000f000f000f000 e000e000e000e000
        bic v0.2s, #0xe0, lsl #24 | 0000000000000000 00e0e0e000e0e0e0
        and v0.16b, v1.16b, v2.16b | fedc000076540000 0023006700ab00ef
        and v0.8b, v1.8b, v2.8b  | 0000000000000000 0023006700ab00ef
        bic v0.16b, v1.16b, v2.16b | 0000ba9800003210 010045008900cd00
        orr v0.16b, v1.16b, v2.16b | ffffba98ffff3210 01ff45ff89ffcdff
        orn v0.16b, v1.16b, v2.16b | fedcffff7654ffff ff23ff67ffabffef
        eor v0.16b, v1.16b, v2.16b | 0123ba9889ab3210 01dc45988954cd10
        mov v0.16b, v1.16b       | fedcba9876543210 0123456789abcdef
        mov v0.8b, v1.8b         | 0000000000000000 0123456789abcdef
        mvn v0.16b, v1.16b       | 0123456789abcdef fedcba9876543210
        bsl v0.16b, v1.16b, v2.16b | ffdfb0907f5f3010 003f407f80bfc0ff
        bit v0.16b, v1.16b, v2.16b | fedcf0f07654f0f0 e023e067e0abe0ef
        bif v0.16b, v1.16b, v2.16b | f0f0ba98f0f03210 01e045e089e0cde0
        """)
    void resultIsInV0(String text, String expected) {
        assertEquals(expected.replace(" ", ""), machine().run(text).v(0));
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource(delimiter = '|', textBlock = """
        fmov w0, s1          | 89abcdef
        fmov x0, d1          | 0123456789abcdef
        fmov x0, v1.d[1]     | fedcba9876543210
        umov w0, v1.b[0]     | ef
        umov w0, v1.h[6]     | ba98
        mov w0, v1.s[3]      | fedcba98
        mov x0, v1.d[0]      | 0123456789abcdef
        smov w0, v1.b[0]     | ffffffef
        smov w0, v1.h[0]     | ffffcdef
        smov x0, v1.b[14]    | ffffffffffffffdc
        smov x0, v1.h[5]     | 7654
        smov x0, v1.s[3]     | fffffffffedcba98
        """)
    void resultIsInX0(String text, String expected) {
        assertEquals(Long.parseUnsignedLong(expected, 16), machine().run(text).pe.x[0]);
    }

    @Test
    void accessIsTrappedByCpacr() {
        MappedPe machine = machine().set(SystemRegister.CPACR_EL1, 0);
        assertEquals(AbortSignal.EXCEPTION, machine.abort("mov v0.16b, v1.16b"));
        machine.pe.pc = MappedPe.CODE;
        machine.pe.system.takePending(0);
        assertEquals(0x07, machine.pe.sys.get(SystemRegister.ESR_EL1) >>> 26, "EC");
        assertEquals(0x1e0_0000, machine.pe.sys.get(SystemRegister.ESR_EL1) & 0x1ff_ffff, "ISS");
    }

    @Test
    void accessIsTrappedByCptrEl2() {
        MappedPe machine = machine().set(SystemRegister.CPTR_EL2, 1 << 10);
        assertEquals(AbortSignal.EXCEPTION, machine.abort("fmov x0, d1"));
        machine.pe.system.takePending(0);
        assertEquals(2, machine.pe.el);
        assertEquals(0x07, machine.pe.sys.get(SystemRegister.ESR_EL2) >>> 26, "EC");
    }

    @Test
    void unimplementedInstructionStopsTheMachineAtItsAddressUnlessItIsTrapped() {
        MappedPe machine = machine();
        int fadd = 0x1e62_2820;
        UnimplementedVectorOp.translate(fadd, 12).execute(machine.pe);
        assertEquals(StopCause.NOT_IMPLEMENTED, machine.pe.stop);
        MappedPe trapped = machine().set(SystemRegister.CPACR_EL1, 0);
        Op op = UnimplementedVectorOp.translate(fadd, 12);
        assertEquals(AbortSignal.EXCEPTION, assertThrows(AbortSignal.class, () -> op.execute(trapped.pe)));
    }
}
