package org.realmscope.machine.image;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.realmscope.machine.TestElf;
import org.realmscope.platform.UserError;
import org.realmscope.platform.memory.MemoryRegion;
import org.realmscope.platform.memory.PhysicalMemory;

class ElfImageTest {
    private static final MemoryRegion DRAM = new MemoryRegion("DRAM", 0x4000_0000L, 0x1000_0000L);
    private static final MemoryRegion RESERVED = new MemoryRegion("the RMM's memory", 0x4010_0000L, 0x180_0000L);
    private static final int NOP = 0xd503201f;

    private final PhysicalMemory memory = new PhysicalMemory(List.of(DRAM));

    @Test
    void segmentGoesToItsPhysicalAddressAndTheRestIsZero() {
        byte[] file = TestElf.file(0x4200_0000L, NOP, 0x11223344);
        put64(file, 0x68, 0x3000);
        memory.write64(0x4200_2ff8L, -1);
        assertEquals(0x4200_0000L, ElfImage.parse("a.elf", file).load(memory, 0, List.of(RESERVED)));
        assertEquals(0x11223344, memory.read32(0x4200_0004L));
        assertEquals(0, memory.read64(0x4200_2ff8L));
    }

    @Test
    void entryIsTranslatedToAPhysicalAddress() {
        byte[] file = TestElf.file(0x4200_0000L, NOP, NOP);
        put64(file, 0x18, 0xffff_0000_0000_0004L);
        put64(file, 0x50, 0xffff_0000_0000_0000L);
        assertEquals(0x4200_0004L, ElfImage.parse("a.elf", file).load(memory, 0, List.of()));
    }

    @Test
    void positionIndependentImageGoesToTheBase() {
        byte[] file = TestElf.file(0x1000, NOP, 0x55);
        put16(file, 0x10, 3);
        assertEquals(0x4200_1000L, ElfImage.parse("a.elf", file).load(memory, 0x4200_0000L, List.of(RESERVED)));
        assertEquals(0x55, memory.read32(0x4200_1004L));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "0x00 | 1 | 0x7e | 0x0 | the file does not start with 7f 45 4c 46",
                "0x04 | 1 | 1 | 0x4 | EI_CLASS is ELFCLASS32 (1); ELFCLASS64 (2) is expected",
                "0x05 | 1 | 2 | 0x5 | ELFDATA2MSB (2), big-endian; ELFDATA2LSB (1)",
                "0x10 | 2 | 1 | 0x10 | ET_REL (1), an object file",
                "0x12 | 2 | 62 | 0x12 | EM_X86_64 (62); EM_AARCH64 (183) is expected",
                "0x12 | 2 | 40 | 0x12 | EM_ARM (40), 32-bit Arm",
                "0x36 | 2 | 32 | 0x36 | e_phentsize is 32; 56 is expected",
                "0x38 | 2 | 0 | 0x38 | e_phnum is 0",
                "0x38 | 2 | 3 | 0x20 | the 3 program headers from 0x40 on end beyond the file's 128 bytes",
                "0x20 | 8 | -8 | 0x20 | end beyond the file's 128 bytes",
                "0x28 | 8 | 0x81 | 0x28 | the 0 section headers from 0x81 on end beyond the file's 128 bytes",
                "0x40 | 4 | 2 | 0x40 | no program header is of type PT_LOAD",
                "0x40 | 4 | 3 | 0x40 | dynamic linker (PT_INTERP); link it with -static",
                "0x48 | 8 | 0x79 | 0x40 | 0x8 bytes from file offset 0x79 on end beyond the file's 128 bytes",
                "0x60 | 8 | 0x7fffffffffffffff | 0x40 | end beyond the file's 128 bytes",
                "0x68 | 8 | 4 | 0x40 | p_memsz is 0x4 and p_filesz 0x8",
                "0x68 | 8 | -1 | 0x40 | a segment is at least as large in memory as in the file",
                "0x58 | 8 | -16 | 0x40 | it must end within the address space",
                "0x18 | 8 | 0x42000008 | 0x18 | e_entry is 0x42000008",
                "0x18 | 8 | 0x42000002 | 0x18 | 4-byte aligned"
            })
    void malformedFileIsRefusedWithItsPlace(String at, int size, String value, String offset, String text) {
        byte[] file = TestElf.file(0x4200_0000L, NOP, NOP);
        ByteBuffer bytes = ByteBuffer.wrap(file).order(ByteOrder.LITTLE_ENDIAN);
        int position = Integer.decode(at);
        long number = Long.decode(value);
        switch (size) {
            case 1 -> bytes.put(position, (byte) number);
            case 2 -> bytes.putShort(position, (short) number);
            case 4 -> bytes.putInt(position, (int) number);
            default -> bytes.putLong(position, number);
        }
        UserError error = assertThrows(UserError.class, () -> ElfImage.parse("bad.elf", file));
        assertEquals(UserError.Code.ELF_INVALID, error.code());
        assertTrue(error.getMessage().startsWith("bad.elf: at file offset " + offset + ": "), error.getMessage());
        assertTrue(error.getMessage().contains(text), error.getMessage());
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 1, 3, 4, 63, 64, 100, 119, 121, 127})
    void truncatedFileIsRefused(int length) {
        byte[] file = Arrays.copyOf(TestElf.file(0x4200_0000L, NOP, NOP), length);
        assertEquals(
                UserError.Code.ELF_INVALID,
                assertThrows(UserError.class, () -> ElfImage.parse("cut.elf", file))
                        .code());
    }

    @ParameterizedTest
    @CsvSource({
        "0x3ffffff8, is outside memory",
        "0x4ffffffc, is outside memory",
        "0x400ffffc, overlaps the RMM's memory at 0x40100000 to 0x418fffff",
        "0x41000000, overlaps the RMM's memory at 0x40100000 to 0x418fffff"
    })
    void segmentThatDoesNotFitIsRefusedAndNothingIsWritten(String address, String text) {
        long pa = Long.decode(address);
        ElfImage image = ElfImage.parse("a.elf", TestElf.file(pa, NOP, NOP));
        UserError error = assertThrows(UserError.class, () -> image.load(memory, 0, List.of(RESERVED)));
        assertEquals(UserError.Code.ADDRESS_OUTSIDE_MEMORY, error.code());
        assertTrue(error.getMessage().contains(text), error.getMessage());
        memory.forEachFrame((frame, bytes) -> assertEquals(-1, frame, "a granule was written"));
    }

    @Test
    void missingFileAndDirectoryAreUserErrors(@TempDir Path directory) {
        UserError missing = assertThrows(UserError.class, () -> ElfImage.read(directory.resolve("no.elf")));
        assertEquals(UserError.Code.FILE_UNREADABLE, missing.code());
        assertTrue(missing.getMessage().contains("no such file"), missing.getMessage());
        UserError folder = assertThrows(UserError.class, () -> ElfImage.read(directory));
        assertTrue(folder.getMessage().contains("is a directory"), folder.getMessage());
    }

    private static void put64(byte[] file, int at, long value) {
        ByteBuffer.wrap(file).order(ByteOrder.LITTLE_ENDIAN).putLong(at, value);
    }

    private static void put16(byte[] file, int at, int value) {
        ByteBuffer.wrap(file).order(ByteOrder.LITTLE_ENDIAN).putShort(at, (short) value);
    }
}
