package org.realmscope.machine;

import org.realmscope.platform.pe.Pe;

/** How a program ended with semihosting SYS_EXIT (Arm semihosting specification, 64-bit form). */
final class ProgramExit {
    private static final long ADP_STOPPED_APPLICATION_EXIT = 0x20026;
    /** Exit code of a program that ends for another reason than its own exit. */
    private static final int ABNORMAL = 1;
    /** The parameter block: reason and exit code, 8 bytes each. */
    private static final int BLOCK_SIZE = 16;

    private ProgramExit() {}

    /**
     * Exit code that the PE, which executed the call, has given in the parameter block at the virtual address in X1.
     */
    static int code(Pe pe) {
        long block = pe.mmu.probeData(pe.x[1]);
        if (block < 0 || !pe.platform.memory.isBacked(block, BLOCK_SIZE)) {
            return ABNORMAL;
        }
        boolean isExit = pe.platform.memory.read64(block) == ADP_STOPPED_APPLICATION_EXIT;
        return isExit ? (int) pe.platform.memory.read64(block + Long.BYTES) : ABNORMAL;
    }
}
