package org.realmscope.machine.checkpoint;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;
import java.util.Arrays;
import org.realmscope.platform.memory.PhysicalMemory;
import org.realmscope.platform.state.StateSink;

/**
 * 128 bits that differ between two machine states that differ anywhere, as good as certainly. A granule of zeroes
 * counts like one that was never written.
 *
 * @param high bits 127:64
 * @param low bits 63:0
 */
public record StateHash(long high, long low) {
    private static final byte[] ZEROES = new byte[PhysicalMemory.GRANULE_SIZE];
    private static final VarHandle U64 = MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);

    /** Takes words and makes the hash of their sequence. */
    public static final class Builder implements StateSink {
        private long high = 0x6a09_e667_f3bc_c908L;
        private long low = 0xbb67_ae85_84ca_a73bL;

        @Override
        public void put(long word) {
            high = (high ^ word) * 0x9fb2_1c65_1e98_df25L;
            high ^= high >>> 29;
            low = Long.rotateLeft(low + word * 0xd6e8_feb8_6659_fd93L, 31) * 0x9e37_79b9_7f4a_7c15L;
        }

        /** Adds every granule that is not zero, with its address. */
        public void putMemory(PhysicalMemory memory) {
            memory.forEachFrame((pa, frame) -> {
                if (!Arrays.equals(frame, ZEROES)) {
                    put(pa);
                    for (int i = 0; i < frame.length; i += Long.BYTES) {
                        put((long) U64.get(frame, i));
                    }
                }
            });
        }

        public StateHash build() {
            return new StateHash(high ^ low >>> 32, low ^ high >>> 32);
        }
    }

    @Override
    public String toString() {
        return "%016x%016x".formatted(high, low);
    }
}
