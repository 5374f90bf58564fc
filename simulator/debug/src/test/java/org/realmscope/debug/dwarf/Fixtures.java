package org.realmscope.debug.dwarf;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;
import org.realmscope.debug.elf.ElfFile;
import org.realmscope.hostkvm.HostImage;

/** ELF files for tests: the host image, and one program in every way that compilers write debug information. */
final class Fixtures {
    static final String HOST = HostImage.NAME;

    static final List<String> GCC = List.of(
            "gcc-O0-dwarf5.elf",
            "gcc-Og-dwarf4.elf",
            "gcc-O1-dwarf5.elf",
            "gcc-O2-dwarf4.elf",
            "gcc-O2-dwarf5.elf",
            "gcc-O2-types4.elf",
            "gcc-O2-types5.elf",
            "gcc-O2-pac.elf",
            "gcc-Og-frame.elf",
            "gcc-Og-fp.elf",
            "gcc-O2-fp.elf",
            "gcc-O1-zlib.elf",
            "gcc-O1-dwarf64.elf");

    static final List<String> CLANG = List.of(
            "clang-O0-dwarf5.elf",
            "clang-Og-dwarf4.elf",
            "clang-O1-dwarf5.elf",
            "clang-O2-dwarf4.elf",
            "clang-O2-dwarf5.elf");

    private Fixtures() {}

    /** The program, by every compiler. */
    static Stream<String> programs() {
        return Stream.concat(GCC.stream(), CLANG.stream());
    }

    /** Those whose instructions differ, or how debug information says where values are. */
    static Stream<String> programsThatRunDifferently() {
        return programs().filter(name -> !name.matches(".*(zlib|dwarf64|types4|clang-O1-dwarf5).*"));
    }

    static Stream<String> all() {
        return Stream.concat(Stream.of(HOST), programs());
    }

    static byte[] bytes(String name) {
        if (name.equals(HOST)) {
            return HostImage.file();
        }
        try (InputStream stream = Fixtures.class.getResourceAsStream("/org/realmscope/debug/fixtures/" + name)) {
            return Objects.requireNonNull(stream, name).readAllBytes();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static ElfFile elf(String name) {
        return ElfFile.parse(name, bytes(name));
    }

    static DebugInfo open(String name) {
        return DebugInfo.of(elf(name));
    }

    /** The file in a directory, for tools that want a path. */
    static Path file(String name, Path directory) {
        try {
            return Files.write(directory.resolve(name), bytes(name));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
