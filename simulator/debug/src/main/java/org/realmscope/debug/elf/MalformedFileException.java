package org.realmscope.debug.elf;

/**
 * A file that is not what its format asks for, or that uses a part of it that is not read here. The message names the
 * file, the section and the offset. It is the only exception that bytes of a file can cause.
 */
public final class MalformedFileException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final String file;
    private final String section;
    private final long offset;

    /**
     * @param file name of the file
     * @param section name of the section, or what else of the file the offset counts from
     * @param offset in bytes from the start of the section (decompressed)
     * @param what is wrong there
     */
    public MalformedFileException(String file, String section, long offset, String what) {
        super("%s: %s at offset 0x%x: %s".formatted(file, section, offset, what));
        this.file = file;
        this.section = section;
        this.offset = offset;
    }

    public String file() {
        return file;
    }

    public String section() {
        return section;
    }

    /** Bytes from the start of the section. */
    public long offset() {
        return offset;
    }
}
