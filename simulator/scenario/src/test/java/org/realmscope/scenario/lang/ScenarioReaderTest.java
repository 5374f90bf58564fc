package org.realmscope.scenario.lang;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assertions.fail;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.OptionalInt;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.realmscope.platform.UserError;
import org.realmscope.scenario.model.Address;
import org.realmscope.scenario.model.AddressRange;
import org.realmscope.scenario.model.Content;
import org.realmscope.scenario.model.Expectation;
import org.realmscope.scenario.model.GuestStep;
import org.realmscope.scenario.model.GuestStep.Outcome;
import org.realmscope.scenario.model.HostSwitch;
import org.realmscope.scenario.model.MmioRegister;
import org.realmscope.scenario.model.PlatformSetup;
import org.realmscope.scenario.model.Position;
import org.realmscope.scenario.model.RealmSetup;
import org.realmscope.scenario.model.Scenario;
import org.realmscope.scenario.model.SlotSetup.Backing;
import org.realmscope.scenario.model.VmmAction;
import org.realmscope.scenario.model.VmmAction.RmiOperand;
import org.realmscope.scenario.model.VmmRule.Trigger;

class ScenarioReaderTest {
    private static final long UNPROTECTED_40 = 1L << 39;

    private static final ScenarioReader READER = new ScenarioReader();

    private final Scenario everything = everything();
    private final RealmSetup realm = everything.realms().getFirst();

    @Test
    void platformRmmAndHostAreAsWritten() {
        assertEquals("Everything", everything.title());
        PlatformSetup platform = everything.platform();
        assertEquals(new PlatformSetup(platform.dramPosition(), 4, 1L << 30, 7, 10_000, 100_000_000), platform);
        assertEquals(new Position(everything.file(), 4, 19), platform.dramPosition());
        assertEquals("tf-rmm-rel0", everything.rmm().profile());
        assertTrue(everything.rmm().patternContent());
        assertNull(everything.host().image());
        assertEquals(
                List.of(HostSwitch.BEHAVIOUR, HostSwitch.DEBUG_VM, HostSwitch.BLOCK_MAPPINGS),
                everything.host().switches().stream().map(set -> set.name()).toList());
        assertEquals(
                List.of(0, 1, 1),
                everything.host().switches().stream().map(set -> set.value()).toList());
    }

    @Test
    void dramWithoutSizeHasThePlatformsPlace() {
        Scenario scenario = done("realm r { slot ram 0 .. 1 MiB  vcpu a { } }\nplatform { seed 2 }");
        assertEquals(new Position("test.rme", 2, 1), scenario.platform().dramPosition());
    }

    @Test
    void defaultsAreThoseOfTheDocumentation() {
        Scenario scenario = done("realm r { slot ram 1 MiB .. 2 MiB  vcpu a { }  vcpu b { } }");
        assertEquals("test.rme", scenario.title());
        assertEquals(new PlatformSetup(3, 2L << 30, 1, 10_000, 1_000_000_000), scenario.platform());
        assertEquals("specification", scenario.rmm().profile());
        RealmSetup realm = scenario.realms().getFirst();
        assertEquals(36, realm.ipaBits());
        assertEquals(RealmSetup.HOST_CHOOSES, realm.startLevel());
        assertEquals(1L << 20, realm.programBase());
        assertTrue(realm.programMeasured());
        assertEquals(List.of(new AddressRange(1 << 20, 2 << 20)), realm.ripasRam());
        assertEquals(Backing.ANON, realm.slots().getFirst().backing());
        assertEquals(
                List.of(true, false),
                realm.vcpus().stream().map(vcpu -> vcpu.on()).toList());
    }

