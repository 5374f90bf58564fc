package org.realmscope.scenario.run;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.realmscope.scenario.run.ScenarioBuilder.UNPROTECTED;

import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.OptionalInt;
import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.realmscope.scenario.model.AddressRange;
import org.realmscope.scenario.model.Bytes;
import org.realmscope.scenario.model.Expectation;
import org.realmscope.scenario.model.Expectation.Count;
import org.realmscope.scenario.model.GuestStep.Outcome;
import org.realmscope.scenario.model.VmmAction;

/**
 * Each expectation, met and not met, against one run: a protected write and an unprotected read that fault, and an
 * access to RIPAS EMPTY.
 */
class ExpectationsTest {
    private static final AddressRange PAGE = new AddressRange(0x20_0000, 0x20_1000);

    private final ScenarioBuilder scenario = new ScenarioBuilder();
    private final List<Boolean> wanted = new ArrayList<>();

    private void expect(boolean met, Expectation expectation) {
        wanted.add(met);
        scenario.expect(expectation);
    }

    private void faults(boolean met, int count, @Nullable Boolean isProtected, @Nullable String access, String by) {
        expect(
                met,
                new Expectation.Faults(
                        scenario.here(),
                        "faults",
                        new Count(count, count),
                        OptionalLong.empty(),
                        "realm0",
                        "vcpu0",
                        isProtected,
                        access,
                        null,
                        by.isEmpty() ? null : by));
    }

    private void number(boolean met, long number, @Nullable AddressRange range) {
        expect(
                met,
                new Expectation.Faults(
                        scenario.here(),
                        "fault " + number,
                        new Count(1, 1),
                        OptionalLong.of(number),
                        null,
                        null,
                        null,
                        null,
                        range,
                        null));
    }

    private void calls(boolean met, String command, long minimum, long maximum, int status, boolean sinceStart) {
        VmmAction.Status code = status < 0 ? null : new VmmAction.Status(status, OptionalLong.empty());
        expect(
                met,
                new Expectation.Calls(
                        scenario.here(), "calls", new Count(minimum, maximum), command, code, sinceStart));
    }

    private void ripas(boolean met, long base, long end, int ripas) {
        expect(met, new Expectation.Ripas(scenario.here(), "ripas", 0, new AddressRange(base, end), ripas));
    }

    private void rtt(boolean met, long ipa, int level, String state) {
        OptionalInt of = level < 0 ? OptionalInt.empty() : OptionalInt.of(level);
        expect(met, new Expectation.RttEntry(scenario.here(), "rtt", 0, ipa, of, state));
    }

    @Test
    void eachExpectationIsMetByWhatItSaysAndByNothingElse() {
        scenario.ripasEnd(32L << 20)
                .vcpu(
                        scenario.store(1, 0x20_0000),
                        scenario.load(UNPROTECTED | 0x30_0000, null),
                        scenario.load(48L << 20, new Outcome(Outcome.Kind.EXTERNAL_ABORT, List.of())));
        faults(true, 3, null, null, "");
        faults(false, 2, null, null, "");
        faults(true, 1, true, "write", "RMI_DATA_CREATE_UNKNOWN");
        faults(true, 1, false, "read", "RMI_RTT_MAP_UNPROTECTED");
        faults(true, 1, true, "read", "injected");
        faults(true, 0, true, "execute", "");
        faults(false, 1, false, "write", "");
        number(true, 1, PAGE);
        number(false, 2, PAGE);
        number(false, 4, null);
        calls(true, "RMI_DATA_CREATE_UNKNOWN", 1, 1, 0, true);
        calls(true, "RMI_DATA_CREATE_UNKNOWN", 1, 1, 4, true);
        calls(true, "RMI_DATA_CREATE_UNKNOWN", 2, Long.MAX_VALUE, -1, true);
        calls(false, "RMI_DATA_CREATE_UNKNOWN", 0, 0, 0, true);
        calls(true, "RMI_REALM_CREATE", 0, 0, 0, true);
        calls(true, "RMI_REALM_CREATE", 1, 1, 0, false);
        calls(true, "RMI_REALM_DESTROY", 0, 0, 0, true);
        ripas(true, 0, 32L << 20, 1);
        ripas(true, 32L << 20, 64L << 20, 0);
        ripas(false, 0, 64L << 20, 1);
        ripas(false, 0x20_0000, 0x20_1000, 2);
        rtt(true, 0x20_0000, 3, "assigned");
        rtt(true, 0x20_0000, -1, "assigned");
        rtt(true, 0x20_0000, 2, "table");
        rtt(false, 0x20_0000, 2, "assigned");
        rtt(true, UNPROTECTED | 0x30_0000, 3, "assigned_ns");
        rtt(false, UNPROTECTED | 0x30_1000, 3, "assigned_ns");
        expect(true, new Expectation.Progress(scenario.here(), "progress", true));
        expect(false, new Expectation.Progress(scenario.here(), "no progress", false));
        ScenarioResult result = scenario.run();
        // That of the step comes first.
        List<ExpectationResult> results =
                result.expectations().subList(1, result.expectations().size());
        for (int i = 0; i < wanted.size(); i++) {
            assertEquals(wanted.get(i), results.get(i).met(), results.get(i).toString());
        }
        assertEquals(
                "fault 2: unprotected read at 0x8_0030_0000 of realm0.vcpu0, resolved by RMI_RTT_MAP_UNPROTECTED",
                results.get(8).actual());
        assertEquals("there were only 3 faults", results.get(9).actual());
        assertEquals("1 call, beside 1 x RMI_ERROR_RTT(2)", results.get(10).actual());
        assertEquals("0x200_0000 is empty", results.get(19).actual());
        assertEquals("level 2 table", results.get(24).actual());
    }

    @Test
    void measurementIsThatOfTheRealm() {
        scenario.vcpu(scenario.store(1, 0x20_0000));
        String rim = scenario.run().history().tables().getFirst().measurements().getFirst();
        assertEquals(64, rim.length());
        ScenarioBuilder again = new ScenarioBuilder();
        again.vcpu(again.store(1, 0x20_0000))
                .expect(new Expectation.Measurement(again.here(), "rim", 0, 0, bytes(rim)))
                .expect(new Expectation.Measurement(again.here(), "rem0", 0, 1, bytes("00".repeat(32))))
                .expect(new Expectation.Measurement(again.here(), "rim", 0, 0, bytes("00".repeat(32))));
        assertEquals(
                List.of(true, true, false),
                again.run().expectations().stream().map(ExpectationResult::met).toList());
    }

    private static Bytes bytes(String hex) {
        return Bytes.of(HexFormat.of().parseHex(hex));
    }
}
