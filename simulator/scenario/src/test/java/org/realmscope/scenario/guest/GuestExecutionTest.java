package org.realmscope.scenario.guest;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.realmscope.scenario.model.Address;
import org.realmscope.scenario.model.Bytes;
import org.realmscope.scenario.model.Content;
import org.realmscope.scenario.model.GuestStep;

/** Each sort of step does in a realm what it says. */
class GuestExecutionTest {
    private static final long PAGE = 0x20_0000;
    private static final long EMPTY = 0x1000_0000;

    private final Steps steps = new Steps();

    private GuestRealm run(GuestStep... of) {
        GuestRealm realm = new GuestRealm(steps.realm(steps.vcpu(0, of)));
        realm.runToEnd(0);
        return realm;
    }

    @ParameterizedTest
    @ValueSource(longs = {0, Steps.SHARED})
    void loadsSeeWhatStoresWrote(long half) {
        GuestRealm realm = run(
                steps.store(8, 0x1122_3344_5566_7788L, half + PAGE),
                steps.load(8, half + PAGE, 0x1122_3344_5566_7788L),
                steps.load(4, half + PAGE, 0x5566_7788),
                steps.load(2, half + PAGE + 4, 0x3344),
                steps.load(1, half + PAGE + 7, 0x11),
                steps.store(1, -1, half + PAGE),
                steps.store(2, 0xabcd, half + PAGE + 2),
                steps.store(4, -2, half + PAGE + 4),
                steps.load(8, half + PAGE, 0xffff_fffe_abcd_77ffL),
                steps.load(1, half + PAGE, -1),
                steps.storePair(1, 2, half + PAGE + 16),
                steps.loadPair(half + PAGE + 16, 1, 2),
                steps.loadPair(half + PAGE + 16, 1),
                steps.load(8, half + PAGE));
        assertEquals(List.of(), realm.failedChecks());
        assertEquals(List.of(), realm.exceptions);
    }

    @Test
    void mismatchesShowActualAndExpectedValues() {
        GuestRealm realm = run(
                steps.store(8, 5, PAGE),
                steps.load(8, PAGE, 6),
                steps.storePair(1, 2, PAGE),
                steps.loadPair(PAGE, 1, 3),
                steps.loadPair(PAGE, 7, 2));
        assertEquals(List.of(1, 3, 4), realm.failedChecks());
        assertEquals(5, realm.exceptions.get(0).x9());
        assertEquals(6, realm.exceptions.get(0).x11());
        assertEquals(2, realm.exceptions.get(1).x10());
        assertEquals(3, realm.exceptions.get(1).x12());
        assertEquals(1, realm.exceptions.get(2).x9());
        assertEquals(7, realm.exceptions.get(2).x11());
    }

    @Test
    void atomicsReturnTheOldValue() {
        GuestRealm realm = run(
                steps.store(8, 10, PAGE),
                steps.add(5, PAGE, 10),
                steps.swap(100, PAGE, 15),
                steps.compareAndSwap(1, 2, PAGE, 100),
                steps.compareAndSwap(100, 2, PAGE, 100),
                steps.load(8, PAGE, 2),
                steps.add(1, PAGE),
                steps.add(1, PAGE, 2));
        assertEquals(List.of(7), realm.failedChecks());
        assertEquals(List.of(), realm.exceptionsOf(GuestRealm.EC_DATA_ABORT));
    }