    @Test
    void realmIsAsWritten() {
        assertEquals(40, realm.ipaBits());
        assertEquals(1, realm.startLevel());
        assertTrue(realm.sha512());
        assertEquals(
                new AddressRange(0x4000_0000, 0x4020_0000), realm.slots().get(1).range());
        assertEquals(Backing.HUGETLB, realm.slots().get(1).backing());
        assertTrue(realm.slots().get(1).readOnly());
        assertEquals(
                List.of(new AddressRange(0, 32 << 20), new AddressRange(32 << 20, (32 << 20) + 0x1000)),
                realm.ripasRam());
        assertEquals(0x1000, realm.programBase());
        assertEquals("guest.elf", realm.vcpus().get(2).elf());
    }

    @Test
    void registerHasItsAddressAndValue() {
        MmioRegister register = realm.mmio().getFirst();
        assertEquals(0x900_0018, register.ipa());
        assertEquals(0x90, register.value());
    }

    @Test
    void contentsAreWordsZerosTextAndFiles() {
        List<Content> contents = realm.contents();
        assertArrayEquals(
                new byte[] {(byte) 0xc0, 3, 0x5f, (byte) 0xd6, 0x1f, 0x20, 3, (byte) 0xd5},
                contents.get(0).bytes().toArray());
        assertEquals(
                List.of(false, true, true, true),
                contents.stream().map(Content::measured).toList());
        assertEquals(0x2000, contents.get(1).bytes().size());
        assertEquals("hello", new String(contents.get(2).bytes().toArray(), StandardCharsets.UTF_8));
        byte[] file = Arrays.copyOf("content of a file".getBytes(StandardCharsets.UTF_8), 0x2000);
        assertArrayEquals(file, contents.get(3).bytes().toArray());
    }

    @Test
    void stepsHaveTheirTextAndPosition() {
        GuestStep first = step(0);
        assertEquals("store 0x5a to 0x20_0000", first.text());
        assertEquals(26, first.position().line());
        assertEquals(9, first.position().column());
        assertEquals("for page in 0x40_0000 .. 0x80_0000 step 4 KiB", step(24).text());
    }

    @Test
    void accessesHaveSizesValuesAndAddresses() {
        assertEquals(store(1, 1, -1, 0x20_0001), step(1));
        assertEquals(
                new GuestStep.StorePair(
                        step(2).position(),
                        step(2).text(),
                        1,
                        2,
                        new Address(UNPROTECTED_40 | 0x30_0000, null),
                        new Outcome(Outcome.Kind.EXTERNAL_ABORT, List.of())),
                step(2));
        GuestStep.Load half = (GuestStep.Load) step(4);
        assertEquals(2, half.size());
        assertEquals(new Outcome(Outcome.Kind.VALUES, List.of(0xffffL)), half.outcome());
        assertEquals(Outcome.Kind.STUCK, ((GuestStep.Load) step(6)).outcome().kind());
        GuestStep.Atomic cas = (GuestStep.Atomic) step(10);
        assertEquals(OptionalLong.of(2), cas.expected());
        assertEquals(3, cas.value());
    }

    @Test
    void callsHaveTheirFunctionAndArguments() {
        GuestStep.SetRipas set = (GuestStep.SetRipas) step(13);
        assertTrue(set.ram());
        assertTrue(set.destroyed());
        assertEquals(List.of(1L), ((GuestStep.GetRipas) step(14)).outcome().values());
        GuestStep.HostCall hostCall = (GuestStep.HostCall) step(15);
        assertEquals(0x10, hostCall.immediate());
        assertEquals(List.of(1L, 2L), hostCall.arguments());
        GuestStep.Call version = (GuestStep.Call) step(17);
        assertEquals(0xc400_0190L, version.functionId());
        assertEquals(List.of(0L, 0x1_0000L), version.outcome().values());
        GuestStep.Call cpuOn = (GuestStep.Call) step(19);
        assertEquals(0xc400_0003L, cpuOn.functionId());
        assertEquals(
                List.of(
                        new GuestStep.Argument.VcpuMpidr("vcpu1"),
                        new GuestStep.Argument.VcpuEntry("vcpu1"),
                        new GuestStep.Argument.Value(0)),
                cpuOn.arguments());
        assertEquals(0x8400_0000L, ((GuestStep.Call) step(20)).functionId());
    }

