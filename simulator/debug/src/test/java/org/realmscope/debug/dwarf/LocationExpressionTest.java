package org.realmscope.debug.dwarf;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.HexFormat;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.realmscope.debug.elf.DataCursor;
import org.realmscope.debug.elf.MalformedFileException;
import org.realmscope.debug.elf.SectionData;

/**
 * Operations by their encodings in DWARF 5, table 7.9. Register n has the value 0x1000 + n; memory holds its address.
 */
class LocationExpressionTest {
    private static final DebugInfo INFO = Fixtures.open("gcc-O0-dwarf5.elf");
    private static final Die DIE = INFO.functions("main").getFirst().die();
    private static final FrameContext FRAME = Unwinder.of(INFO, LocationExpressionTest::read)
            .innermost(number -> number == 33 ? OptionalLong.empty() : OptionalLong.of(0x1000 + number));

    private static boolean read(long va, byte[] into) {
        System.arraycopy(Bits.bytes(va, into.length), 0, into, 0, into.length);
        return va < 0x10_0000;
    }

    private static DataCursor operations(String hex) {
        return SectionData.of("test", "expression", HexFormat.ofDelimiter(" ").parseHex(hex))
                .cursor();
    }

    private static ValueLocation evaluate(String hex) {
        return new Expression(DIE, FRAME).evaluate(operations(hex));
    }

    @ParameterizedTest
    @CsvSource({
        "03 88 77 66 55 44 33 22 11, 0x1122334455667788",
        "08 ff, 0xff",
        "09 ff, -1",
        "0a 34 12, 0x1234",
        "0b fe ff, -2",
        "0c 78 56 34 92, 0x92345678",
        "0d 78 56 34 92, -0x6dcba988",
        "10 e5 8e 26, 624485",
        "11 9b f1 59, -624485",
        "31 32 12 1c 22, 1",
        "31 32 13, 1",
        "31 32 14 1c 1c, 0",
        "31 32 33 15 02 22, 4",
        "31 33 16 1c, 2",
        "31 32 33 17 1c 22, 2",
        "09 fb 19, 5",
        "08 0c 08 0a 1a, 8",
        "09 f9 32 1b, -3",
        "37 32 1d, 1",
        "33 35 1e, 15",
        "33 1f, -3",
        "30 20, -1",
        "3c 33 21, 15",
        "31 23 ff 01, 256",
        "31 34 24, 16",
        "09 ff 08 3c 25, 15",
        "09 f0 34 26, -1",
        "3c 36 27, 10",
        "31 31 29, 1",
        "31 32 2a, 0",
        "09 ff 31 2d, 1",
        "31 32 2e, 1",
        "31 28 01 00 35 36, 6",
        "2f 01 00 31 34, 4",
        "30 28 01 00 35, 5",
        "8f 10, 0x102f",
        "92 05 7f, 0x1004",
        "72 00 06, 0x1002",
        "72 00 94 01, 2",
        "96 37, 7",
    })
    void addressIsCalculated(String hex, String expected) {
        assertEquals(new ValueLocation.Memory(Long.decode(expected)), evaluate(hex));
    }

    @Test
    void locationsAreOfEveryKind() {
        assertEquals(new ValueLocation.Register(3), evaluate("53"));
        assertEquals(new ValueLocation.Register(69), evaluate("90 45"));
        ValueLocation.Implicit implicit = assertInstanceOf(ValueLocation.Implicit.class, evaluate("37 9f"));
        assertEquals(7, Bits.number(implicit.bytes(), 0, 64));
        implicit = assertInstanceOf(ValueLocation.Implicit.class, evaluate("9e 03 01 02 03"));
        assertEquals(0x030201, Bits.number(implicit.bytes(), 0, 24));
        ValueLocation.Composite pieces =
                assertInstanceOf(ValueLocation.Composite.class, evaluate("51 93 08 93 04 31 9f 9d 03 01"));
        assertEquals(
                new ValueLocation.Piece(new ValueLocation.Register(1), 64, 0),
                pieces.pieces().get(0));
        assertEquals(
                new ValueLocation.Piece(ValueLocation.OPTIMIZED_OUT, 32, 0),
                pieces.pieces().get(1));
        assertEquals(3, pieces.pieces().get(2).bitSize());
        assertEquals(1, pieces.pieces().get(2).bitOffset());
        assertInstanceOf(ValueLocation.Unavailable.class, evaluate("a0 00 00 00 00 00"));
    }

    @ParameterizedTest
    @CsvSource({
        "92 21 00, register 33 is not known",
        "0c 00 00 00 01 06, memory at 0x1000000 cannot be read",
        "31 30 1b, its expression divides by zero",
        "a3 01 50, optimized out; its caller is not known",
        "9b, 'in thread-local storage, which is not read'",
    })
    void whatIsNotKnownIsSaid(String hex, String reason) {
        assertEquals(new ValueLocation.Unavailable(reason), evaluate(hex.equals("9b") ? "30 9b" : hex));
    }

    @ParameterizedTest
    @ValueSource(strings = {"22", "31 22", "08", "ff", "2f fd ff", "31 28 00 70", "a8 ff 7f", "15 09", "9e 09 00"})
    void malformedExpressionIsAnErrorOfTheFile(String hex) {
        MalformedFileException error = assertThrows(MalformedFileException.class, () -> evaluate(hex));
        assertTrue(String.valueOf(error.getMessage()).contains("at offset 0x"), error::getMessage);
    }

    @ParameterizedTest
    @CsvSource({
        "0000000042001234, 48, 0000000042001234",
        "12120000420012f0, 48, 00000000420012f0",
        "7f7fffff42001234, 48, 0000ffff42001234",
        "12bf800042001234, 48, ffff800042001234",
        "8080000000001234, 48, ffff000000001234",
        "007f004200001234, 39, 0000004200001234",
    })
    void authenticationCodeIsTakenOff(String signed, int bits, String expected) {
        Unwinder unwinder = new Unwinder(pc -> null, (va, into) -> false, bits);
        assertEquals(expected, "%016x".formatted(unwinder.withoutPac(Long.parseUnsignedLong(signed, 16))));
    }

    @Test
    void imageMayBeLoadedElsewhere() {
        long bias = 0x7000_0000L;
        LoadedImage image = new LoadedImage(INFO, bias);
        MemoryReader memory = (va, into) -> INFO.elf().read(va - bias, into);
        Function function = INFO.functions("visit_node").getFirst();
        StackFrame frame = new Unwinder(pc -> image, memory, 48)
                .innermost(number -> OptionalLong.of(number == RegisterReader.PC ? function.entryPc() + bias : 0x1000));
        assertEquals("visit_node", frame.sourceFrames().getFirst().name());
        Value second = Value.of(INFO.globals("second").getFirst(), frame);
        long address = INFO.elf().symbols().named("second").getFirst().address();
        assertEquals(OptionalLong.of(address + bias), second.address());
        assertEquals("second", image.nameOf(address + bias));
    }
}
