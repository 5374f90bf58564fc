package org.realmscope.rmm.image;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;

/** The stub RMM that comes with the platform: an ELF for the default RMM window. */
public final class StubRmm {
    /** Name for messages. */
    public static final String NAME = "stub-rmm.elf";

    private StubRmm() {}

    /** The bytes of the ELF file. */
    public static byte[] file() {
        try (InputStream stream = StubRmm.class.getResourceAsStream("/org/realmscope/rmm/" + NAME)) {
            if (stream == null) {
                throw new IllegalStateException(NAME + " is not among the resources");
            }
            return stream.readAllBytes();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
