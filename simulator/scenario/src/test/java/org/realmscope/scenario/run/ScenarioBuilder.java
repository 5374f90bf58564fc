package org.realmscope.scenario.run;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.OptionalInt;
import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;
import org.realmscope.abi.RmiCommand;
import org.realmscope.scenario.model.Address;
import org.realmscope.scenario.model.AddressRange;
import org.realmscope.scenario.model.Bytes;
import org.realmscope.scenario.model.Content;
import org.realmscope.scenario.model.Expectation;
import org.realmscope.scenario.model.GuestStep;
import org.realmscope.scenario.model.HostSetup;
import org.realmscope.scenario.model.HostSwitch;
import org.realmscope.scenario.model.PlatformSetup;
import org.realmscope.scenario.model.Position;
import org.realmscope.scenario.model.RealmSetup;
import org.realmscope.scenario.model.RmmSetup;
import org.realmscope.scenario.model.Scenario;
import org.realmscope.scenario.model.SlotSetup;
import org.realmscope.scenario.model.SwitchSetting;
import org.realmscope.scenario.model.VcpuSetup;
import org.realmscope.scenario.model.VmmAction;
import org.realmscope.scenario.model.VmmRule;

/**
 * Scenarios of one realm of 36 bits with 64 MiB of RAM at 0, put together without a file. Everything gets a line of its
 * own, so that positions tell things apart.
 */
final class ScenarioBuilder {
    static final long UNPROTECTED = 1L << 35;
    static final long RAM = 64L << 20;

    private final List<RealmSetup> realms = new ArrayList<>();
    private final List<VmmRule> rules = new ArrayList<>();
    private final List<Expectation> expectations = new ArrayList<>();
    private final List<SwitchSetting> switches = new ArrayList<>();
    private final List<Content> contents = new ArrayList<>();
    private final List<VcpuSetup> vcpus = new ArrayList<>();
    private final List<SlotSetup> slots = new ArrayList<>();
    private SlotSetup.Backing backing = SlotSetup.Backing.ANON;
    private int pes = 2;
    private long limit = 20_000_000;
    private long quantum = 10_000;
    private long ripasEnd = RAM;
    private String hostImage = "";
    private @Nullable String rmmImage;
    private long dram = 512L << 20;
    private int line;

    Position here() {
        return new Position("test.rme", ++line, 1);
    }

    // --- machine and host

    ScenarioBuilder pes(int count) {
        pes = count;
        return this;
    }

    ScenarioBuilder limit(long instructions) {
        limit = instructions;
        return this;
    }

    ScenarioBuilder quantum(long instructions) {
        quantum = instructions;
        return this;
    }

    ScenarioBuilder hostImage(String path) {
        hostImage = path;
        return this;
    }

    ScenarioBuilder rmmImage(String path) {
        rmmImage = path;
        return this;
    }

    ScenarioBuilder dram(long bytes) {
        dram = bytes;
        return this;
    }

    ScenarioBuilder set(HostSwitch name, int value) {
        switches.add(new SwitchSetting(here(), name, value));
        return this;
    }

    // --- realm

    ScenarioBuilder backing(SlotSetup.Backing value) {
        backing = value;
        return this;
    }

    ScenarioBuilder slot(String name, long base, long size, SlotSetup.Backing value) {
        slots.add(new SlotSetup(here(), name, slots.size() + 1, new AddressRange(base, base + size), value, false));
        return this;
    }

    ScenarioBuilder ripasEnd(long end) {
        ripasEnd = end;
        return this;
    }

    ScenarioBuilder populate(long ipa, byte... bytes) {
        contents.add(new Content(here(), ipa, Bytes.of(bytes), true));
        return this;
    }

    ScenarioBuilder vcpu(GuestStep... steps) {
        return vcpu(vcpus.isEmpty(), steps);
    }

    ScenarioBuilder vcpu(boolean on, GuestStep... steps) {
        int index = vcpus.size();
        vcpus.add(new VcpuSetup(here(), "vcpu" + index, index, on, null, Arrays.asList(steps)));
        return this;
    }

    /** Ends the realm; the next calls are for another. */
    ScenarioBuilder realm() {
        List<SlotSetup> all = new ArrayList<>();
        all.add(new SlotSetup(here(), "ram", 0, new AddressRange(0, RAM), backing, false));
        all.addAll(slots);
        List<AddressRange> ripas = new ArrayList<>(List.of(new AddressRange(0, ripasEnd)));
        slots.forEach(slot -> ripas.add(slot.range()));
        realms.add(new RealmSetup(
                here(),
                "realm" + realms.size(),
                36,
                RealmSetup.HOST_CHOOSES,
                false,
                false,
                all,
                ripas,
                contents,
                0,
                true,
                List.of(),
                vcpus));
        contents.clear();
        vcpus.clear();
        slots.clear();
        return this;
    }

    // --- guest steps

    static Address at(long ipa) {
        return new Address(ipa, null);
    }

    static GuestStep.Outcome results(Long... values) {
        return new GuestStep.Outcome(GuestStep.Outcome.Kind.VALUES, List.of(values));
    }

    static GuestStep.Outcome abort() {
        return new GuestStep.Outcome(GuestStep.Outcome.Kind.EXTERNAL_ABORT, List.of());
    }

