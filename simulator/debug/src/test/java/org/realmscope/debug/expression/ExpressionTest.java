package org.realmscope.debug.expression;

import static org.junit.jupiter.api.Assertions.assertDoesNotThrow;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.InputStream;
import java.util.List;
import java.util.Objects;
import java.util.OptionalLong;
import java.util.Random;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.realmscope.debug.dwarf.DebugInfo;
import org.realmscope.debug.dwarf.FrameContext;
import org.realmscope.debug.dwarf.MemoryReader;
import org.realmscope.debug.dwarf.RegisterReader;
import org.realmscope.debug.dwarf.StackFrame;
import org.realmscope.debug.dwarf.Type;
import org.realmscope.debug.dwarf.Unwinder;
import org.realmscope.debug.dwarf.Value;
import org.realmscope.debug.dwarf.ValueFormatter;
import org.realmscope.debug.elf.ElfFile;

/** Expressions over the initial memory of the fixtures' program, whose values stand in {@code shapes.c}. */
class ExpressionTest {
    private static final EvaluationContext CONTEXT = context();

    private static EvaluationContext context() {
        DebugInfo info;
        String name = "/org/realmscope/debug/fixtures/gcc-O0-dwarf5.elf";
        try (InputStream stream = ExpressionTest.class.getResourceAsStream(name)) {
            info = DebugInfo.of(
                    ElfFile.parse(name, Objects.requireNonNull(stream).readAllBytes()));
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
        StackFrame frame = Unwinder.of(info, info.elf()::read)
                .innermost(number -> number == RegisterReader.PC
                        ? OptionalLong.of(info.functions("main").getFirst().entryPc())
                        : OptionalLong.of(0x1_0000_0000L + number));
        return new WithCall(
                new FrameEvaluation(info, frame, frame.sourceFrames().getFirst()));
    }

    /** A frame at which a call is being looked at, and memory of a realm. */
    private record WithCall(FrameEvaluation code) implements EvaluationContext {
        @Override
        public FrameContext frame() {
            return code.frame();
        }

        @Override
        public @Nullable Value variable(String name) {
            return code.variable(name);
        }

        @Override
        public @Nullable Quantity eventField(String name) {
            return switch (name) {
                case "ipa" -> new Quantity(0x8000_1000L, false);
                case "status" -> new Quantity(4, true);
                case "level" -> new Quantity(-1, true);
                default -> null;
            };
        }

        @Override
        public OptionalLong constant(String name) {
            return code.constant(name);
        }

        @Override
        public OptionalLong symbol(String name) {
            return code.symbol(name);
        }

        @Override
        public OptionalLong register(String name) {
            return name.equals("ESR_EL2") ? OptionalLong.of(0x9000_0007L) : code.register(name);
        }

        @Override
        public @Nullable Type type(String name) {
            return code.type(name);
        }

        /** The byte at each address is the low byte of the address. */
        @Override
        public @Nullable MemoryReader memory(String space) {
            if (!List.of("ipa(realm0)", "pa(ns)", "EL1R", "EL1R(realm1)", "EL2N")
                    .contains(space)) {
                return null;
            }
            return (va, into) -> {
                for (int i = 0; i < into.length; i++) {
                    into[i] = (byte) (va + i);
                }
                return true;
            };
        }
    }

    private static String text(String expression) {
        return new ValueFormatter(va -> null)
                .format(Expression.parse(expression, CONTEXT).evaluate(CONTEXT));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '#', quoteCharacter = '@', textBlock = """
        1 + 2 * 3                              # 7
        (1 + 2) * 3                            # 9
        7 / 2 + 7 % 4 - -1                     # 7
        1 << 4 | 1                             # 17
        0x10 + 010 + 0b11                      # 27
        0xffffffffffffffff                     # 18446744073709551615
        -1 < 1                                 # 1
        -1 < 1u                                # 0
        -1L < 1u                               # 1
        0x7fffffff + 1                         # -2147483648
        2147483647 + 1L                        # 2147483648
        ~0u                                    # 4294967295
        !5                                     # 0
        1 ? 2 : 1 / 0                          # 2
        0 && 1 / 0                             # 0
        1 || 1 / 0                             # 1
        'A' + 1                                # 66
        '\\n'                                  # 10
        (u8)0x1ff                              # 255 '\\377'
        (signed char)0xff                      # -1 '\\377'
        (_Bool)256                             # true
        (unsigned long)-1 >> 60                # 15
        -16 >> 2                               # -4
        (double)3 / 2                          # 1.5
        sizeof(struct node)                    # 72
        sizeof second.matrix                   # 12
        sizeof(unsigned short)                 # 2
        second.bits.negative                   # -3
        second.bits.wide == 0x123456789        # 1
        second.bits.flag                       # true
        first.next                             # 0x%second
        first.next->delta                      # -7 '\\371'
        first.next->word.low                   # 1432778632
        second.word.high                       # 287454020
        second.word.bytes[7]                   # 17 '\\021'
        second.matrix[1][2]                    # -6
        *(second.matrix[1] + 1)                # -5
        second.color                           # BLUE
        second.color == BLUE                   # 1
        combined                               # (FLAG_A | FLAG_C)
        combined & FLAG_C                      # 4
        direction == BELOW                     # 1
        direction < LEVEL                      # 1
        text                                   # "hello\\n\\"world\\""
        text[1]                                # 101 'e'
        *text                                  # 104 'h'
        table[3] + table[0]                    # 50
        &second == first.next                  # 1
        &table[3] - &table[1]                  # 2
        *(&table[1] + 1)                       # 30
        *(2 + &table[1])                       # 40
        (&second)->tag                         # 122 'z'
        ((struct node *)&first)->next->used    # true
        *(int *)&second.word                   # 1432778632
        second.visit == visit_node             # 1
        only.pair.second                       # 2
        $x3                                    # 4294967299
        $w3                                    # 3
        $ESR_EL2 >> 26                         # 36
        ($ESR_EL2 & 0x3f) == 7                 # 1
        ipa >= 0x80000000 && ipa < 0x80002000  # 1
        status == 4 && ipa != 0                # 1
        *EL2N:0x10                             # 1663540288323457296
        *(u8 *)ipa(realm0):0x8000_0042         # 66 'B'
        ((u8 *)pa(ns):0x1000)[5]               # 5 '\\005'
        *(u32 *)(EL1R(realm1):0x20 + 1)        # 606282273
        *(EL2N:0x8 + 8)                        # 1663540288323457296
        1 ? ipa : 0                            # 2147487744
        """)
    void valueIsThatOfC(String expression, String expected) {
        String second = Long.toHexString(CONTEXT.symbol("second").orElseThrow());
        assertEquals(expected.replace("%second", second), text(expression));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '#', quoteCharacter = '@', textBlock = """
        @@                         # 0  # an expression is expected
        1 +                        # 3  # an operand is missing
        (1                         # 2  # ')' is expected to close '(', not the end
        1 2                        # 2  # '2' is not expected here
        a b                        # 2  # 'b' is not expected here
        nothing + 1                # 0  # 'nothing' is not known here
        1 + nothing                # 4  # 'nothing' is not known here
        $nothing                   # 0  # register 'nothing' is not known here
        second = first             # 7  # an expression cannot change anything; '==' compares
        counter++                  # 7  # an expression cannot change anything; '==' compares
        main(1)                    # 4  # an expression cannot call a function
        second.nothing             # 7  # struct node has no member 'nothing'
        combined.low               # 9  # enum flags has no members
        combined[1]                # 8  # enum flags has no elements
        1 / (2 - 2)                # 2  # division by zero
        1 << 32                    # 5  # a shift by 32 of a number of 32 bits
        *5                         # 0  # int is no pointer; a cast such as *(u64 *) says what is there
        *(void *)5                 # 0  # a void pointer does not say what it points to; a cast such as *(u64 *) does
        &5                         # 0  # the value is not in memory
        second + 1                 # 0  # struct node is no number
        (struct nothing *)5        # 1  # type 'struct nothing' is not known here
        (struct node)5             # 0  # a value cannot be cast to struct node
        1 ? 2                      # 5  # ':' is expected between the two results of '?', not the end
        ipa(realm9):5              # 0  # there is no address space 'ipa(realm9)' now
        08                         # 0  # '08' is no number of at most 64 bits
        0x1ffffffffffffffff        # 0  # '0x1ffffffffffffffff' is no number of at most 64 bits
        first.next->next->delta    # 18 # the value is not known: memory at 0x39 cannot be read
        """)
    void errorSaysWhereItIs(String expression, int position, String problem) {
        ExpressionException error = assertThrows(
                ExpressionException.class,
                () -> Expression.parse(expression, CONTEXT).number(CONTEXT));
        assertEquals(problem, error.problem());
        assertEquals(position, error.position());
    }

    @Test
    void conditionIsTrueIfTheValueIsNotZero() {
        assertTrue(Expression.parse("second.next == 0", CONTEXT).isTrue(CONTEXT));
        assertTrue(Expression.parse("first.next", CONTEXT).isTrue(CONTEXT));
        assertTrue(Expression.parse("text && (double)1", CONTEXT).isTrue(CONTEXT));
        assertFalse(Expression.parse("second.next", CONTEXT).isTrue(CONTEXT));
    }

    @Test
    void addressIsThatOfTheMember() {
        long second = CONTEXT.symbol("second").orElseThrow();
        assertEquals(
                OptionalLong.of(second + 24),
                Expression.parse("first.next->word", CONTEXT).address(CONTEXT));
        assertEquals(OptionalLong.empty(), Expression.parse("1 + 1", CONTEXT).address(CONTEXT));
    }

    @Test
    void deepNestingIsAnErrorNotAnOverflow() {
        for (String part : List.of("(", "-", "!", "*", "1?", "(u8)", "sizeof ", "EL2N:")) {
            String nested = part.repeat(3000) + "1";
            assertThrows(ExpressionException.class, () -> Expression.parse(nested, CONTEXT));
        }
        String chain = "1" + "+1".repeat(3000);
        assertThrows(ExpressionException.class, () -> Expression.parse(chain, CONTEXT));
    }

    @Test
    void anyTextGivesAValueOrAPositionedError() {
        List<String> words = List.of(
                "1", "0xf", "second", "first", ".", "->", "next", "[", "]", "(", ")", "*", "&", "+", "-", "/", "<<",
                "?", ":", "u8", "struct", "node", "$x1", "EL2N", "ipa", "realm0", "==", "&&", "'a'", "sizeof", "text",
                "~", "!", "@");
        int values = 0;
        for (long seed = 0; seed < 30_000; seed++) {
            values += hasValue(words, seed) ? 1 : 0;
        }
        assertTrue(values > 500, values + " values");
    }

    /** Whether a text made of words has a value; anything but a positioned error fails with the seed. */
    private static boolean hasValue(List<String> words, long seed) {
        Random random = new Random(seed);
        StringBuilder text = new StringBuilder();
        for (int i = random.nextInt(9); i >= 0; i--) {
            text.append(words.get(random.nextInt(words.size()))).append(random.nextBoolean() ? " " : "");
        }
        return assertDoesNotThrow(() -> hasValue(text.toString()), () -> "seed " + seed + ": " + text);
    }

    private static boolean hasValue(String text) {
        try {
            text(text);
            return true;
        } catch (ExpressionException e) {
            assertTrue(e.position() >= 0 && e.position() <= text.length(), e::getMessage);
            return false;
        }
    }
}
