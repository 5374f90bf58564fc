package org.realmscope.debug.elf;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.zip.DeflaterOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.realmscope.hostkvm.HostImage;

/** The host image, whose layout its linker script fixes, and files that are wrong in one place. */
class ElfFileTest {
    private static final ElfFile HOST = ElfFile.parse("host", HostImage.file());

    private static byte[] fixture(String name) {
        try (InputStream stream = ElfFileTest.class.getResourceAsStream("/org/realmscope/debug/fixtures/" + name)) {
            return Objects.requireNonNull(stream).readAllBytes();
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }

    @Test
    void hostIsAnAarch64ExecutableAtItsWindow() {
        assertEquals(ElfFile.EM_AARCH64, HOST.machine());
        assertEquals(2, HOST.type());
        assertEquals(0x4200_0000L, HOST.entry());
        ElfSection text = Objects.requireNonNull(HOST.section(".text"));
        assertTrue(text.isCode());
        assertTrue(HOST.isCode(text.address()));
        assertFalse(HOST.isCode(text.address() + text.size()));
        ElfSection bss = Objects.requireNonNull(HOST.section(".bss"));
        assertTrue(bss.isLoaded() && !bss.isCode());
        assertTrue(HOST.data(".bss").isEmpty());
        assertTrue(HOST.data(".nothing").isEmpty());
        assertNull(HOST.section(".nothing"));
        assertEquals(2, HOST.segments().stream().filter(ElfSegment::isLoaded).count());
    }

    @Test
    void memoryImageIsThatOfTheFile() {
        byte[] word = new byte[4];
        assertTrue(HOST.read(HOST.entry(), word));
        ElfSegment first = HOST.segments().getFirst();
        byte[] file = HostImage.file();
        assertEquals(file[(int) first.fileOffset()], word[0]);
        assertFalse(HOST.read(0x4200_0000L - 1, word));
        assertFalse(HOST.read(-2, word));
    }

    @Test
    void symbolOfAnAddressIsTheOneWhoseSizeHoldsIt() {
        ElfSymbol abort = HOST.symbols().named("kvm_handle_guest_abort").getFirst();
        assertTrue(abort.isFunction() && abort.isGlobal());
        assertEquals(abort, HOST.symbols().at(abort.address()));
        assertEquals(abort, HOST.symbols().at(abort.address() + abort.size() - 1));
        assertFalse(abort.equals(HOST.symbols().at(abort.address() + abort.size())));
        assertNull(HOST.symbols().at(0x1000));
        assertEquals(List.of(), HOST.symbols().named("$x"));
    }

    @Test
    void compressedSectionIsInflated() {
        ElfFile plain = ElfFile.parse("plain", fixture("gcc-O1-dwarf5.elf"));
        ElfFile compressed = ElfFile.parse("compressed", fixture("gcc-O1-zlib.elf"));
        for (String name : List.of(".debug_info", ".debug_line", ".debug_loclists")) {
            SectionData section = compressed.data(name);
            assertEquals(plain.data(name).length(), section.length(), name);
            assertTrue(
                    section.length()
                            > Objects.requireNonNull(compressed.section(name)).size(),
                    name);
        }
    }

    @Test
    void olderCompressedSectionIsInflated() throws IOException {
        byte[] content = new byte[5000];
        Arrays.fill(content, (byte) 7);
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        bytes.writeBytes(new byte[] {'Z', 'L', 'I', 'B', 0, 0, 0, 0, 0, 0, 5000 >> 8, (byte) 5000});
        try (DeflaterOutputStream deflater = new DeflaterOutputStream(bytes)) {
            deflater.write(content);
        }
        SectionData raw = SectionData.of("file", ".zdebug_info", bytes.toByteArray());
        SectionData inflated = CompressedSection.inflateGnu("file", raw);
        assertEquals(".debug_info", inflated.name());
        assertEquals(5000, inflated.length());
        assertEquals(7, inflated.u8(4999));
    }

    @Test
    void zstdIsRefusedWithAWayOut() {
        byte[] header = new byte[40];
        header[0] = 2;
        MalformedFileException error = assertThrows(
                MalformedFileException.class,
                () -> CompressedSection.inflate("file", SectionData.of("file", ".debug_info", header)));
        assertEquals(
                "file: .debug_info at offset 0x0: the section is compressed with zstd, which is not read; link with "
                        + "-Wl,--compress-debug-sections=zlib or =none",
                error.getMessage());
    }

    @ParameterizedTest
    @CsvSource({
        "0, 0, 0x0, this is not an ELF file",
        "4, 1, 0x4, ELFCLASS64 (2) is expected",
        "5, 2, 0x5, little-endian",
        "58, 9, 0x3a, e_shentsize",
        "54, 9, 0x36, e_phentsize",
        "40, 255, 0x, bytes are wanted",
    })
    void headerThatIsWrongIsRefused(int offset, int value, String at, String what) {
        byte[] file = HostImage.file();
        file[offset] = (byte) value;
        if (offset == 40) {
            file[offset + 3] = (byte) 0x7f;
        }
        MalformedFileException error = assertThrows(MalformedFileException.class, () -> ElfFile.parse("f.elf", file));
        String message = String.valueOf(error.getMessage());
        assertTrue(message.startsWith("f.elf: file at offset " + at), message);
        assertTrue(message.contains(what), message);
    }

    @Test
    void everyTruncationGivesAnErrorOrAFile() {
        byte[] file = fixture("gcc-O2-dwarf5.elf");
        int refused = 0;
        for (int length = 0; length < file.length; length += 97) {
            try {
                ElfFile.parse("cut", Arrays.copyOf(file, length)).symbols();
            } catch (MalformedFileException e) {
                refused++;
            }
        }
        assertTrue(refused > file.length / 97 - 5, refused + " refused");
    }

    @Test
    void numbersAreReadLittleEndianAndChecked() {
        SectionData data = SectionData.of("f", ".s", new byte[] {1, 2, 3, 4, 5, 6, 7, (byte) 0x88});
        assertEquals(0x0201, data.u16(0));
        assertEquals(0x8807_0605L, data.u32(4));
        assertEquals(0x8807_0605_0403_0201L, data.u64(0));
        assertThrows(MalformedFileException.class, () -> data.u32(5));
        assertThrows(MalformedFileException.class, () -> data.u8(-1));
        assertThrows(MalformedFileException.class, () -> data.string(0));
        DataCursor leb = SectionData.of(
                        "f", ".s", new byte[] {(byte) 0xe5, (byte) 0x8e, 0x26, (byte) 0x9b, (byte) 0xf1, 0x59})
                .cursor();
        assertEquals(624_485, leb.uleb());
        assertEquals(-624_485, leb.sleb());
        byte[] endless = new byte[100];
        Arrays.fill(endless, (byte) 0xff);
        assertThrows(
                MalformedFileException.class,
                () -> SectionData.of("f", ".s", endless).cursor().uleb());
        assertThrows(
                MalformedFileException.class,
                () -> SectionData.of("f", ".s", endless).cursor().sleb());
    }
}