    @Test
    void loopsHaveTheirRangeAndBody() {
        GuestStep.ForEach loop = (GuestStep.ForEach) step(24);
        assertEquals(new AddressRange(0x40_0000, 0x80_0000), loop.range());
        assertEquals(0x1000, loop.step());
        assertEquals(new Address(8, "page"), ((GuestStep.Load) loop.body().get(1)).address());
        GuestStep.ForEach shared = (GuestStep.ForEach) step(25);
        assertEquals(new AddressRange(UNPROTECTED_40 + (8 << 20), UNPROTECTED_40 + (8 << 20) + 0x2000), shared.range());
        assertEquals(3, ((GuestStep.Repeat) step(26)).count());
        assertEquals(Long.MAX_VALUE, ((GuestStep.Repeat) step(27)).count());
    }

    @Test
    void failuresOutsideOfTheVmmApplyAtTheStart() {
        VmmAction.FailRmi second =
                (VmmAction.FailRmi) everything.rules().get(0).actions().getFirst();
        assertEquals(new Trigger.Start(), everything.rules().get(0).trigger());
        assertEquals(0xc400_0152L, second.functionId());
        assertEquals(2, second.first());
        assertEquals(1, second.count());
        assertEquals(1, second.status());
        VmmAction.FailRmi three =
                (VmmAction.FailRmi) everything.rules().get(1).actions().getFirst();
        assertEquals(3, three.count());
        assertEquals(0x204, three.status());
        VmmAction.FailRmi always =
                (VmmAction.FailRmi) everything.rules().get(2).actions().getFirst();
        assertEquals(Long.MAX_VALUE, always.count());
        VmmAction.FailAllocation first =
                (VmmAction.FailAllocation) everything.rules().get(3).actions().getFirst();
        assertEquals(1, first.nth());
    }

    @Test
    void rulesHaveTheirTriggers() {
        assertEquals(
                List.of(
                        new Trigger.Boot(),
                        new Trigger.Time(100_000),
                        new Trigger.Fault(3),
                        new Trigger.HostCall(0x10),
                        new Trigger.Start(),
                        new Trigger.End()),
                everything.rules().stream().skip(4).map(rule -> rule.trigger()).toList());
    }

    @Test
    void rawCallsHaveTheirOperandsAndStatus() {
        List<VmmAction> actions = everything.rules().get(8).actions();
        assertEquals(2, ((VmmAction.Pages) actions.get(1)).order());
        VmmAction.Poke poke = (VmmAction.Poke) actions.get(2);
        assertEquals(new RmiOperand(new RmiOperand.Base.Pages("rtt"), 8), poke.address());
        assertEquals(new RmiOperand(new RmiOperand.Base.Pages("many"), 0x1000), poke.value());
        VmmAction.Rmi create = (VmmAction.Rmi) actions.get(5);
        assertEquals(
                List.of(
                        new RmiOperand(new RmiOperand.Base.Rd(0), 0),
                        new RmiOperand(new RmiOperand.Base.Pages("rtt"), 0),
                        new RmiOperand(new RmiOperand.Base.Zero(), 0x8000_0000L),
                        new RmiOperand(new RmiOperand.Base.Zero(), 3)),
                create.operands());
        assertEquals(new VmmAction.Status(4, OptionalLong.of(2)), create.expected());
        VmmAction.Rmi destroy = (VmmAction.Rmi) actions.get(6);
        assertEquals(List.of(new RmiOperand(new RmiOperand.Base.Rec(0, 0), 0)), destroy.operands());
        assertNull(destroy.expected());
        assertEquals(List.of(0x1_0000L, 0x1_0000L), ((VmmAction.Rmi) actions.get(7)).expectedValues());
    }

