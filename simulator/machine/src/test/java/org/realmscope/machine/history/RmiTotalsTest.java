package org.realmscope.machine.history;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import org.junit.jupiter.api.Test;

class RmiTotalsTest {
    private static final int DELEGATE = 1;
    private static final int RTT_CREATE = 0xd;

    private final RmiTotals.Counter counter = new RmiTotals.Counter();

    @Test
    void callsAreCountedByCommandStatusAndIndex() {
        counter.add(RTT_CREATE, 0x104);
        counter.add(DELEGATE, 0);
        counter.add(RTT_CREATE, 0xff04);
        counter.add(RTT_CREATE, 0);
        counter.add(RTT_CREATE, 0x104);
        assertEquals(
                List.of(
                        new RmiTotals.Line("RMI_GRANULE_DELEGATE", "RMI_SUCCESS", 0, 0, 1),
                        new RmiTotals.Line("RMI_RTT_CREATE", "RMI_SUCCESS", 0, 0, 1),
                        new RmiTotals.Line("RMI_RTT_CREATE", "RMI_ERROR_RTT", -1, 0xff04, 1),
                        new RmiTotals.Line("RMI_RTT_CREATE", "RMI_ERROR_RTT", 1, 0x104, 2)),
                counter.since(null).lines());
        assertEquals(4, counter.since(null).count("RMI_RTT_CREATE"));
        assertEquals(5, counter.since(null).count());
    }

    @Test
    void whatNoSpecificationDefinesIsCountedAsItIs() {
        counter.add(0x3e, -1);
        counter.add(0x3e, -1);
        counter.add(DELEGATE, 0x7f04);
        List<RmiTotals.Line> lines = counter.since(null).lines();
        assertEquals(new RmiTotals.Line("0xc400018e", null, -1, -1, 2), lines.getFirst());
        assertEquals("NOT_SUPPORTED", lines.getFirst().outcome());
        assertEquals(0x7f04, lines.getLast().result());
    }

    @Test
    void earlierCallsAreLeftOut() {
        counter.add(DELEGATE, 0);
        counter.add(DELEGATE, -1);
        RmiTotals.Counter start = counter.copy();
        counter.add(DELEGATE, 0);
        counter.add(DELEGATE, -1);
        counter.add(DELEGATE, 1);
        assertEquals(3, counter.since(start).count());
        assertEquals(5, counter.since(null).count());
        assertEquals(2, start.since(null).count());
    }
}