    /** RMM injects these itself, so that no event shows them. */
    @Test
    void externalAbortsAreSkippedAndFailWhatIsExpected() {
        GuestRealm realm = run(
                new GuestStep.Store(steps.position(), "store", 8, 1, Steps.at(EMPTY), Steps.externalAbort()),
                new GuestStep.Load(steps.position(), "load", 8, Steps.at(EMPTY), Steps.externalAbort()),
                new GuestStep.Load(steps.position(), "load", 8, Steps.at(PAGE), Steps.externalAbort()),
                steps.load(8, EMPTY, 0),
                steps.loadPair(EMPTY, 0, 0),
                steps.add(1, EMPTY, 0),
                steps.compareAndSwap(7, 1, EMPTY, 7),
                steps.storePair(1, 2, EMPTY),
                new GuestStep.Fetch(steps.position(), "fetch", Steps.at(EMPTY), Steps.externalAbort()),
                new GuestStep.Fetch(steps.position(), "fetch", Steps.at(PAGE), Steps.externalAbort()),
                new GuestStep.Load(steps.position(), "load", 8, Steps.at(PAGE + 1), Steps.externalAbort()),
                steps.store(8, 3, PAGE),
                steps.load(8, PAGE, 3));
        assertEquals(List.of(2, 3, 4, 5, 6, 9, 10), realm.failedChecks());
        List<GuestRealm.Taken> checks = realm.exceptionsOf(GuestRealm.EC_BRK);
        assertEquals(0, checks.getFirst().x9());
        assertEquals(0x10, checks.getFirst().x11());
        assertEquals(0x21, checks.getLast().x9());
    }

    /**
     * One page of returning code, one of undefined code, one that nobody populated, one that is EMPTY (RMM injects that
     * abort, without an event), and a misaligned address.
     */
    @Test
    void fetchesReturn() {
        long ret = 0x10_0000;
        long undefined = 0x10_1000;
        Content returning =
                new Content(steps.position(), ret, Bytes.of(new byte[] {(byte) 0xc0, 3, 0x5f, (byte) 0xd6}), true);
        Content udf = new Content(steps.position(), undefined, Bytes.of(new byte[4]), false);
        GuestRealm realm = new GuestRealm(steps.realm(
                List.of(steps.slot(0, 0, Steps.RAM)),
                List.of(returning, udf),
                0,
                steps.vcpu(
                        0,
                        steps.fetch(ret),
                        steps.fetch(undefined),
                        steps.fetch(PAGE),
                        steps.fetch(EMPTY),
                        steps.fetch(ret + 2),
                        steps.store(8, 1, PAGE + 8),
                        steps.load(8, PAGE + 8, 1))));
        realm.runToEnd(0);
        assertEquals(List.of(), realm.failedChecks());
        assertEquals(
                List.of(undefined, PAGE, ret + 2),
                realm.exceptions.stream().map(GuestRealm.Taken::pc).toList());
        assertEquals(
                List.of(GuestRealm.EC_UNKNOWN, GuestRealm.EC_UNKNOWN, GuestRealm.EC_PC_ALIGNMENT),
                realm.exceptions.stream().map(GuestRealm.Taken::exceptionClass).toList());
    }

    @Test
    void ripasIsSetAndRead() {
        GuestRealm realm = run(
                steps.getRipas(PAGE, 1),
                steps.setRipas(PAGE, PAGE + 0x60_0000, false, false, 0, PAGE + 0x60_0000, 0),
                steps.getRipas(PAGE, 0),
                steps.getRipas(PAGE + 0x5f_f008, 0),
                steps.getRipas(PAGE + 0x60_0000, 1),
                steps.setRipas(PAGE, PAGE + 0x1000, true, true),
                steps.getRipas(PAGE, 1),
                steps.getRipas(PAGE, 0),
                steps.setRipas(PAGE + 8, PAGE + 0x1000, true, false, 1),
                steps.getRipas(Steps.SHARED, 0),
                steps.getRipas(EMPTY));
        assertEquals(List.of(7, 9), realm.failedChecks());
        assertEquals(1, realm.exceptions.get(0).x9());
        assertEquals(~1L, realm.exceptions.get(1).x9());
    }