    @Test
    void faultExpectationsHaveTheirFilter() {
        Expectation.Faults faults =
                (Expectation.Faults) everything.expectations().get(1);
        assertEquals(new Expectation.Count(2, Long.MAX_VALUE), faults.count());
        assertEquals(true, faults.isProtected());
        assertEquals("write", faults.access());
        assertEquals(new AddressRange(0x20_0000, 0x20_1000), faults.range());
        assertEquals("vcpu0", faults.vcpu());
        assertEquals("RMI_DATA_CREATE_UNKNOWN", faults.resolvedBy());
        assertEquals(
                "at least 2 faults protected write in 0x20_0000 .. 0x20_1000 of realm0.vcpu0 resolved by"
                        + " RMI_DATA_CREATE_UNKNOWN",
                faults.text());
        Expectation.Faults second =
                (Expectation.Faults) everything.expectations().get(4);
        assertEquals(OptionalLong.of(2), second.number());
        assertEquals(new AddressRange(UNPROTECTED_40 | 0x20_0000, UNPROTECTED_40 | 0x20_1000), second.range());
    }

    @Test
    void otherExpectationsAreAsWritten() {
        List<Expectation> all = everything.expectations();
        assertEquals(new Expectation.Count(0, 5), ((Expectation.Faults) all.get(2)).count());
        assertTrue(((Expectation.Calls) all.get(5)).sinceStart());
        assertEquals(false, ((Expectation.Calls) all.get(6)).sinceStart());
        Expectation.Reports warnings = (Expectation.Reports) all.get(7);
        assertEquals("warning", warnings.kind());
        assertEquals("realm_map_protected", warnings.containing());
        assertEquals(
                List.of("leak", "sigbus", "bug", "oops"),
                all.subList(8, 12).stream()
                        .map(report -> ((Expectation.Reports) report).kind())
                        .toList());
        assertEquals(false, ((Expectation.Progress) all.get(12)).progress());
        Expectation.RttEntry entry = (Expectation.RttEntry) all.get(15);
        assertEquals(UNPROTECTED_40 | 0x20_0000, entry.ipa());
        assertEquals(OptionalInt.empty(), entry.level());
        Expectation.Measurement measurement = (Expectation.Measurement) all.get(16);
        assertEquals(1, measurement.index());
        assertEquals(64, measurement.value().size());
        assertEquals(0x3f, measurement.value().get(63));
        assertEquals(-14, ((Expectation.VcpuEnd) all.get(18)).error());
    }

    @Test
    void positionsNameTheFileAsTheUserDid() {
        assertEquals(
                new Position("test.rme", 1, 11),
                done("realm r { slot a 0 .. 4 KiB }")
                        .realms()
                        .getFirst()
                        .slots()
                        .getFirst()
                        .position());
    }

    @Test
    void unreadableFileIsAUserError(@TempDir Path directory) throws IOException {
        assertThrows(UserError.class, () -> READER.read(directory.resolve("none.rme")));
        assertThrows(UserError.class, () -> READER.read(directory));
        Path binary = Files.write(directory.resolve("binary.rme"), new byte[] {(byte) 0xff, (byte) 0xfe, 0, 1});
        ScenarioReading.Refused refused = assertInstanceOf(ScenarioReading.Refused.class, READER.read(binary));
        assertEquals(
                binary + ":1:1: byte 0xff is not UTF-8, in which scenarios are written [SYNTAX]",
                refused.errors().getFirst().toString());
    }

    static Scenario everything() {
        Path file = Path.of("src/test/resources/org/realmscope/scenario/lang/everything.rme");
        return switch (READER.read(file)) {
            case ScenarioReading.Done done -> done.scenario();
            case ScenarioReading.Refused refused -> fail(refused.errors().toString());
        };
    }

    private static Scenario done(String text) {
        return switch (READER.read(text, "test.rme", Path.of("."))) {
            case ScenarioReading.Done done -> done.scenario();
            case ScenarioReading.Refused refused -> fail(refused.errors().toString());
        };
    }

    private GuestStep step(int index) {
        return realm.vcpus().getFirst().steps().get(index);
    }

    private GuestStep store(int index, int size, long value, long ipa) {
        return new GuestStep.Store(
                step(index).position(), step(index).text(), size, value, new Address(ipa, null), null);
    }
}
