package org.realmscope.machine.history;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.aggregator.ArgumentsAccessor;
import org.junit.jupiter.params.provider.CsvSource;
import org.realmscope.platform.memory.MemoryRegion;
import org.realmscope.platform.memory.PhysicalMemory;

class FaultStoreTest {
    private static final long MIB = 1L << 20;

    private final HostCallSites sites =
            new HostCallSites(new PhysicalMemory(List.of(new MemoryRegion("DRAM", 0x4000_0000L, 0x10_0000))));
    private final int origin = CallWords.origin(1, sites.of(0x4201_0000L, 0));
    private final long[] x = new long[34];

    /** A protected write fault, resolved by three calls. */
    private void add(FaultStore store, long n) {
        OpenFault fault = new OpenFault();
        fault.clear();
        fault.number = store.reserve();
        fault.pe = 1;
        fault.instructions = 70_000 + 2_000 * n;
        fault.ordinal = 1;
        fault.pc = 0x430;
        fault.ipa = 0x4000_0000L + (n << 12) + 8;
        fault.half = OpenFault.HALF_PROTECTED;
        fault.esr = 0x93c9_8047L;
        fault.far = fault.ipa;
        fault.hpfar = fault.ipa >>> 12 << 4;
        fault.shown = true;
        fault.hostEsr = 0x9000_0007L;
        fault.hostHpfar = fault.hpfar;
        fault.decision = 3;
        fault.kind = ResolutionKind.MAPPED;
        fault.command = 4;
        fault.returnCode = 1;
        fault.gptChanges = 1;
        fault.hostInstructions = 1_700;
        call(fault, 0x1, 500, 0x8000_0000L + (n << 12));
        call(fault, 0x4, 900, 0x4200_0000L, 0x8000_0000L + (n << 12), fault.ipa & -4096);
        call(fault, 0xc, 1_600, 0x4215_0000L, 0x4216_0000L);
        store.write(fault);
    }

    private void call(OpenFault fault, int function, long since, long... arguments) {
        System.arraycopy(arguments, 0, x, 1, arguments.length);
        int header =
                CallWords.call(fault.calls, fault.instructions, fault.instructions + since, 1, origin, function, x);
        x[0] = 0;
        CallWords.complete(fault.calls, header, x, 0, CallWords.NO_CONDITION);
        fault.callCount++;
    }

    private static OpenFault read(FaultStore store, long number) {
        OpenFault fault = new OpenFault();
        store.read(number, fault);
        return fault;
    }

    @Test
    void whatTheRmmReportsStaysToldApart() {
        FaultStore store = new FaultStore(MIB, sites);
        add(store, 1);
        OpenFault reported = read(store, 1);
        reported.number = store.reserve();
        reported.reported = true;
        reported.kind = ResolutionKind.PARKED;
        store.write(reported);
        assertFalse(read(store, 1).reported);
        assertTrue(read(store, 2).reported);
        assertEquals(ResolutionKind.PARKED, read(store, 2).kind);
    }

    @Test
    void aMillionFaultsFitInto200MiB() {
        FaultStore store = new FaultStore(200 * MIB, sites);
        int faults = 100_000;
        for (int n = 0; n < faults; n++) {
            add(store, n);
        }
        assertEquals(1, store.firstKept());
        assertTrue(store.bytes() * 10 < 200 * MIB, () -> store.bytes() + " bytes for 100,000 faults");
        OpenFault fault = read(store, 77_777);
        assertEquals(0x4000_0008L + (77_776L << 12), fault.ipa);
        assertEquals(0x40_0000L + (77_776L << 4), fault.hpfar);
        assertEquals(0x9000_0007L, fault.hostEsr);
        assertEquals(fault.hpfar, fault.hostHpfar);
        assertEquals(0, fault.hostFar);
        assertEquals(1_700, fault.hostInstructions);
        assertEquals("RMI_DATA_CREATE_UNKNOWN", store.calls(77_777).get(1).name());
    }