    @Test
    void hostCallsPassAndReturnValues() {
        GuestRealm realm = new GuestRealm(steps.realm(steps.vcpu(
                0,
                steps.hostCall(0x10, List.of(1L, 0L, 0xdead_beef_0000_0001L), 3, 4, 5),
                steps.repeat(2, steps.hostCall(0xfffe, List.of(), 7, 0)))));
        assertEquals(List.of(3L, 0x10L, 1L, 0L, 0xdead_beef_0000_0001L, 0L), realm.run(0));
        assertEquals(List.of(3L, 0xfffeL, 0L, 0L, 0L, 0L), realm.run(0, 3, 4, 6));
        assertEquals(List.of(3L, 0xfffeL, 0L, 0L, 0L, 0L), realm.run(0, 7, 0));
        assertEquals(List.of(3L, 0xffffL), realm.run(0, 7, 1).subList(0, 2));
        assertEquals(List.of(0, 2), realm.failedChecks());
        assertEquals(6, realm.exceptions.get(0).x9());
        assertEquals(5, realm.exceptions.get(0).x11());
        assertEquals(
                2,
                realm.program.steps().get(0).checks().stream()
                        .filter(check -> check.pc() == realm.exceptions.get(0).pc())
                        .findFirst()
                        .orElseThrow()
                        .value());
        assertEquals(0xffffL, realm.run(0).get(1));
    }

    @Test
    void callsPassValuesAndTheBuffer() {
        long version = 0x1_0000;
        GuestRealm realm = run(
                steps.call("RSI_VERSION", 0xc400_0190L, List.of(Steps.value(version)), 0, version, version),
                steps.call("RSI_VERSION", 0xc400_0190L, List.of(Steps.value(version)), 0, 5, version),
                steps.call("RSI_REALM_CONFIG", 0xc400_0196L, List.of(new GuestStep.Argument.Buffer()), 0),
                steps.call("RSI_MEASUREMENT_READ", 0xc400_0192L, List.of(Steps.value(5)), 1),
                steps.call("PSCI_VERSION", 0x8400_0000L, List.of()));
        assertEquals(List.of(1), realm.failedChecks());
        assertEquals(version, realm.exceptions.getFirst().x9());
        assertEquals(5, realm.exceptions.getFirst().x11());
        assertTrue(realm.program.buffer().isPresent());
    }

    @Test
    void attestationGoesToTheBuffer() {
        GuestStep init =
                steps.call("RSI_ATTESTATION_TOKEN_INIT", 0xc400_0194L, List.of(Steps.value(1), Steps.value(2)), 0);
        GuestStep part = steps.call(
                "RSI_ATTESTATION_TOKEN_CONTINUE",
                0xc400_0195L,
                List.of(new GuestStep.Argument.Buffer(), Steps.value(0), Steps.value(0x1000)));
        GuestRealm realm = run(init, part);
        assertEquals(List.of(), realm.failedChecks());
    }

    @Test
    void loopsRunTheirBodiesForEachAddress() {
        GuestStep add = new GuestStep.Atomic(
                steps.position(),
                "atomic",
                GuestStep.Atomic.Operation.ADD,
                OptionalLong.empty(),
                1,
                new Address(8, "page"),
                null);
        GuestRealm realm = run(
                steps.repeat(3, steps.forEach("page", PAGE, PAGE + 0x4001, 0x1000, steps.repeat(2, add))),
                steps.load(8, PAGE + 8, 6),
                steps.load(8, PAGE + 0x4008, 6),
                steps.load(8, PAGE + 0x5008, 0),
                steps.forEach("none", PAGE, PAGE, 0x1000, steps.store(8, 1, PAGE)),
                steps.repeat(0, steps.store(8, 1, PAGE)),
                steps.load(8, PAGE, 0),
                steps.repeat(2),
                steps.forEach("x", 0, 4, 1));
        assertEquals(List.of(), realm.failedChecks());
        assertEquals(List.of(), realm.exceptions);
    }

    @Test
    void endlessLoopGoesOn() {
        GuestRealm realm = new GuestRealm(
                steps.realm(steps.vcpu(0, steps.repeat(Long.MAX_VALUE, steps.add(1, PAGE)), steps.load(8, 0, 1))));
        realm.post(1, GuestRealm.RUN);
        realm.runFor(200_000);
        assertFalse(realm.isDone(1));
        assertEquals(List.of(), realm.exceptions);
        long pc = realm.machine.pe(1).pc;
        assertTrue(realm.program.steps().get(0).extent().contains(pc), Long.toHexString(pc));
    }

