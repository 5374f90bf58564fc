package org.realmscope.debug.elf;

import java.util.zip.DataFormatException;
import java.util.zip.Inflater;

/** Inflates debug sections: SHF_COMPRESSED (ELF gABI, "Section Compression") and the older {@code .zdebug_}. */
final class CompressedSection {
    private static final int ELFCOMPRESS_ZLIB = 1;
    private static final int ELFCOMPRESS_ZSTD = 2;
    private static final int HEADER_SIZE = 24;
    private static final int GNU_HEADER_SIZE = 12;

    /** A deflate stream never expands further, so that a false size cannot ask for more memory than the file earns. */
    private static final long LARGEST_EXPANSION = 1040;

    private CompressedSection() {}

    static SectionData inflate(String file, SectionData raw) {
        long type = raw.u32(0);
        if (type != ELFCOMPRESS_ZLIB) {
            throw raw.malformed(
                    0,
                    type == ELFCOMPRESS_ZSTD
                            ? "the section is compressed with zstd, which is not read; link with "
                                    + "-Wl,--compress-debug-sections=zlib or =none"
                            : "ch_type is " + type + "; ELFCOMPRESS_ZLIB (1) is expected");
        }
        return inflate(file, raw, raw.name(), HEADER_SIZE, raw.u64(8));
    }

    static SectionData inflateGnu(String file, SectionData raw) {
        if (raw.u32(0) != 0x4249_4c5aL) {
            throw raw.malformed(0, "the section does not begin with \"ZLIB\"");
        }
        return inflate(file, raw, "." + raw.name().substring(2), GNU_HEADER_SIZE, Long.reverseBytes(raw.u64(4)));
    }

    private static SectionData inflate(String file, SectionData raw, String name, int header, long size) {
        byte[] compressed = raw.bytes(header, raw.length() - (long) header);
        if (size < 0 || size > Integer.MAX_VALUE - 8 || size > compressed.length * LARGEST_EXPANSION) {
            throw raw.malformed(0, "0x%x bytes cannot have been compressed to 0x%x".formatted(size, compressed.length));
        }
        byte[] inflated = new byte[(int) size];
        Inflater inflater = new Inflater();
        try {
            inflater.setInput(compressed);
            int done = 0;
            while (done < inflated.length) {
                int more = inflater.inflate(inflated, done, inflated.length - done);
                if (more == 0) {
                    throw raw.malformed(header + inflater.getBytesRead(), "the compressed data end early");
                }
                done += more;
            }
        } catch (DataFormatException e) {
            throw raw.malformed(header + inflater.getBytesRead(), "not deflated data: " + e.getMessage());
        } finally {
            inflater.end();
        }
        return new SectionData(file, name, inflated, 0, inflated.length);
    }
}
