package org.realmscope.debug.dwarf;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;

import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

/** The initial values of {@code shapes.c}, as its text has them, whichever compiler described them. */
class ValueFormatterTest {
    private static Value global(DebugInfo info, String name) {
        StackFrame frame = Unwinder.of(info, info.elf()::read).innermost(number -> OptionalLong.of(0));
        return Value.of(info.globals(name).getFirst(), frame);
    }

    private static String text(DebugInfo info, Value value) {
        return new ValueFormatter(new LoadedImage(info, 0)::nameOf).format(value);
    }

    private static Value member(Value value, String name) {
        return Objects.requireNonNull(value.member(name), name);
    }

    @ParameterizedTest
    @MethodSource("org.realmscope.debug.dwarf.Fixtures#programs")
    void valuesAreThoseOfTheSource(String name) {
        DebugInfo info = Fixtures.open(name);
        Value second = global(info, "second");
        assertEquals("0x0", text(info, member(second, "next")));
        assertEquals(
                "{low = 5, middle = 933, negative = -3, wide = 4886718345, flag = true}",
                text(info, member(second, "bits")));
        assertEquals("BLUE", text(info, member(second, "color")));
        assertEquals("{{1, 2, 3}, {-4, -5, -6}}", text(info, member(second, "matrix")));
        assertEquals("122 'z'", text(info, member(second, "tag")));
        assertEquals("-7 '\\371'", text(info, member(second, "delta")));
        assertEquals("true", text(info, member(second, "used")));
        assertEquals("1432778632", text(info, member(member(second, "word"), "low")));
        assertEquals("287454020", text(info, member(member(second, "word"), "high")));
        assertEquals("1234605616436508552", text(info, member(member(second, "word"), "whole")));
        assertEquals("(FLAG_A | FLAG_C)", text(info, global(info, "combined")));
        assertEquals("BELOW", text(info, global(info, "direction")));
        assertEquals("\"hello\\n\\\"world\\\"\"", text(info, global(info, "text")));
        long string = member(second, "name").number().orElseThrow();
        assertEquals("0x%x \"second\"".formatted(string), text(info, member(second, "name")));
        long code = member(second, "visit").number().orElseThrow();
        assertEquals("0x%x <visit_node>".formatted(code), text(info, member(second, "visit")));
        assertEquals("{value = 42, pair = {first = 1, second = 2}}", text(info, global(info, "only")));
    }

    @ParameterizedTest
    @MethodSource("org.realmscope.debug.dwarf.Fixtures#programs")
    void numbersOf64BitsWithoutSignAreHexadecimalByType(String name) {
        DebugInfo info = Fixtures.open(name);
        ValueFormatter formatter = new ValueFormatter(new LoadedImage(info, 0)::nameOf, NumberStyle.BY_TYPE);
        Value second = global(info, "second");
        Value word = member(second, "word");
        assertEquals("0x1122334455667788", formatter.format(member(word, "whole")));
        assertEquals("1432778632", formatter.format(member(word, "low")));
        assertEquals("0x55667788", formatter.format(member(word, "low"), "gfp_flags"));
        assertEquals("BLUE", formatter.format(member(second, "color")));
        assertEquals("{{1, 2, 3}, {-4, -5, -6}}", formatter.format(member(second, "matrix")));
        assertEquals("122 'z'", formatter.format(member(second, "tag")));
        assertEquals(
                "{low = 5, middle = 933, negative = -3, wide = 0x123456789, flag = true}",
                formatter.format(member(second, "bits")));
    }