    @Test
    void secondaryStartsAtItsEntryAndAwaits() {
        GuestStep on = steps.call(
                "PSCI_CPU_ON",
                0xc400_0003L,
                List.of(
                        new GuestStep.Argument.VcpuMpidr("vcpu1"),
                        new GuestStep.Argument.VcpuEntry("vcpu1"),
                        Steps.value(0)),
                0);
        GuestRealm realm = new GuestRealm(steps.realm(
                steps.vcpu(0, on, steps.await(1, 2 * PAGE + Steps.SHARED), steps.load(8, PAGE, 0x77)),
                steps.vcpu(1, steps.store(8, 0x77, PAGE), steps.store(8, 1, 2 * PAGE + Steps.SHARED))));
        realm.post(2, GuestRealm.RUN);
        realm.runToEnd(0);
        assertEquals(0, realm.await(2));
        assertEquals(0xffff, realm.value(2, 1));
        assertEquals(List.of(), realm.failedChecks());
        assertEquals(List.of(), realm.exceptions);
    }

    @Test
    void systemOffEndsTheRealm() {
        GuestRealm realm =
                new GuestRealm(steps.realm(steps.vcpu(0, steps.call("PSCI_SYSTEM_OFF", 0x8400_0008L, List.of()))));
        assertEquals((long) GuestRealm.EXIT_SYSTEM_EVENT, realm.run(0).get(0));
    }

    @Test
    void interruptEndsWfiAndIsAcknowledged() {
        GuestRealm realm = new GuestRealm(
                steps.realm(steps.vcpu(0, steps.hostCall(1, List.of()), steps.waitFor(false), steps.load(8, PAGE))));
        realm.run(0);
        realm.post(1, GuestRealm.RUN);
        realm.runFor(50_000);
        assertFalse(realm.isDone(1));
        realm.ok(GuestRealm.IRQ_LINE, 0, 0, 27);
        assertEquals(0, realm.await(1));
        assertEquals(0xffff, realm.value(1, 1));
        assertEquals(1, realm.exceptionsOf(-1).size());
        assertEquals(1, realm.exceptions.size());
    }

    @Test
    void eventEndsWfe() {
        int sevl = 0xd50320bf;
        GuestRealm realm = run(steps.words(sevl), steps.waitFor(true), steps.load(8, PAGE, 0));
        assertEquals(List.of(), realm.failedChecks());
    }

    @Test
    void wordsAreExecutedAsTheyAre() {
        int movX0 = 0xd2800540; // mov x0, #42
        int svc = 0xd4000001;
        int udf = 0;
        int branchOverNext = 0x14000002;
        int strX0 = 0xf9000020; // str x0, [x1]
        int movX1 = 0xd2a00401; // mov x1, #0x200000
        int movX0Again = 0xd2800560; // mov x0, #43
        GuestRealm realm = run(
                steps.words(movX0, movX1, udf, svc, branchOverNext, movX0Again, strX0),
                steps.load(8, PAGE, 42),
                steps.words());
        assertEquals(List.of(), realm.failedChecks());
        assertEquals(
                List.of(0, 0x15),
                realm.exceptions.stream().map(GuestRealm.Taken::exceptionClass).toList());
    }

    @Test
    void programWorksFarFromZero() {
        GuestRealm realm = new GuestRealm(steps.realm(
                List.of(steps.slot(0, 0x8_0000_0000L - 0x40_0000, 0x8_0000_0000L)),
                List.of(),
                0x8_0000_0000L - 0x10_0000,
                steps.vcpu(0, steps.store(8, 9, 0x7_ffff_f000L), steps.load(8, 0x7_ffff_f000L, 9))));
        realm.runToEnd(0);
        assertEquals(List.of(), realm.failedChecks());
    }
}
