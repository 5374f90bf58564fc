package org.realmscope.adapter.debuggee;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.stream.LongStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.realmscope.abi.RmiCommand;
import org.realmscope.machine.history.FaultHistory;
import org.realmscope.machine.history.FaultRecord;
import org.realmscope.machine.history.ForgottenFaults;
import org.realmscope.machine.history.NativeEstimate;
import org.realmscope.machine.history.ResolutionKind;
import org.realmscope.machine.history.RmiCallRecord;
import org.realmscope.machine.time.Moment;
import org.realmscope.protocol.RmiCallInfo;
import org.realmscope.protocol.RmiCallsResponse;

class RmiPageTest {
    private static final int FAULTS = 60;

    /** Faults at 100, 200, ...; the calls of each reach beyond the beginning of the next ones. */
    private static FaultRecord fault(long number) {
        long at = 100 * number;
        return new FaultRecord(
                number,
                new Moment(at, 1),
                new FaultRecord.Guest(1, 0, 0x4200_0000L, 0, 0x8_0000),
                false,
                0x20_0000,
                true,
                new FaultRecord.SeenByPe(0x9200_0047L, 0, 0, 3),
                null,
                null,
                null,
                null,
                new FaultRecord.Resolution(ResolutionKind.RETRIED, null),
                List.of(call(at + 10), call(at + 250)),
                null,
                new FaultRecord.Cost(2, 0, 0, -1, NativeEstimate.ZERO));
    }

    private static RmiCallRecord call(long at) {
        return new RmiCallRecord(
                new Moment(at, 1),
                RmiCommand.VERSION.functionId(),
                RmiCommand.VERSION,
                List.of(0x1_0000L),
                0L,
                List.of(1L, 2L),
                1,
                List.of(),
                null);
    }

    private static RmiCallInfo info(RmiCallRecord call, @Nullable Long fault) {
        return HistoryText.call(call, fault, List.of(), null);
    }

    private static final FaultHistory HISTORY = new FaultHistory() {
        @Override
        public long count() {
            return FAULTS;
        }

        @Override
        public long firstKept() {
            return 1;
        }

        @Override
        public ForgottenFaults forgotten() {
            throw new UnsupportedOperationException();
        }

        @Override
        public long bytes() {
            return 0;
        }

        @Override
        public FaultRecord fault(long number) {
            return RmiPageTest.fault(number);
        }
    };

    private static RmiCallsResponse page(@Nullable String from, boolean newestFirst) {
        Moment moment = from == null ? null : Given.moment(from);
        RmiPage page = new RmiPage(moment, 7, newestFirst, call -> true, RmiPageTest::info);
        page.add(List.of(call(5), call(1_005), call(99_999)));
        page.add(HISTORY);
        return page.response();
    }

    private static List<String> all(boolean newestFirst) {
        List<String> moments = new ArrayList<>();
        String from = null;
        do {
            RmiCallsResponse page = page(from, newestFirst);
            page.calls().stream().map(RmiCallInfo::moment).forEach(moments::add);
            from = page.next();
        } while (from != null);
        return moments;
    }

    private static List<String> expected() {
        return LongStream.concat(
                        LongStream.of(5, 1_005, 99_999),
                        LongStream.rangeClosed(1, FAULTS)
                                .flatMap(number -> LongStream.of(100 * number + 10, 100 * number + 250)))
                .sorted()
                .mapToObj(at -> at + ".1")
                .toList();
    }

    @Test
    void pagesFromTheOldestHaveEveryCallOnce() {
        assertEquals(expected(), all(false));
    }

    @Test
    void pagesFromTheNewestHaveEveryCallOnce() {
        List<String> backwards = new ArrayList<>(expected());
        Collections.reverse(backwards);
        assertEquals(backwards, all(true));
    }

    @Test
    void valuesHaveTheNamesOfTheSpecification() {
        RmiCallInfo call = page(null, false).calls().getFirst();
        assertEquals(List.of(new RmiCallInfo.Field("req", "0x10000")), call.inputFields());
        assertEquals("lower", call.outputFields().getFirst().name());
        assertNull(call.fault());
    }
}
