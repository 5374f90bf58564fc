package org.realmscope.a64.exec.vector;

import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.realmscope.a64.engine.Op;
import org.realmscope.a64.exec.memory.MappedPe;
import org.realmscope.platform.sysreg.SystemRegister;

/** Results and FPSR of scalar arithmetic; the expected values are those of qemu-aarch64 7.2. */
class FloatingPointArithmeticTest {
    /** Instruction on registers 2, 0 and 1; operands; FPCR; result; FPSR. */
    @ParameterizedTest(name = "{0} {1} {2} fpcr {3}")
    @CsvSource({
        "1e612802, 8000000000000000, 0000000000000000, 0, 0000000000000000, 0",
        "1e612802, 8000000000000000, 0000000000000000, 800000, 8000000000000000, 0",
        "1e613802, 8000000000000000, 16b3a918e4278c9d, 0, 96b3a918e4278c9d, 0",
        "1e612802, 399a8ff804078aab, 9a8d767b1f4cd860, 0, 399a8ff804078aab, 10",
        "1e610802, c07d6047e91868ed, ddada9fee0155895, 0, 5e3b3b4fa0f58213, 10",
        "1e618802, bfcedefcfabd75da, 8b4eb7817f86ead9, 0, 8b2da2154fbe8119, 10",
        "1e611802, 7fefffffffffffff, acc0480b7313d208, 0, fff0000000000000, 14",
        "1e611802, b9e2a99fdb7b2948, 44a705073f90be80, 400000, b529f17538c83fb4, 10",
        "1e611802, a2bd6f78450d351c, 40f7cd92ebbc3e26, 800000, a1b3c937fa909829, 10",
        "1e611802, 3ff0000000000000, 0000000000000000, 0, 7ff0000000000000, 2",
        "1e611802, 0000000000000000, 8000000000000000, 0, 7ff8000000000000, 1",
        "1e612802, 7ff0000000000000, fff0000000000000, 0, 7ff8000000000000, 1",
        "1e212802, 00000000b3888626, 0000000011fc8440, 0, 00000000b3888626, 10",
        "1e213802, 0000000038ab3b2a, 0000000064d9eac9, 0, 00000000e4d9eac9, 10",
        "1e210802, 0000000092bdc33c, 000000004664aed5, 0, 0000000099a9837a, 10",
        "1e211802, 00000000bf5696bd, 000000007fc00000, 0, 000000007fc00000, 0",
        "1e218802, 00000000d080e093, 00000000cfeade59, 400000, 00000000e0ec7a6c, 10"
    })
    void resultIsRoundedAndFlagged(String word, String first, String second, String fpcr, String result, String fpsr) {
        MappedPe machine = new MappedPe();
        machine.pe.v[0] = Long.parseUnsignedLong(first, 16);
        machine.pe.v[2] = Long.parseUnsignedLong(second, 16);
        machine.pe.v[5] = -1;
        machine.pe.sys.set(SystemRegister.FPCR, Long.parseUnsignedLong(fpcr, 16));
        operation((int) Long.parseLong(word, 16)).execute(machine.pe);
        assertEquals(result, "%016x".formatted(machine.pe.v[4]));
        assertEquals(0, machine.pe.v[5]);
        assertEquals(fpsr, Long.toHexString(machine.pe.sys.get(SystemRegister.FPSR)));
    }

    private static Op operation(int word) {
        return switch (word >>> 12 & 0xf) {
            case 0 -> FloatingPointArithmetic.multiply(word, 0);
            case 1 -> FloatingPointArithmetic.divide(word, 0);
            case 2 -> FloatingPointArithmetic.add(word, 0);
            case 3 -> FloatingPointArithmetic.subtract(word, 0);
            default -> FloatingPointArithmetic.multiplyNegate(word, 0);
        };
    }
}
