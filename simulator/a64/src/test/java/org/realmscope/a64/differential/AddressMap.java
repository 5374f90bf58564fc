package org.realmscope.a64.differential;

/**
 * Where things are, for both sides: the addresses are those of the simulated platform's DRAM, so that a runner may
 * map them one to one, and free in a Linux process.
 */
final class AddressMap {
    /** The driver that runs one sequence after the other under Linux. */
    static final long DRIVER = 0x4010_0000L;
    /** The first sequence. */
    static final long CODE = 0x4011_0000L;
    /** Distance of sequences, in bytes. */
    static final int CODE_STRIDE = 0x600;
    /** What loads and stores reach. The middle of what base registers point into is a page boundary. */
    static final long SCRATCH = 0x41f0_0800L;
    /** Size of the scratch memory, in bytes. */
    static final int SCRATCH_SIZE = 0x1200;
    /** Where in the scratch memory base registers point to: far enough from its ends for every immediate offset. */
    static final int BASE_OFFSET = 0x400;
    /** Size of the part that base registers point into. */
    static final int BASE_RANGE = 0x800;
    /** The driver's variables. */
    static final long CELLS = 0x41f0_4000L;
    /** Registers at the end of a sequence, as the driver stores them. */
    static final long RESULT = 0x41f0_5000L;
    /** Initial content of the scratch memory. */
    static final long PATTERN = 0x41f0_8000L;
    /** Registers at the start of each sequence. */
    static final long INPUTS = 0x4200_0000L;
    /** Most sequences in one image. */
    static final int MAX_SEQUENCES = (int) ((SCRATCH - CODE) / CODE_STRIDE) - 1;

    private AddressMap() {}

    /** Address of the first instruction of the sequence at a position in an image. */
    static long sequence(int position) {
        return CODE + (long) position * CODE_STRIDE;
    }
}
