package org.realmscope.rmm.image;

import org.realmscope.platform.memory.PhysicalMemory;

/**
 * The boot manifest of the RMM-EL3 interface, version 0.3: little-endian double words at the start of the shared
 * buffer. Lists of memory banks and consoles each carry a checksum that makes the sum of their count, pointer,
 * contents and itself zero. The manifest names one bank and no console, which every version of the interface from 0.3
 * on accepts.
 */
final class BootManifest {
    private static final int VERSION = 0;
    private static final int PLATFORM_DATA = 8;
    private static final int BANK_COUNT = 16;
    private static final int BANK_POINTER = 24;
    private static final int BANK_CHECKSUM = 32;
    private static final int CONSOLE_COUNT = 40;
    private static final int CONSOLE_POINTER = 48;
    private static final int CONSOLE_CHECKSUM = 56;
    private static final int BANKS = 64;
    private static final int SIZE = 80;

    private static final long VERSION_0_3 = 3;

    private BootManifest() {}

    static void write(PhysicalMemory memory, RmmLayout layout) {
        long at = layout.sharedBuffer();
        long base = layout.dram().base();
        long size = layout.dram().size();
        memory.fill(at, SIZE, 0);
        memory.write64(at + VERSION, VERSION_0_3);
        memory.write64(at + PLATFORM_DATA, 0);
        memory.write64(at + BANK_COUNT, 1);
        memory.write64(at + BANK_POINTER, at + BANKS);
        memory.write64(at + BANK_CHECKSUM, -(1 + at + BANKS + base + size));
        memory.write64(at + CONSOLE_COUNT, 0);
        memory.write64(at + CONSOLE_POINTER, 0);
        memory.write64(at + CONSOLE_CHECKSUM, 0);
        memory.write64(at + BANKS, base);
        memory.write64(at + BANKS + 8, size);
    }
}
