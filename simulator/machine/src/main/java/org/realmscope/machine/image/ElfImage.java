package org.realmscope.machine.image;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.realmscope.platform.UserError;
import org.realmscope.platform.memory.MemoryRegion;
import org.realmscope.platform.memory.PhysicalMemory;

/**
 * What the machine loads of an ELF file: the PT_LOAD segments of a little-endian ELF64 executable for AArch64 (System
 * V ABI, chapters 4 and 5). An executable with fixed addresses goes where its program headers say; a
 * position-independent one that relocates itself goes to a base address that the machine chooses.
 *
 * <p>A file is checked completely when it is read and again against memory when it is loaded, so that nothing is ever
 * half loaded.
 */
public final class ElfImage {
    private final String name;
    private final byte[] file;
    private final boolean relocatable;
    private final long entry;
    private final List<Segment> segments;

    /**
     * A PT_LOAD segment.
     *
     * @param headerOffset file offset of its program header
     * @param fileOffset file offset of its bytes
     * @param virtualAddress p_vaddr
     * @param physicalAddress p_paddr
     * @param fileSize bytes in the file
     * @param memorySize bytes in memory; those beyond {@code fileSize} are zero
     */
    public record Segment(
            long headerOffset,
            long fileOffset,
            long virtualAddress,
            long physicalAddress,
            long fileSize,
            long memorySize) {}

    ElfImage(String name, byte[] file, boolean relocatable, long entry, List<Segment> segments) {
        this.name = name;
        this.file = file;
        this.relocatable = relocatable;
        this.entry = entry;
        this.segments = List.copyOf(segments);
    }

    /**
     * Reads and checks a file.
     *
     * @throws UserError if the file cannot be read or is not a loadable ELF
     */
    public static ElfImage read(Path path) {
        try {
            return parse(path.toString(), Files.readAllBytes(path));
        } catch (IOException e) {
            throw new UserError(
                    UserError.Code.FILE_UNREADABLE,
                    Files.isDirectory(path)
                            ? path + ": is a directory; an ELF file is expected"
                            : path + ": cannot be read (" + reason(path) + "); an ELF file is expected");
        }
    }

    private static String reason(Path path) {
        return Files.exists(path) ? "no permission or an input error" : "no such file";
    }

    /**
     * Checks the bytes of a file.
     *
     * @param name of the file, for messages
     * @throws UserError if they are not a loadable ELF
     */
    public static ElfImage parse(String name, byte[] file) {
        return new ElfParser(name, file).parse();
    }

    /** Name of the file. */
    public String name() {
        return name;
    }

    /** Whether the image runs at any 4 KiB aligned base address. */
    public boolean isRelocatable() {
        return relocatable;
    }

    public List<Segment> segments() {
        return segments;
    }

    /** Physical address of the entry point, before a base is added. */
    public long entry() {
        return entry;
    }

    /** A segment's bytes as in the file, without the zeroes that follow them in memory. */
    public byte[] contents(Segment segment) {
        int offset = (int) segment.fileOffset();
        return Arrays.copyOfRange(file, offset, offset + (int) segment.fileSize());
    }

    /**
     * Puts the image into memory.
     *
     * @param base added to every address of a relocatable image, 4 KiB aligned; ignored for others
     * @param reserved ranges that no segment may touch
     * @return physical address of the entry point
     * @throws UserError if a segment would be outside memory or in a reserved range; nothing has been written then
     */
    public long load(PhysicalMemory memory, long base, List<MemoryRegion> reserved) {
        long bias = relocatable ? base : 0;
        for (Segment segment : segments) {
            check(memory, segment, segment.physicalAddress() + bias, reserved);
        }
        for (Segment segment : segments) {
            long pa = segment.physicalAddress() + bias;
            memory.write(pa, file, (int) segment.fileOffset(), (int) segment.fileSize());
            memory.fill(pa + segment.fileSize(), segment.memorySize() - segment.fileSize(), 0);
        }
        return entry + bias;
    }

    private void check(PhysicalMemory memory, Segment segment, long pa, List<MemoryRegion> reserved) {
        if (!memory.isBacked(pa, segment.memorySize())) {
            throw outside(segment, pa, "is outside memory, which is " + describe(memory.regions()));
        }
        for (MemoryRegion range : reserved) {
            if (pa < range.end() && range.base() < pa + segment.memorySize()) {
                throw outside(
                        segment,
                        pa,
                        "overlaps %s at 0x%x to 0x%x; link the image for addresses outside it"
                                .formatted(range.name(), range.base(), range.end() - 1));
            }
        }
    }

    private UserError outside(Segment segment, long pa, String what) {
        return new UserError(
                UserError.Code.ADDRESS_OUTSIDE_MEMORY,
                "%s: the segment at 0x%x to 0x%x (program header at file offset 0x%x) %s"
                        .formatted(name, pa, pa + segment.memorySize() - 1, segment.headerOffset(), what));
    }

    private static String describe(List<MemoryRegion> regions) {
        List<String> ranges = new ArrayList<>();
        for (MemoryRegion region : regions) {
            ranges.add("%s at 0x%x to 0x%x".formatted(region.name(), region.base(), region.end() - 1));
        }
        return String.join(", ", ranges);
    }
}
