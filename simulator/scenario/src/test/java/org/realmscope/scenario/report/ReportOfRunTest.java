package org.realmscope.scenario.report;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.google.gson.JsonNull;
import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import java.io.IOException;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.realmscope.abi.RmiCommand;
import org.realmscope.scenario.model.Address;
import org.realmscope.scenario.model.AddressRange;
import org.realmscope.scenario.model.GuestStep;
import org.realmscope.scenario.model.HostSetup;
import org.realmscope.scenario.model.PlatformSetup;
import org.realmscope.scenario.model.Position;
import org.realmscope.scenario.model.RealmSetup;
import org.realmscope.scenario.model.RmmSetup;
import org.realmscope.scenario.model.Scenario;
import org.realmscope.scenario.model.SlotSetup;
import org.realmscope.scenario.model.VcpuSetup;
import org.realmscope.scenario.model.VmmAction;
import org.realmscope.scenario.model.VmmRule;
import org.realmscope.scenario.run.Notation;
import org.realmscope.scenario.run.ScenarioResult;
import org.realmscope.scenario.run.ScenarioRun;

/**
 * Reports of runs with what the golden files do not have: a fault that the RMM reports, a leaked granule, a rule that
 * never applies, an action that fails, an undefined word.
 */
class ReportOfRunTest {
    private final List<VmmRule> rules = new ArrayList<>();

    private static Position at(int number) {
        return new Position("own.rme", number, 1);
    }

    private ScenarioResult run(GuestStep... steps) {
        SlotSetup slot = new SlotSetup(at(2), "ram", 0, new AddressRange(0, 16L << 20), SlotSetup.Backing.ANON, false);
        List<RealmSetup> realms = steps.length == 0
                ? List.of()
                : List.of(new RealmSetup(
                        at(1),
                        "a",
                        36,
                        RealmSetup.HOST_CHOOSES,
                        false,
                        false,
                        List.of(slot),
                        List.of(slot.range()),
                        List.of(),
                        0,
                        true,
                        List.of(),
                        List.of(new VcpuSetup(at(3), "v0", 0, true, null, List.of(steps)))));
        Scenario scenario = new Scenario(
                "own.rme",
                "own",
                new PlatformSetup(2, 512L << 20, 1, 10_000, 20_000_000),
                new RmmSetup(null, "specification", false),
                new HostSetup(null, List.of()),
                realms,
                rules,
                List.of());
        return ScenarioRun.of(scenario, ScenarioRun.Options.of(scenario)).run();
    }

    private void rule(VmmRule.Trigger trigger, VmmAction... actions) {
        rules.add(new VmmRule(at(20 + rules.size()), trigger, List.of(actions)));
    }

    private static String text(ScenarioResult result) throws IOException {
        StringWriter text = new StringWriter();
        TextReport.write(result, text);
        return text.toString();
    }

    private static JsonObject json(ScenarioResult result) throws IOException {
        StringWriter json = new StringWriter();
        JsonReport.write(result, json);
        JsonObject report = JsonParser.parseString(json.toString()).getAsJsonObject();
        String schema = Files.readString(Path.of("..", "..", "docs", "run-report.schema.json"));
        assertEquals(List.of(), JsonSchema.check(JsonParser.parseString(schema).getAsJsonObject(), report));
        return report;
    }

    @Test
    void faultOfTheRmmIsMarked() throws IOException {
        rule(
                new VmmRule.Trigger.HostCall(1),
                new VmmAction.Unmap(at(30), "unmap", 0, new AddressRange(0x1000, 0x2000)));
        ScenarioResult result = run(new GuestStep.HostCall(at(4), "host_call 1", 1, List.of(), null));
        String text = text(result);
        assertTrue(text.contains("read 0x1000, protected (private), slot ram, reported by the RMM\n"), text);
        String pc = Notation.hex(result.programs().getFirst().steps().getFirst().accessPc());
        assertTrue(text.contains("    guest        pc " + pc + ", line 4: host_call 1\n"), text);
        assertTrue(text.contains("    PE saw       nothing: no PE took a fault;"), text);
        assertTrue(text.contains("parked: no forward progress, the vCPU is not run any"), text);
        JsonObject fault = json(result).getAsJsonArray("faults").get(0).getAsJsonObject();
        assertEquals("rmm", fault.get("source").getAsString());
        assertEquals(JsonNull.INSTANCE, fault.get("seenByPe"));
        assertEquals("0x10", fault.getAsJsonObject("seenByHost").get("hpfar").getAsString());
        StringWriter csv = new StringWriter();
        CsvReport.write(result, csv);
        String row = csv.toString().lines().skip(1).findFirst().orElseThrow();
        assertTrue(row.contains(",read,ram,,,,,0x90000007,0x0,0x10,"), row);
        assertTrue(row.endsWith(",rmm"), row);
    }

