package org.realmscope.debug.stack;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.List;
import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.realmscope.debug.dwarf.ArrayType;
import org.realmscope.debug.dwarf.BaseType;
import org.realmscope.debug.dwarf.EnumType;
import org.realmscope.debug.dwarf.FrameContext;
import org.realmscope.debug.dwarf.MemoryReader;
import org.realmscope.debug.dwarf.RegisterReader;
import org.realmscope.debug.dwarf.Type;
import org.realmscope.debug.dwarf.Value;
import org.realmscope.debug.dwarf.ValueLocation;
import org.realmscope.debug.expression.EvaluationContext;
import org.realmscope.debug.fixture.RealmHost;
import org.realmscope.debug.inspect.AddressSpace;
import org.realmscope.debug.inspect.Inspection;
import org.realmscope.machine.RealmFirmware;
import org.realmscope.machine.input.InputAction;
import org.realmscope.platform.PhysicalAddressSpace;
import org.realmscope.platform.UserError;

class ValueChangeTest {
    private static final long PA = 0x4300_0010L;
    private static final long X5 = 0x1122_3344_5566_7788L;
    private static final BaseType LONG = new BaseType("long", 8, BaseType.Encoding.SIGNED);
    private static final BaseType INT = new BaseType("int", 4, BaseType.Encoding.SIGNED);

    private final Inspection view =
            new Inspection(RealmHost.booting(RealmFirmware.stub()).machine());
    private final FrameContext frame = new FixedFrame();
    private final EvaluationContext names = () -> frame;

    /** Every register is X5; no memory. */
    private static final class FixedFrame implements FrameContext {
        @Override
        public long lookupPc() {
            return 0;
        }

        @Override
        public long pc() {
            return 0;
        }

        @Override
        public RegisterReader registers() {
            return number -> OptionalLong.of(X5);
        }

        @Override
        public MemoryReader memory() {
            return (va, into) -> false;
        }

        @Override
        public OptionalLong cfa() {
            return OptionalLong.empty();
        }

        @Override
        public @Nullable FrameContext caller() {
            return null;
        }
    }

    private List<InputAction> change(boolean hasRegisters, Type type, ValueLocation location, String text) {
        AddressSpace space = new AddressSpace.Physical(PhysicalAddressSpace.NON_SECURE);
        return ValueChange.of(
                new ValueChange.Place(view, space, 1, hasRegisters, hasRegisters),
                Value.of(type, location, frame),
                names,
                text);
    }

    private List<InputAction> change(Type type, ValueLocation location, String text) {
        return change(true, type, location, text);
    }

    private static List<InputAction> write(long pa, int... bytes) {
        List<Byte> values = new ArrayList<>();
        for (int each : bytes) {
            values.add((byte) each);
        }
        return List.of(new InputAction.WriteMemory(pa, values));
    }

    /** The frame has X5 in every half of every vector register. */
    @ParameterizedTest
    @CsvSource({
        "double, 8, 66, 1.5, V2, 0x3ff8000000000000",
        "float, 4, 95, 1.5, V31, 0x112233443fc00000",
    })
    void floatingPointValueInAVectorRegisterIsChangedThere(
            String name, int size, int register, String text, String vector, String low) {
        BaseType type = new BaseType(name, size, BaseType.Encoding.FLOAT);
        assertEquals(
                List.of(new InputAction.SetVector(1, Integer.parseInt(vector.substring(1)), Long.decode(low), X5)),
                change(type, new ValueLocation.Register(register), text));
    }

    @Test
    void elementOfAVectorIsReadAndChangedInItsRegister() {
        Value vector = Value.of(new ArrayType(INT, 4), new ValueLocation.Register(66), frame);
        assertEquals(0x1122_3344, vector.element(3).number().orElseThrow());
        ValueChange.Place place =
                new ValueChange.Place(view, new AddressSpace.Physical(PhysicalAddressSpace.NON_SECURE), 1, true, true);
        assertEquals(
                List.of(new InputAction.SetVector(1, 2, X5, 0x5566_7788L | 7L << 32)),
                ValueChange.of(place, vector.element(3), names, "7"));
    }

    @Test
    void vectorRegisterOfACallerIsRefused() {
        UserError error = assertThrows(
                UserError.class,
                () -> change(
                        false,
                        new BaseType("double", 8, BaseType.Encoding.FLOAT),
                        new ValueLocation.Register(66),
                        "1"));
        assertTrue(String.valueOf(error.getMessage()).startsWith("V2 of the frame is kept at no known place"));
    }