    @Test
    void oldestFaultsAreSummarisedWhenMemoryIsUsedUp() {
        FaultStore store = new FaultStore(4 * MIB, sites);
        int faults = 100_000;
        for (int n = 0; n < faults; n++) {
            add(store, n);
        }
        assertTrue(store.bytes() < 6 * MIB, () -> store.bytes() + " bytes");
        assertEquals(faults, store.count());
        ForgottenFaults forgotten = store.forgotten();
        assertEquals(store.firstKept() - 1, forgotten.count());
        assertTrue(forgotten.count() > 50_000);
        assertEquals(forgotten.count(), forgotten.isProtected());
        assertEquals(3 * forgotten.count(), forgotten.rmiCalls());
        assertEquals(forgotten.count(), forgotten.resolutions().get(ResolutionKind.MAPPED));
        assertEquals(70_000 + 2_000 * (forgotten.count() - 1), forgotten.last().instructions());
        assertThrows(IllegalArgumentException.class, () -> read(store, store.firstKept() - 1));
        assertEquals(0x4000_0008L + (store.firstKept() - 1 << 12), read(store, store.firstKept()).ipa);
    }

    @Test
    void faultWrittenAfterItsChunkIsGoneIsSummarised() {
        FaultStore store = new FaultStore(1, sites);
        OpenFault late = new OpenFault();
        late.clear();
        late.number = store.reserve();
        late.half = OpenFault.HALF_UNPROTECTED;
        late.kind = ResolutionKind.NONE;
        for (int n = 0; n < 3 * FaultChunk.FAULTS; n++) {
            add(store, n);
        }
        long before = store.forgotten().count();
        store.write(late);
        assertEquals(before + 1, store.forgotten().count());
        assertEquals(1, store.forgotten().unprotected());
    }

    @ParameterizedTest
    @CsvSource({
        "0x1_0000_0000, 0, 0, 0, 1, 0, 0, 5",
        "1, 0x1_0000_0001, 0, 0, 1, 0, 0, 5",
        "1, 1, 0xfff0_0000_0000_0000, 0, 1, 0, 0, 5",
        "1, 1, 0, 0x123456, 1, 0, 0, 5",
        "1, 1, 0, 0, 0x200000, 0, 0, 5",
        "1, 1, 0, 0, 1, 0x10000, 0, 5",
        "1, 1, 0, 0, 1, 0, 0x10000, 5",
        "1, 1, 0, 0, 1, 0, 0, 0x100000000",
        "1, 1, 0, 0, 1, 0xffff, 0xffff, 0xfffffffe",
        "1, 1, 0, 0, 1, 0, 0, -1",
    })
    void valuesOfAnySizeComeBack(ArgumentsAccessor row) {
        FaultStore store = new FaultStore(MIB, sites);
        add(store, 0);
        OpenFault fault = new OpenFault();
        fault.clear();
        fault.number = store.reserve();
        fault.shown = true;
        fault.esr = number(row.getString(0));
        fault.hostEsr = number(row.getString(1));
        fault.hpfar = number(row.getString(2));
        fault.hostFar = number(row.getString(3));
        fault.ordinal = (int) number(row.getString(4));
        fault.tlbInvalidations = (int) number(row.getString(5));
        fault.gptChanges = (int) number(row.getString(6));
        fault.hostInstructions = number(row.getString(7));
        store.write(fault);
        OpenFault read = read(store, 2);
        assertEquals(number(row.getString(0)), read.esr);
        assertEquals(number(row.getString(1)), read.hostEsr);
        assertEquals(number(row.getString(2)), read.hpfar);
        assertEquals(number(row.getString(3)), read.hostFar);
        assertEquals(number(row.getString(4)), read.ordinal);
        assertEquals(number(row.getString(5)), read.tlbInvalidations);
        assertEquals(number(row.getString(6)), read.gptChanges);
        assertEquals(number(row.getString(7)), read.hostInstructions);
        assertEquals(OpenFault.NO_RETURN_CODE, read.returnCode);
        assertEquals(OpenFault.NO_DECISION, read.decision);
        assertEquals(OpenFault.NO_STATE, read.before);
    }

    private static long number(String text) {
        String digits = text.replace("_", "");
        return digits.startsWith("0x") ? Long.parseUnsignedLong(digits.substring(2), 16) : Long.parseLong(digits);
    }
}