    @Test
    void faultOfAFetchHasTheLineOfItsStep() throws IOException {
        ScenarioResult result = run(
                new GuestStep.Fetch(at(4), "fetch 0x2000", new Address(0x2000, null), null),
                new GuestStep.Fetch(at(5), "fetch 0x3000", new Address(0x3000, null), null),
                new GuestStep.Load(at(6), "load 0x4000", 8, new Address(0x4000, null), null),
                new GuestStep.Fetch(at(7), "fetch 0x5000", new Address(0x5000, null), null));
        String text = text(result);
        assertTrue(text.contains("    guest        pc 0x2000, line 4: fetch 0x2000\n"), text);
        assertTrue(text.contains("    guest        pc 0x3000, line 5: fetch 0x3000\n"), text);
        assertTrue(text.contains(", line 6: load 0x4000\n"), text);
        assertTrue(text.contains("    guest        pc 0x5000, line 7: fetch 0x5000\n"), text);
        JsonObject step =
                json(result).getAsJsonArray("faults").get(1).getAsJsonObject().getAsJsonObject("step");
        assertEquals(5, step.get("line").getAsInt());
        assertEquals("fetch 0x3000", step.get("text").getAsString());
    }

    @Test
    void whatWentWrongAsideIsInTheText() throws IOException {
        rule(
                new VmmRule.Trigger.Start(),
                new VmmAction.Pages(at(30), "pages p", "p", 0),
                new VmmAction.Rmi(
                        at(31),
                        "rmi RMI_GRANULE_DELEGATE(p)",
                        "RMI_GRANULE_DELEGATE",
                        RmiCommand.GRANULE_DELEGATE.functionId(),
                        List.of(new VmmAction.RmiOperand(new VmmAction.RmiOperand.Base.Pages("p"), 0)),
                        null,
                        List.of()),
                new VmmAction.Write(at(32), "write 1 to a 1 GiB", 0, 1L << 30, 8, 1));
        rule(new VmmRule.Trigger.HostCall(7), new VmmAction.Reply(at(33), "reply 1", List.of(1L)));
        rule(new VmmRule.Trigger.Fault(9), new VmmAction.Reply(at(34), "reply 1", List.of(1L)));
        ScenarioResult result = run(new GuestStep.Words(at(5), "words 0", List.of(0)));
        String text = text(result);
        for (String expected : List.of(
                "    own.rme:21:1: 'on host_call 7' never came to apply\n",
                "    own.rme:22:1: 'on fault 9' never came to apply\n",
                "    own.rme:32:1: write 1 to a 1 GiB: failed with -14 (EFAULT)\n",
                "    own.rme:5:1: words 0: a.v0 skipped 1 instruction at pc 0x428: undefined instruction, EC 0x00\n",
                "3. Host: no reports, 1 leaked granule\n",
                ": own.rme:31:1: 'rmi RMI_GRANULE_DELEGATE(p)' delegated it, and nobody undelegated",
                "(1 HOST_CALL, end of steps)")) {
            assertTrue(text.contains(expected), () -> expected + " is not in " + text);
        }
        JsonObject report = json(result);
        JsonObject leak = report.getAsJsonArray("leaks").get(0).getAsJsonObject();
        assertFalse(leak.get("reported").getAsBoolean());
        assertEquals(31, leak.get("line").getAsInt());
        assertEquals("DELEGATED", leak.get("state").getAsString());
        assertEquals(
                "on host_call 7",
                report.getAsJsonArray("untriggered")
                        .get(0)
                        .getAsJsonObject()
                        .get("trigger")
                        .getAsString());
        assertEquals(1, report.getAsJsonArray("guestExceptions").size());
    }

    @Test
    void runWithoutVcpusHasNoneThatRan() throws IOException {
        rule(new VmmRule.Trigger.Start(), new VmmAction.Pages(at(30), "pages p", "p", 0));
        String text = text(run());
        assertTrue(text.contains("2. RMI calls: 2 in all, 0 of them after the set-up\n"), text);
    }
}