    /** Of the value 0x12345 with a type that is an alias of an alias of a base type. */
    @ParameterizedTest
    @CsvSource({
        "phys_addr_t, u64, UNSIGNED, 8, '', 0x12345",
        "gpa_t, u64, UNSIGNED, 8, '', 0x12345",
        "kvm_pfn_t, u64, UNSIGNED, 8, '', 0x12345",
        "dma_addr_t, u32, UNSIGNED, 4, '', 0x12345",
        "gfn_t, s64, SIGNED, 8, '', 0x12345",
        "uintptr_t, u64, UNSIGNED, 8, '', 0x12345",
        "pteval_t, u64, UNSIGNED, 8, '', 0x12345",
        "loff_t, s64, SIGNED, 8, '', 74565",
        "size_t, u64, UNSIGNED, 8, '', 74565",
        "gfp_t, u32, UNSIGNED, 4, '', 74565",
        "gfp_t, u32, UNSIGNED, 4, flags, 0x12345",
        "gfp_t, u32, UNSIGNED, 4, vm_flags, 0x12345",
        "gfp_t, u32, UNSIGNED, 4, esr, 0x12345",
        "gfp_t, u32, UNSIGNED, 4, flagship, 74565",
        "u64, unsigned long, UNSIGNED, 8, '', 0x12345",
        "s64, long, SIGNED, 8, '', 74565",
        "u32, unsigned int, UNSIGNED, 4, count, 74565",
        "int, int, SIGNED, 4, '', 74565",
    })
    void integersAreWrittenAsTheirTypesAndNamesSay(
            String alias, String underlying, BaseType.Encoding encoding, long size, String name, String expected) {
        DebugInfo info = Fixtures.open("gcc-O0-dwarf5.elf");
        StackFrame frame = Unwinder.of(info, (va, into) -> false).innermost(number -> OptionalLong.of(0));
        Type type = new TypedefType(alias, new TypedefType(underlying, new BaseType(underlying, size, encoding)));
        byte[] bytes = {0x45, 0x23, 0x01, 0, 0, 0, 0, 0};
        Value value = Value.of(type, new ValueLocation.Implicit(Arrays.copyOf(bytes, (int) size)), frame);
        assertEquals(expected, new ValueFormatter(va -> null, NumberStyle.BY_TYPE).format(value, name));
        assertEquals("74565", new ValueFormatter(va -> null, NumberStyle.DECIMAL).format(value, name));
        assertEquals("0x12345", new ValueFormatter(va -> null, NumberStyle.HEXADECIMAL).format(value, name));
    }

    @ParameterizedTest
    @MethodSource("org.realmscope.debug.dwarf.Fixtures#programs")
    void typesAreThoseOfTheSource(String name) {
        DebugInfo info = Fixtures.open(name);
        Type node = Objects.requireNonNull(info.type("struct node"));
        assertEquals(72, node.size());
        List<String> members = node.stripped() instanceof StructType struct
                ? struct.members().stream().map(Member::toString).toList()
                : List.of();
        assertEquals(
                List.of(
                        "struct node *next",
                        "const char *name",
                        "int (*visit)(struct node *, int)",
                        "union word word",
                        "struct bits bits",
                        "enum color color",
                        "short matrix[2][3]",
                        "volatile char tag",
                        "signed char delta",
                        "_Bool used",
                        "struct opaque *secret"),
                members.stream()
                        .map(member -> member.replace("short int", "short"))
                        .toList());
        assertEquals("u64", Objects.requireNonNull(info.type("u64")).name());
        assertNull(info.type("struct nothing"));
        assertEquals(OptionalLong.of(5), info.enumerator("GREEN"));
        Value secret = member(global(info, "first"), "secret");
        PointerType pointer = (PointerType) secret.type().stripped();
        assertEquals(24, pointer.target().size(), "opaque is defined in another unit");
    }

    @Test
    void childrenArePagedAndPointersUnfoldToMembers() {
        DebugInfo info = Fixtures.open("gcc-O0-dwarf5.elf");
        Value first = global(info, "first");
        Value next = member(first, "next");
        assertEquals(11, ValueChildren.count(next));
        assertEquals("delta", ValueChildren.of(next, 8, 1).getFirst().name());
        assertEquals(0, ValueChildren.count(next.as(VoidType.VOID)));
        Value text = global(info, "text");
        assertEquals(16, ValueChildren.count(text));
        List<ValueChildren.Child> page = ValueChildren.of(text, 4, 2);
        assertEquals(
                List.of("[4]", "[5]"),
                page.stream().map(ValueChildren.Child::name).toList());
        assertEquals("111 'o'", text(info, page.getFirst().value()));
    }

    @Test
    void bitsOfAPieceAreTakenFromTheirPlaces() {
        DebugInfo info = Fixtures.open("gcc-O0-dwarf5.elf");
        StackFrame frame = Unwinder.of(info, (va, into) -> false).innermost(number -> OptionalLong.of(0x1234 + number));
        ValueLocation pieces = new ValueLocation.Composite(List.of(
                new ValueLocation.Piece(new ValueLocation.Register(1), 8, 4),
                new ValueLocation.Piece(ValueLocation.OPTIMIZED_OUT, 8, 0),
                new ValueLocation.Piece(new ValueLocation.Implicit(new byte[] {0x55, 0x66}), 16, 0)));
        Value value = Value.of(new BaseType("int", 4, BaseType.Encoding.SIGNED), pieces, frame);
        assertEquals("<optimized out>", text(info, value));
        BaseType u8 = new BaseType("u8", 1, BaseType.Encoding.UNSIGNED);
        Value bytes = Value.of(new ArrayType(u8, 4), pieces, frame);
        assertEquals("{35, <optimized out>, 85, 102}", text(info, bytes));
    }
}