    @ParameterizedTest
    @CsvSource({
        "int, 4, SIGNED, -2, fe ff ff ff",
        "unsigned short, 2, UNSIGNED, 0xfffe, fe ff",
        "char, 1, SIGNED_CHAR, 'A', 41",
        "_Bool, 1, BOOLEAN, true, 01",
        "_Bool, 1, BOOLEAN, 12, 01",
        "_Bool, 1, BOOLEAN, false, 00",
        "float, 4, FLOAT, 1.5, 00 00 c0 3f",
        "float, 4, FLOAT, 1 + 1, 00 00 00 40",
        "double, 8, FLOAT, -2, 00 00 00 00 00 00 00 c0",
        "long, 8, SIGNED, 1 << 4, 10 00 00 00 00 00 00 00"
    })
    void numberIsWrittenAsItsTypeHasIt(
            String name, int size, BaseType.Encoding encoding, String text, String expected) {
        String[] words = expected.split(" ");
        int[] bytes = new int[words.length];
        for (int i = 0; i < bytes.length; i++) {
            bytes[i] = Integer.parseInt(words[i], 16);
        }
        String written = text.equals("A") ? "'A'" : text;
        assertEquals(
                write(PA, bytes), change(new BaseType(name, size, encoding), new ValueLocation.Memory(PA), written));
    }

    @Test
    void enumeratorIsKnownByItsName() {
        EnumType type = new EnumType(
                "color", 4, false, List.of(new EnumType.Enumerator("RED", 1), new EnumType.Enumerator("BLUE", 0x102)));

        assertEquals(write(PA, 2, 1, 0, 0), change(type, new ValueLocation.Memory(PA), "BLUE"));
        assertEquals(write(PA, 3, 0, 0, 0), change(type, new ValueLocation.Memory(PA), "3"));
    }

    @Test
    void registerKeepsTheBitsThatAreNotTheValues() {
        assertEquals(
                List.of(new InputAction.SetRegister(1, 5, 0x1122_3344_0000_0007L)),
                change(INT, new ValueLocation.Register(5), "7"));
    }

    @Test
    void partsGoToWhereTheyAre() {
        ValueLocation halves = new ValueLocation.Composite(List.of(
                new ValueLocation.Piece(new ValueLocation.Register(5), 32, 0),
                new ValueLocation.Piece(new ValueLocation.Memory(PA), 32, 0)));

        List<InputAction> actions = change(LONG, halves, "0x0000000200000001");

        assertEquals(new InputAction.SetRegister(1, 5, 0x1122_3344_0000_0001L), actions.getFirst());
        assertEquals(write(PA, 2, 0, 0, 0), actions.subList(1, 2));
    }

    @Test
    void elementOfAnArrayIsWrittenInItsPlace() {
        Value array = Value.of(new ArrayType(INT, 4), new ValueLocation.Memory(PA), frame);
        AddressSpace space = new AddressSpace.Physical(PhysicalAddressSpace.NON_SECURE);

        List<InputAction> actions =
                ValueChange.of(new ValueChange.Place(view, space, 1, true, true), array.element(2), names, "9");

        assertEquals(write(PA + 8, 9, 0, 0, 0), actions);
    }

    @Test
    void whatHasNoPlaceOrDoesNotFitIsRefusedWithTheReason() {
        assertRefused("does not fit into the 32 bits of int", INT, new ValueLocation.Memory(PA), "0x100000000");
        assertRefused("column 4", INT, new ValueLocation.Memory(PA), "1 +");
        assertRefused("optimized out", INT, ValueLocation.OPTIMIZED_OUT, "1");
        assertRefused("keeps the value nowhere", INT, new ValueLocation.Implicit(new byte[4]), "1");
        assertRefused("set its parts", new ArrayType(INT, 2), new ValueLocation.Memory(PA), "1");
        assertRefused("is not memory", INT, new ValueLocation.Memory(0x10), "1");
        assertRefused("cannot be changed", INT, new ValueLocation.Register(RegisterReader.PC), "1");
    }

    private void assertRefused(String reason, Type type, ValueLocation location, String text) {
        UserError refused = assertThrows(UserError.class, () -> change(type, location, text));
        assertTrue(String.valueOf(refused.getMessage()).contains(reason), refused.getMessage());
    }

    @Test
    void savedRegisterIsNotChanged() {
        assertThrows(UserError.class, () -> change(false, INT, new ValueLocation.Register(19), "1"));
    }
}
