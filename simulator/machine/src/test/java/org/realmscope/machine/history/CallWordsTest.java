package org.realmscope.machine.history;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.realmscope.abi.RmiCommand;
import org.realmscope.machine.time.Moment;
import org.realmscope.platform.memory.MemoryRegion;
import org.realmscope.platform.memory.PhysicalMemory;

class CallWordsTest {
    private final LongList words = new LongList();
    private final long[] x = new long[34];
    private final PhysicalMemory memory =
            new PhysicalMemory(List.of(new MemoryRegion("DRAM", 0x4000_0000L, 0x10_0000)));
    private final HostCallSites sites = new HostCallSites(memory);
    private int origin;

    private int call(long functionId, long base, long instructions, int ordinal, long... arguments) {
        System.arraycopy(arguments, 0, x, 1, arguments.length);
        return CallWords.call(words, base, instructions, ordinal, origin, CallWords.function(functionId), x);
    }

    private void complete(int header, long... results) {
        System.arraycopy(results, 0, x, 0, results.length);
        CallWords.complete(words, header, x, 0, CallWords.NO_CONDITION);
    }

    @ParameterizedTest
    @CsvSource({
        "0, 1",
        "1, 62",
        "5, 63",
        "5, 100000",
        "0xffffe, 1",
        "0xfffff, 1",
        "0x123456789abcd, 70",
    })
    void momentsOfAnySizeComeBack(long since, int ordinal) {
        int header = call(0xc400_0151L, 1_000, 1_000 + since, ordinal, 0x4200_0000L);
        complete(header, 0);
        RmiCallRecord record = CallWords.read(words, 0, 1, 1_000, sites).getFirst();
        assertEquals(new Moment(1_000 + since, ordinal), record.moment());
        assertEquals(RmiCommand.GRANULE_DELEGATE, record.command());
        assertEquals(List.of(0x4200_0000L), record.arguments());
        assertEquals(0, record.result());
    }

    @ParameterizedTest
    @CsvSource({
        "0, RMI_SUCCESS",
        "1, RMI_ERROR_INPUT",
        "0x204, RMI_ERROR_RTT(2)",
        "0xff04, RMI_ERROR_RTT(-1)",
        "-1, NOT_SUPPORTED",
        "0x10000, 0x10000",
        "0x7fffffffffffffff, 0x7fffffffffffffff",
    })
    void resultsOfAnySizeComeBack(long result, String text) {
        complete(call(0xc400_0154L, 0, 7, 1, -1, 0x8000_0000_0000_0000L, 3), result);
        RmiCallRecord record = CallWords.read(words, 0, 1, 0, sites).getFirst();
        assertEquals(result, record.result());
        assertEquals(text, record.resultText());
        assertEquals(List.of(-1L, Long.MIN_VALUE, 3L), record.arguments());
        assertEquals(List.of(), record.outputs());
    }

    @Test
    void callerComesBack() {
        origin = CallWords.origin(15, sites.of(0x4201_2344L, 0));
        complete(call(0xc400_0151L, 0, 0x123_4567L, 100, 30), -1);
        origin = CallWords.origin(0, HostCallSites.UNKNOWN);
        complete(call(0xc400_0151L, 0, 0x123_4569L, 1, 30), 0xffff);
        List<RmiCallRecord> records = CallWords.read(words, 0, 2, 0, sites);
        assertEquals(15, records.getFirst().pe());
        assertEquals(List.of(0x4201_2344L), records.getFirst().returnAddresses());
        assertEquals(-1, records.getFirst().result());
        assertEquals(0, records.getLast().pe());
        assertEquals(List.of(), records.getLast().returnAddresses());
        assertEquals(0xffff, records.getLast().result());
    }

    @Test
    void outputsAreKeptOfCallsThatSucceed() {
        complete(call(0xc400_0161L, 0, 7, 1, 10, 20, 3), 0, 3, 1, 0x4000, 2);
        complete(call(0xc400_0161L, 0, 8, 1, 10, 20, 3), 1, 3, 1, 0x4000, 2);
        List<RmiCallRecord> records = CallWords.read(words, 0, 2, 0, sites);
        assertEquals(List.of(3L, 1L, 0x4000L, 2L), records.getFirst().outputs());
        assertEquals(List.of(), records.getLast().outputs());
    }

    @Test
    void conditionThatFailedACallComesBack() {
        x[0] = 0x204;
        CallWords.complete(words, call(0xc400_0154L, 0, 7, 1, 10, 20, 3), x, 0, 12);
        x[0] = 1;
        CallWords.complete(words, call(0xc400_0151L, 0, 8, 1, 10), x, 0, 0);
        complete(call(0xc400_0151L, 0, 9, 1, 10), 0);
        complete(call(0xc400_0151L, 0, 10, 1, 10), 1);
        List<RmiCallRecord> records = CallWords.read(words, 0, 4, 0, sites);
        assertEquals(12, records.get(0).failedCondition());
        assertEquals(0, records.get(1).failedCondition());
        assertNull(records.get(2).failedCondition());
        assertNull(records.get(3).failedCondition());
        assertEquals(List.of(10L), records.get(3).arguments());
    }

    @Test
    void callThatHasNotReturnedHasNoResult() {
        call(0xc400_015cL, 0, 7, 1, 10, 20);
        complete(call(0xc400_0151L, 0, 9, 1, 30), 0);
        List<RmiCallRecord> records = CallWords.read(words, 0, 2, 0, sites);
        assertNull(records.getFirst().result());
        assertEquals("RMI_REC_ENTER", records.getFirst().name());
        assertEquals(List.of(30L), records.getLast().arguments());
    }

    @Test
    void unknownFunctionKeepsSixArguments() {
        complete(call(0xc400_018eL, 0, 7, 1, 1, 2, 3, 4, 5, 6), -1);
        RmiCallRecord record = CallWords.read(words, 0, 1, 0, sites).getFirst();
        assertNull(record.command());
        assertEquals("0xc400018e", record.name());
        assertEquals(List.of(1L, 2L, 3L, 4L, 5L, 6L), record.arguments());
    }
}
