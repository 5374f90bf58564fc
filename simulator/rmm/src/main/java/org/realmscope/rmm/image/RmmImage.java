package org.realmscope.rmm.image;

import org.realmscope.platform.memory.PhysicalMemory;

/** An RMM as a file that EL3 puts into memory at cold boot. */
@FunctionalInterface
public interface RmmImage {
    /**
     * Writes the image.
     *
     * @return physical address of the entry point
     */
    long load(PhysicalMemory memory);

    /** A position-independent image without any header, such as {@code rmm.img}: it starts with its entry point. */
    static RmmImage flat(byte[] bytes, long base) {
        byte[] content = bytes.clone();
        return memory -> {
            memory.write(base, content, 0, content.length);
            return base;
        };
    }
}
