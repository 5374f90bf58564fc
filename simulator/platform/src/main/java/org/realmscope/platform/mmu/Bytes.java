package org.realmscope.platform.mmu;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;

/** Little-endian values in the frame of a granule. */
final class Bytes {
    private static final VarHandle U16 = MethodHandles.byteArrayViewVarHandle(short[].class, ByteOrder.LITTLE_ENDIAN);
    private static final VarHandle U32 = MethodHandles.byteArrayViewVarHandle(int[].class, ByteOrder.LITTLE_ENDIAN);
    private static final VarHandle U64 = MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);
    private static final int OFFSET = 0xfff;

    private Bytes() {}

    /**
     * @param pa gives the offset in the frame
     * @param size bytes: 1, 2, 4 or 8
     * @return the value, zero-extended
     */
    static long read(byte[] frame, long pa, int size) {
        int offset = (int) pa & OFFSET;
        return switch (size) {
            case 1 -> frame[offset] & 0xffL;
            case 2 -> (short) U16.get(frame, offset) & 0xffffL;
            case 4 -> (int) U32.get(frame, offset) & 0xffff_ffffL;
            default -> (long) U64.get(frame, offset);
        };
    }

    /** @param size bytes: 1, 2, 4 or 8 */
    static void write(byte[] frame, long pa, int size, long value) {
        int offset = (int) pa & OFFSET;
        switch (size) {
            case 1 -> frame[offset] = (byte) value;
            case 2 -> U16.set(frame, offset, (short) value);
            case 4 -> U32.set(frame, offset, (int) value);
            default -> U64.set(frame, offset, value);
        }
    }
}
