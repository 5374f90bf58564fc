package org.realmscope.hostkvm;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;

/** The host image that comes with the platform: an ELF with DWARF for the default host window. */
public final class HostImage {
    /** Name for messages. */
    public static final String NAME = "host-kvm.elf";

    private HostImage() {}

    /** The bytes of the ELF file. */
    public static byte[] file() {
        try (InputStream stream = HostImage.class.getResourceAsStream("/org/realmscope/hostkvm/" + NAME)) {
            if (stream == null) {
                throw new IllegalStateException(NAME + " is not among the resources");
            }
            return stream.readAllBytes();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
