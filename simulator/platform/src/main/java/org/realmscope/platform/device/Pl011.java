package org.realmscope.platform.device;

import org.realmscope.platform.state.StateSink;
import org.realmscope.platform.state.StateSource;

/**
 * The UART Arm PrimeCell PL011 as a console: what is written to {@code UARTDR} is transmitted at once, nothing is ever
 * received. Register offsets and reset values as in the PL011 Technical Reference Manual (DDI 0183), section 3.2.
 */
public final class Pl011 implements Device {
    /** Physical address of the platform's console. */
    public static final long BASE = 0x0900_0000L;

    private static final int UARTDR = 0x000;
    private static final int UARTFR = 0x018;
    private static final int FIRST_STORED = 0x020;
    private static final int UARTCR = 0x030;
    private static final int UARTIFLS = 0x034;
    private static final int UARTIMSC = 0x038;
    private static final int UARTRIS = 0x03c;
    private static final int UARTMIS = 0x040;
    private static final int UARTICR = 0x044;
    private static final int LAST_STORED = 0x048;
    private static final int UART_PERIPH_ID0 = 0xfe0;

    /** UARTFR: transmit FIFO empty, receive FIFO empty. */
    private static final int FR_TXFE_RXFE = 1 << 7 | 1 << 4;
    /** UARTRIS and UARTMIS: transmit interrupt. */
    private static final int TX_INTERRUPT = 1 << 5;
    /** UARTPeriphID0-3, UARTPCellID0-3. */
    private static final int[] IDENTIFICATION = {0x11, 0x10, 0x34, 0x00, 0x0d, 0xf0, 0x05, 0xb1};

    private final long base;
    private final Line line;
    private final long[] registers = new long[(LAST_STORED - FIRST_STORED) / 4 + 1];
    private long transmitted;

    /** The other end of the serial line. Never part of the machine's state. */
    @FunctionalInterface
    public interface Line {
        /**
         * A byte arrives.
         *
         * @param position how many bytes were transmitted before it since the machine was reset
         * @param value 0 to 255
         */
        void transmitted(long position, int value);
    }

    /** @param base first physical address of the registers */
    public Pl011(long base, Line line) {
        this.base = base;
        this.line = line;
        stored(UARTCR, 0x300);
        stored(UARTIFLS, 0x12);
    }

    /** Bytes transmitted since the machine was reset. */
    public long transmittedBytes() {
        return transmitted;
    }

    @Override
    public String name() {
        return "PL011";
    }

    @Override
    public long base() {
        return base;
    }

    @Override
    public long size() {
        return 0x1000;
    }

    @Override
    public long read(long offset, int size) {
        int register = (int) offset & ~3;
        if (register >= UART_PERIPH_ID0) {
            return IDENTIFICATION[(register - UART_PERIPH_ID0) / 4];
        }
        return switch (register) {
            case UARTFR -> FR_TXFE_RXFE;
            case UARTRIS -> TX_INTERRUPT;
            case UARTMIS -> TX_INTERRUPT & stored(UARTIMSC);
            default -> isStored(register) ? stored(register) : 0;
        };
    }

    @Override
    public void write(long offset, int size, long value) {
        int register = (int) offset & ~3;
        if (register == UARTDR) {
            line.transmitted(transmitted++, (int) value & 0xff);
        } else if (isStored(register)) {
            stored(register, value & 0xffff);
        }
    }

    private static boolean isStored(int register) {
        return register >= FIRST_STORED
                && register <= LAST_STORED
                && register != UARTRIS
                && register != UARTMIS
                && register != UARTICR;
    }

    private long stored(int register) {
        return registers[(register - FIRST_STORED) / 4];
    }

    private void stored(int register, long value) {
        registers[(register - FIRST_STORED) / 4] = value;
    }

    @Override
    public void save(StateSink sink) {
        sink.put(registers, 0, registers.length);
        sink.put(transmitted);
    }

    @Override
    public void load(StateSource source) {
        source.next(registers, 0, registers.length);
        transmitted = source.next();
    }
}
