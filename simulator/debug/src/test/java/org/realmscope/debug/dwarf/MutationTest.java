package org.realmscope.debug.dwarf;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.OptionalLong;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.realmscope.debug.elf.ElfFile;
import org.realmscope.debug.elf.ElfSection;
import org.realmscope.debug.elf.MalformedFileException;

/** Damaged files: whatever is wrong, the answer is one exception that says where, and never a long wait. */
class MutationTest {
    private static final int ROUNDS = 150;
    private static final List<String> TARGETS = List.of(
            ".debug_info",
            ".debug_abbrev",
            ".debug_line",
            ".debug_loc",
            ".debug_loclists",
            ".debug_rnglists",
            ".debug_ranges",
            ".debug_str_offsets",
            ".debug_addr",
            ".debug_frame",
            ".eh_frame",
            ".symtab");

    @ParameterizedTest
    @ValueSource(
            strings = {
                "host-kvm.elf",
                "gcc-O2-dwarf4.elf",
                "gcc-O2-types5.elf",
                "gcc-O1-zlib.elf",
                "clang-O2-dwarf5.elf",
                "gcc-Og-frame.elf"
            })
    void damagedFilesGiveOneKindOfError(String name) {
        byte[] intact = Fixtures.bytes(name);
        ElfFile elf = ElfFile.parse(name, intact);
        int errors = 0;
        for (int round = 0; round < ROUNDS; round++) {
            long seed = 31L * name.hashCode() + round;
            byte[] bytes = mutated(intact, elf, new Random(seed));
            errors += assertTimeoutPreemptively(
                            Duration.ofMinutes(2), () -> readEverything(name, bytes), () -> "seed " + seed)
                    ? 1
                    : 0;
        }
        assertTrue(errors > ROUNDS / 10, errors + " errors");
    }

    /** One to eight bytes of a part that is read, or a cut. */
    private static byte[] mutated(byte[] intact, ElfFile elf, Random random) {
        byte[] bytes = intact.clone();
        int kind = random.nextInt(10);
        if (kind == 0) {
            return Arrays.copyOf(bytes, random.nextInt(bytes.length));
        }
        if (kind == 1) {
            bytes[random.nextInt(64)] = (byte) random.nextInt();
            return bytes;
        }
        ElfSection section = null;
        while (section == null || section.size() == 0) {
            section = elf.section(TARGETS.get(random.nextInt(TARGETS.size())));
        }
        for (int i = 0; i <= random.nextInt(8); i++) {
            int at = (int) (section.fileOffset() + random.nextInt((int) section.size()));
            bytes[at] = random.nextBoolean() ? (byte) random.nextInt() : (byte) (random.nextBoolean() ? 0xff : 0);
        }
        return bytes;
    }

    /** Whether an error was found. Each part is asked for by itself, so that one error does not hide another. */
    private static boolean readEverything(String name, byte[] bytes) {
        DebugInfo info;
        try {
            info = DebugInfo.of(ElfFile.parse(name, bytes));
        } catch (MalformedFileException e) {
            return true;
        }
        boolean[] failed = new boolean[1];
        part(failed, () -> info.elf().symbols().at(info.elf().entry()));
        part(failed, () -> info.lines().sequences());
        part(failed, () -> info.lines().files());
        part(failed, () -> info.lines().addresses("torture.c", 20));
        part(failed, () -> info.functionPlaces("*m*"));
        part(failed, () -> info.globalNames().forEach(global -> values(info, info.globals(global), REGISTERS)));
        part(failed, () -> info.type("struct node"));
        for (ElfSection section : info.elf().sections()) {
            for (long i = 0; section.name().equals(".text") && i < Math.min(section.size(), 0x8000); i += 52) {
                long pc = section.address() + i;
                part(failed, () -> stop(info, pc));
            }
        }
        return failed[0];
    }

    private static void part(boolean[] failed, Runnable question) {
        try {
            question.run();
        } catch (MalformedFileException e) {
            failed[0] = true;
            assertTrue(
                    e.section().length() > 1 && String.valueOf(e.getMessage()).contains("0x"), e.getMessage());
        }
    }

    private static final RegisterReader REGISTERS = number -> OptionalLong.of(number == 31 ? 0x4201_0000 : number);

    private static void stop(DebugInfo info, long pc) {
        info.lines().at(pc);
        info.lines().extent(pc);
        RegisterReader registers = number -> number == RegisterReader.PC ? OptionalLong.of(pc) : REGISTERS.read(number);
        MemoryReader memory = (va, into) -> info.elf().read(va, into) || va >>> 20 == 0x420;
        for (StackFrame frame : Unwinder.of(info, memory).unwind(registers, 10)) {
            for (SourceFrame source : frame.sourceFrames()) {
                for (Scope scope : source.scopes()) {
                    for (Variable variable : scope.variables()) {
                        format(Value.of(variable, frame));
                    }
                }
            }
        }
    }

    private static void values(DebugInfo info, List<Variable> variables, RegisterReader registers) {
        StackFrame frame =
                Unwinder.of(info, (va, into) -> info.elf().read(va, into)).innermost(registers);
        variables.forEach(variable -> format(Value.of(variable, frame)));
    }

    private static void format(Value value) {
        assertTrue(new ValueFormatter(va -> null).format(value).length() < 1 << 20);
        value.type().name();
        ValueChildren.of(value, 0, 100).forEach(child -> child.value().number());
    }

    @Test
    void fileThatClaimsHugeSizesIsRefusedAtOnce() {
        byte[] bytes = Fixtures.bytes("gcc-O1-zlib.elf");
        ElfFile elf = ElfFile.parse("x", bytes);
        ElfSection info = Objects.requireNonNull(elf.section(".debug_info"));
        for (int i = 0; i < 7; i++) {
            bytes[(int) info.fileOffset() + 8 + i] = (byte) 0xff;
        }
        MalformedFileException error =
                assertThrows(MalformedFileException.class, () -> DebugInfo.of(ElfFile.parse("x", bytes)));
        assertEquals(".debug_info", error.section());
    }
}
