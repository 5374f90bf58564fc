package org.realmscope.platform.device;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.realmscope.platform.UserError;

class BusTest {
    private final StringBuilder sent = new StringBuilder();
    private final List<String> doorbells = new ArrayList<>();
    private final Pl011 uart =
            new Pl011(Pl011.BASE, (position, value) -> sent.append(position).append((char) value));
    private final VmmPort port = new VmmPort(2, (pe, value) -> doorbells.add(pe + ":" + value));
    private final Bus bus = new Bus(List.of(uart, port));

    @Test
    void deviceIsFoundByAnyOfItsAddresses() {
        assertTrue(bus.isDevice(0x0900_0000L));
        assertTrue(bus.isDevice(0x0900_0fffL));
        assertFalse(bus.isDevice(0x0900_1000L));
        assertTrue(bus.isDevice(0x0a00_1fffL));
        assertFalse(bus.isDevice(0x0a00_2000L));
    }

    @Test
    void overlappingDevicesAreRefused() {
        Pl011 second = new Pl011(0x0a00_1000L, (position, value) -> {});
        UserError error = assertThrows(UserError.class, () -> new Bus(List.of(uart, port, second)));
        assertEquals("device PL011 at 0xa001000 overlaps device VMM port at 0xa000000", error.getMessage());
    }

    @Test
    void consoleTransmitsTheLowByteAtOnce() {
        bus.write(0x0900_0000L, 4, 0x1234_5641);
        bus.write(0x0900_0000L, 1, 'b');
        assertEquals("0A1b", sent.toString());
        assertEquals(2, uart.transmittedBytes());
    }

    @Test
    void consoleIsAlwaysReadyToTransmitAndNeverReceives() {
        assertEquals(0x90, bus.read(0x0900_0018L, 4));
        assertEquals(0x11, bus.read(0x0900_0fe0L, 4));
        assertEquals(0xb1, bus.read(0x0900_0ffcL, 4));
    }

    @Test
    void consoleKeepsItsConfiguration() {
        bus.write(0x0900_0030L, 4, 0x301);
        assertEquals(0x301, bus.read(0x0900_0030L, 4));
        assertEquals(0, bus.read(0x0900_0040L, 4));
        bus.write(0x0900_0038L, 4, 0x20);
        assertEquals(0x20, bus.read(0x0900_0040L, 4));
    }

    @Test
    void mailboxIsPlainStoragePerPe() {
        bus.write(0x0a00_1010L, 8, 0x1122_3344_5566_7788L);
        assertEquals(0x5566, bus.read(0x0a00_1012L, 2));
        assertEquals(0, bus.read(0x0a00_0010L, 8));
        port.put(0, 0x20, 4, 7);
        assertEquals(7, bus.read(0x0a00_0020L, 4));
        assertEquals(0, bus.read(0x0a00_0400L, 8));
        assertTrue(doorbells.isEmpty());
    }

    @Test
    void onlyStoresToTheDoorbellRing() {
        bus.write(0x0a00_13f8L, 8, 5);
        port.put(1, VmmPort.DOORBELL, 8, 6);
        assertEquals(List.of("1:5"), doorbells);
    }
}
