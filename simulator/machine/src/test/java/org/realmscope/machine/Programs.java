package org.realmscope.machine;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import org.realmscope.machine.image.ElfImage;

/** The programs that tests run. */
public final class Programs {
    private Programs() {}

    /** The sample that takes a realm through its first faults. */
    public static ElfImage walkingSkeleton() {
        return ElfImage.read(Path.of("..", "..", "samples", "walking-skeleton.elf"));
    }

    /** Two PEs that contend for a lock and interrupt each other. */
    public static ElfImage twoPes() {
        try (InputStream stream = Programs.class.getResourceAsStream("two-pes.elf")) {
            return ElfImage.parse("two-pes.elf", stream.readAllBytes());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