    static GuestStep.Outcome stuck() {
        return new GuestStep.Outcome(GuestStep.Outcome.Kind.STUCK, List.of());
    }

    GuestStep store(long value, long ipa) {
        return store(value, ipa, null);
    }

    GuestStep store(long value, long ipa, GuestStep.@Nullable Outcome outcome) {
        return new GuestStep.Store(here(), "store 0x%x to 0x%x".formatted(value, ipa), 8, value, at(ipa), outcome);
    }

    GuestStep load(long ipa, GuestStep.@Nullable Outcome outcome) {
        return new GuestStep.Load(here(), "load 0x%x".formatted(ipa), 8, at(ipa), outcome);
    }

    GuestStep hostCall(int immediate, List<Long> arguments, GuestStep.@Nullable Outcome outcome) {
        return new GuestStep.HostCall(here(), "host_call " + immediate, immediate, arguments, outcome);
    }

    GuestStep hostCall(int immediate) {
        return hostCall(immediate, List.of(), null);
    }

    GuestStep words(Integer... words) {
        return new GuestStep.Words(here(), "words", List.of(words));
    }

    GuestStep waitForInterrupt() {
        return new GuestStep.Wait(here(), "wfi", false);
    }

    GuestStep repeat(long count, GuestStep... steps) {
        return new GuestStep.Repeat(here(), "repeat " + count, count, Arrays.asList(steps));
    }

    GuestStep psci(String name, long functionId, GuestStep.@Nullable Outcome outcome, GuestStep.Argument... arguments) {
        return new GuestStep.Call(here(), "psci " + name, name, functionId, Arrays.asList(arguments), outcome);
    }

    // --- VMM

    ScenarioBuilder on(VmmRule.Trigger trigger, VmmAction... actions) {
        rules.add(new VmmRule(here(), trigger, Arrays.asList(actions)));
        return this;
    }

    VmmAction read(long ipa, long... expected) {
        OptionalLong value = expected.length == 0 ? OptionalLong.empty() : OptionalLong.of(expected[0]);
        return new VmmAction.Read(here(), "read 0x%x".formatted(ipa), 0, ipa, 8, value);
    }

    VmmAction unmap(long base, long end) {
        return new VmmAction.Unmap(here(), "unmap", 0, new AddressRange(base, end));
    }

    VmmAction pages(String name) {
        return new VmmAction.Pages(here(), "pages " + name, name, 0);
    }

    VmmAction rmi(RmiCommand command, String pages) {
        return new VmmAction.Rmi(
                here(),
                "rmi " + command.specificationName() + "(" + pages + ")",
                command.specificationName(),
                command.functionId(),
                List.of(new VmmAction.RmiOperand(new VmmAction.RmiOperand.Base.Pages(pages), 0)),
                null,
                List.of());
    }

    VmmAction failRmi(RmiCommand command, long first, long count, long status) {
        return new VmmAction.FailRmi(
                here(), "fail " + command.specificationName(), command.functionId(), first, count, status);
    }

    // --- expectations

    ScenarioBuilder expect(Expectation expectation) {
        expectations.add(expectation);
        return this;
    }

    ScenarioBuilder expectEnd(int vcpu, String how, int error) {
        return expect(new Expectation.VcpuEnd(here(), "vcpu realm0.vcpu" + vcpu + " " + how, 0, vcpu, how, error));
    }

    ScenarioBuilder expectReports(String kind, long count) {
        return expect(
                new Expectation.Reports(here(), count + " " + kind, new Expectation.Count(count, count), kind, null));
    }

    ScenarioBuilder expectProgress(boolean progress) {
        return expect(new Expectation.Progress(here(), progress ? "progress" : "no progress", progress));
    }

    ScenarioBuilder expectFaults(long count) {
        return expect(new Expectation.Faults(
                here(),
                count + " faults",
                new Expectation.Count(count, count),
                OptionalLong.empty(),
                null,
                null,
                null,
                null,
                null,
                null));
    }

    ScenarioBuilder expectCalls(RmiCommand command, long count) {
        return expect(new Expectation.Calls(
                here(),
                count + " calls " + command.specificationName(),
                new Expectation.Count(count, count),
                command.specificationName(),
                new VmmAction.Status(0, OptionalLong.empty()),
                true));
    }

    ScenarioBuilder expectRtt(long ipa, int level, String state) {
        OptionalInt wanted = OptionalInt.of(level);
        return expect(new Expectation.RttEntry(here(), "rtt 0x%x %s".formatted(ipa, state), 0, ipa, wanted, state));
    }

    // --- result

    Scenario build() {
        if (!vcpus.isEmpty()) {
            realm();
        }
        return new Scenario(
                "test.rme",
                "test",
                new PlatformSetup(pes, dram, 1, quantum, limit),
                new RmmSetup(rmmImage, "specification", false),
                new HostSetup(hostImage.isEmpty() ? null : hostImage, switches),
                realms,
                rules,
                expectations);
    }

    ScenarioRun prepare() {
        Scenario scenario = build();
        return ScenarioRun.of(scenario, ScenarioRun.Options.of(scenario));
    }

    ScenarioResult run() {
        return prepare().run();
    }
}
