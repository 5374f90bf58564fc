package org.realmscope.platform.device;

import org.realmscope.platform.state.Stateful;

/** A device with memory-mapped registers. Its state is part of the machine's. */
public interface Device extends Stateful {
    /** What the device is, for messages. */
    String name();

    /** First physical address of the registers, 4 KiB aligned. */
    long base();

    /** Bytes of physical address space, a multiple of 4 KiB. */
    long size();

    /**
     * A load from the registers.
     *
     * @param offset bytes from {@link #base}
     * @param size bytes: 1, 2, 4 or 8
     * @return the value, zero-extended
     */
    long read(long offset, int size);

    /**
     * A store to the registers.
     *
     * @param offset bytes from {@link #base}
     * @param size bytes: 1, 2, 4 or 8
     * @param value the value; bits above {@code size} bytes are not defined
     */
    void write(long offset, int size, long value);
}
