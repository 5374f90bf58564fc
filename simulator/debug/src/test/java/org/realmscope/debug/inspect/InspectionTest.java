package org.realmscope.debug.inspect;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.realmscope.debug.fixture.RealmHost;
import org.realmscope.machine.Machine;
import org.realmscope.machine.checkpoint.StateHash;
import org.realmscope.machine.input.InputAction;
import org.realmscope.machine.time.Moment;
import org.realmscope.platform.PhysicalAddressSpace;
import org.realmscope.platform.UserError;
import org.realmscope.platform.memory.MemoryRegion;

/** What is seen of a realm that has stored to two Protected pages and one Unprotected page. */
class InspectionTest {
    private static final RealmSelector REALM = new RealmSelector.Numbered(0);
    private static final AddressSpace IPA = new AddressSpace.Ipa(REALM);
    private static final AddressSpace NS = new AddressSpace.Physical(PhysicalAddressSpace.NON_SECURE);
    private static final AddressSpace REALM_PA = new AddressSpace.Physical(PhysicalAddressSpace.REALM);
    private static final long PAGE = 0x20_0000L;

    private final RealmHost host = RealmHost.withRealm("""
        mov x1, #0x200000
        str x1, [x1]
        add x1, x1, #0x1000
        str x1, [x1]
        mov x2, #0x800000000
        add x2, x2, #0x300000
        str x1, [x2]
        """ + RealmHost.HOST_CALL);
    private final Machine machine = host.machine();
    private final Inspection view = new Inspection(machine);
    private long rd;

    @BeforeEach
    void run() {
        host.postRun(1);
        host.awaitRun(1);
        rd = view.realms().getFirst().rd();
    }

    // --- realms

    @Test
    void realmAndRecAreSeen() {
        RealmSummary realm = view.realm(rd);
        assertEquals("ACTIVE", realm.state());
        assertEquals(36, realm.ipaWidth());
        assertTrue(realm.isProtected(0) && !realm.isProtected(RealmHost.UNPROTECTED));
        RecSummary rec = view.recs().getFirst();
        assertEquals(rd, rec.rd());
        assertEquals(-1, rec.pe());
        assertEquals(0, rec.number());
        assertEquals(0, view.recNumber(rec.rec()));
        assertEquals(rd, view.realmOfRec(rec.rec()));
        assertEquals(RealmSelector.NONE, view.realmOfRec(rd));
    }

    @Test
    void selectorsFindRealms() {
        assertEquals(rd, REALM.find(view.realms()));
        assertEquals(rd, new RealmSelector.Rd(rd).find(view.realms()));
        assertEquals(RealmSelector.NONE, new RealmSelector.Numbered(1).find(view.realms()));
        assertEquals(RealmSelector.NONE, new RealmSelector.Rd(1).find(view.realms()));
    }

    @Test
    void realmThatDoesNotExistIsNamed() {
        UserError error = assertThrows(UserError.class, () -> view.realm(0x1000));
        assertEquals("there is no realm with RD 0x1000", error.getMessage());
    }

    // --- RTT and RIPAS

    @Test
    void tablesAreReadOneByOne() {
        List<RttEntry> start = view.rttStart(rd);
        RttEntry first = start.getFirst();
        assertEquals(0, first.ipa());
        assertTrue(first.isTable());
        List<RttEntry> below = view.rttTable(rd, first);
        assertEquals(512, below.size());
        assertEquals(first.outputAddress(), below.getFirst().table());
        RttEntry leaf = view.rttLeaf(rd, PAGE + 0x1234);
        assertEquals(PAGE + 0x1000, leaf.ipa());
        assertEquals(Hipas.ASSIGNED, leaf.hipas());
        assertEquals(Ripas.RAM, leaf.ripas());
        assertEquals(3, leaf.level());
        assertFalse(leaf.isBlock());
        assertEquals(List.of(), view.rttTable(rd, leaf));
        assertEquals(leaf, view.rttWalk(rd, PAGE + 0x1000).getLast());
    }

    @Test
    void rttIsRunLengthEncoded() {
        List<Run<RttState>> runs = view.rtt(rd, PAGE, PAGE + 0x4000);
        Run<RttState> last = runs.getLast();
        assertEquals(PAGE + 0x2000, last.base());
        assertEquals(PAGE + 0x4000, last.end());
        assertEquals(Hipas.UNASSIGNED, last.value().hipas());
        assertEquals(Hipas.ASSIGNED, runs.getFirst().value().hipas());
        long whole =
                view.rtt(rd, 0, Long.MAX_VALUE).stream().mapToLong(Run::size).sum();
        assertEquals(1L << 36, whole);
    }

    @Test
    void ripasIsRunLengthEncodedInTheProtectedHalf() {
        assertEquals(
                List.of(new Run<>(0, 64L << 20, Ripas.RAM), new Run<>(64L << 20, 1L << 35, Ripas.EMPTY)),
                view.ripas(rd, 0, Long.MAX_VALUE));
    }

    @Test
    void ipaOutsideTheSpaceIsRefused() {
        assertThrows(UserError.class, () -> view.rttLeaf(rd, 1L << 36));
    }

    // --- granules

    @Test
    void granulesSayWhatTheyAreUsedFor() {
        long data = view.locate(IPA, PAGE).pa();
        assertEquals(new GranuleUse(PhysicalAddressSpace.REALM, GranuleState.DATA, rd), view.granule(data));
        assertEquals(GranuleState.RD, Objects.requireNonNull(view.granule(rd).state()));
        List<Run<GranuleUse>> runs = view.granules(0x4000_0000L, 0x5000_0000L);
        assertEquals(0x1000_0000L, runs.stream().mapToLong(Run::size).sum());
        assertTrue(runs.stream()
                .anyMatch(run ->
                        run.base() <= data && data < run.end() && run.value().state() == GranuleState.DATA));
        for (int i = 1; i < runs.size(); i++) {
            assertEquals(runs.get(i - 1).end(), runs.get(i).base());
            assertFalse(runs.get(i - 1).value().equals(runs.get(i).value()));
        }
    }

    @Test
    void runsOfGranulesSayWhatEachGranuleIsUsedFor() {
        List<Run<GranuleUse>> expected = new ArrayList<>();
        for (MemoryRegion region : machine.platform().memory.regions()) {
            for (long pa = region.base(); pa < region.end(); pa += 4096) {
                GranuleUse use = view.granule(pa);
                Run<GranuleUse> last = expected.isEmpty() ? null : expected.getLast();
                if (last != null && last.end() == pa && last.value().equals(use)) {
                    expected.set(expected.size() - 1, new Run<>(last.base(), pa + 4096, use));
                } else {
                    expected.add(new Run<>(pa, pa + 4096, use));
                }
            }
        }
        assertEquals(expected, view.granules(0, Long.MAX_VALUE));
        // Runs that begin and end anywhere.
        for (Run<GranuleUse> run : expected) {
            assertEquals(
                    List.of(new Run<>(run.end() - 4096, run.end(), run.value())),
                    view.granules(run.end() - 4096, run.end()));
        }
    }

    // --- memory

    @Test
    void memoryIsReadInEachSpace() {
        byte[] page = {0, 0, 0x20, 0, 0, 0, 0, 0};
        assertArrayEquals(page, view.read(IPA, PAGE, 8).bytes());
        long pa = view.locate(IPA, PAGE).pa();
        assertArrayEquals(page, view.read(REALM_PA, pa, 8).bytes());
        assertArrayEquals(
                page, view.read(new AddressSpace.Virtual(Regime.EL1R), PAGE, 8).bytes());
        long shared = view.locate(IPA, RealmHost.UNPROTECTED + 0x30_0000L).pa();
        assertEquals(0x10, view.read(NS, shared, 8).bytes()[1]);
        assertTrue(view.read(new AddressSpace.Virtual(Regime.EL2N), shared, 8).isComplete());
    }

    @Test
    void unreadableBytesAreGapsWithTheirReason() {
        MemoryRead read = view.read(IPA, PAGE + 0x1ff8, 0x10);
        assertEquals(8, read.readablePrefix());
        assertFalse(read.isComplete());
        assertEquals(
                List.of(new MemoryRead.Gap(8, 8, "ipa(realm0):0x202000 is UNASSIGNED, RIPAS RAM at level 3")),
                read.gaps());
        long pa = view.locate(IPA, PAGE).pa();
        assertEquals(
                "pa(ns):0x%x is in a granule of pa(realm)".formatted(pa),
                view.read(NS, pa, 4).gaps().getFirst().reason());
        assertEquals(
                "EL2R:0x0 has no meaning: the RMM is native and has no virtual addresses",
                view.read(new AddressSpace.Virtual(Regime.EL2R), 0, 4)
                        .gaps()
                        .getFirst()
                        .reason());
        assertEquals(1, view.read(NS, 0x1000, 0x5000).gaps().size());
    }

    @Test
    void writesAreInputsInPhysicalMemory() {
        List<InputAction> actions = view.write(IPA, PAGE + 0xffe, new byte[] {1, 2, 3, 4});
        assertEquals(
                List.of(
                        new InputAction.WriteMemory(
                                view.locate(IPA, PAGE + 0xffe).pa(), List.of((byte) 1, (byte) 2)),
                        new InputAction.WriteMemory(
                                view.locate(IPA, PAGE + 0x1000).pa(), List.of((byte) 3, (byte) 4))),
                actions);
        UserError error = assertThrows(UserError.class, () -> view.write(IPA, PAGE + 0x1ffe, new byte[4]));
        assertEquals(
                "cannot write 4 bytes at ipa(realm0):0x201ffe: ipa(realm0):0x202000 is UNASSIGNED, RIPAS RAM at level"
                        + " 3",
                error.getMessage());
    }

    @Test
    void disassemblesWhatIsReadable() {
        List<DisassembledInstruction> code = view.disassemble(new AddressSpace.Virtual(Regime.EL1R), 0, 2);
        assertEquals(
                List.of("mov x1, #0x200000", "str x1, [x1]"),
                code.stream().map(DisassembledInstruction::text).toList());
        DisassembledInstruction nowhere = view.disassemble(NS, 0x1000, 1).getFirst();
        assertFalse(nowhere.readable());
        assertEquals("pa(ns):0x1000 is not memory", nowhere.text());
    }

    // --- registers

    @Test
    void registersAreGroupedAndDecoded() {
        List<RegisterGroup> groups = view.registers(1);
        assertEquals(
                List.of("general", "state", "EL1", "EL2", "GIC", "vector"),
                groups.stream().map(RegisterGroup::name).toList());
        RegisterValue pc = groups.getFirst().registers().getLast();
        assertEquals(machine.pe(1).pc, pc.value());
        RegisterValue hcr = groups.get(3).registers().getFirst();
        assertEquals("HCR_EL2", hcr.name());
        RegisterField rw = hcr.fields().stream()
                .filter(field -> field.name().equals("RW"))
                .findFirst()
                .orElseThrow();
        assertEquals(new RegisterField("RW", "31", 1, ""), rw);
        RegisterValue esr = groups.get(3).registers().stream()
                .filter(register -> register.name().equals("ESR_EL2"))
                .findFirst()
                .orElseThrow();
        assertFalse(esr.fields().isEmpty());
    }

    @Test
    void registersOfWhoDoesNotRunAreSeen() {
        assertNull(view.suspendedHost(1));
        SavedRegisters realm = view.suspendedRealm(view.recs().getFirst().rec());
        assertEquals(view.recs().getFirst().pc(), realm.pc());
        assertEquals(
                PAGE + 0x1000,
                machine.platform().memory.read64(view.locate(IPA, PAGE + 0x1000).pa()));
        assertEquals(RealmHost.UNPROTECTED + 0x30_0000L, realm.x().get(2));
        assertThrows(UserError.class, () -> view.suspendedRealm(rd));
        RealmHost other = RealmHost.withRealm("b .\n");
        other.postRun(1);
        other.machine().run(new Moment(other.machine().now().instructions() + 20_000, 0));
        SavedRegisters host = assertNotNullValue(new Inspection(other.machine()).suspendedHost(1));
        assertEquals(
                "smc #0x0",
                new Inspection(other.machine())
                        .disassemble(new AddressSpace.Virtual(Regime.EL2N), host.pc() - 4, 1)
                        .getFirst()
                        .text());
    }

    @Test
    void descriptorOfAnEntryIsDecoded() {
        List<RegisterField> fields = view.rttFields(rd, view.rttLeaf(rd, PAGE));
        assertTrue(fields.stream().anyMatch(field -> field.name().equals("MemAttr")), fields::toString);
    }

    @Test
    void lookingChangesNothing() {
        StateHash before = machine.stateHash();
        view.granules(0, Long.MAX_VALUE);
        view.registers(0);
        view.read(new AddressSpace.Virtual(Regime.EL1R), 0, 0x4000);
        view.read(new AddressSpace.Virtual(Regime.EL2N), 0x4200_0000L, 0x4000);
        assertEquals(before, machine.stateHash());
    }

    // --- comparison

    @Test
    void comparisonShowsWhatChanged() {
        Machine fork = machine.fork(new Moment(machine.now().instructions(), 0));
        host.discard(PAGE, 0x1000);
        Comparison comparison = new Comparison(new Inspection(fork), view);
        List<RunDifference<RttState>> rtt = comparison.rtt(rd, 0, Long.MAX_VALUE);
        assertEquals(1, rtt.size());
        assertEquals(PAGE, rtt.getFirst().base());
        assertEquals(PAGE + 0x1000, rtt.getFirst().end());
        assertEquals(Hipas.ASSIGNED, assertNotNullValue(rtt.getFirst().before()).hipas());
        assertEquals(Ripas.DESTROYED, assertNotNullValue(rtt.getFirst().after()).ripas());
        List<RunDifference<Ripas>> ripas = comparison.ripas(rd, 0, Long.MAX_VALUE);
        assertEquals(List.of(new RunDifference<>(PAGE, PAGE + 0x1000, Ripas.RAM, Ripas.DESTROYED)), ripas);
        long granules = comparison.granules(0, Long.MAX_VALUE).stream()
                .filter(each -> assertNotNullValue(each.before()).state() == GranuleState.DATA)
                .count();
        assertEquals(1, granules);
        assertTrue(comparison.registers(0).stream()
                .anyMatch(each -> each.name().equals("PC") || each.group().equals("general")));
        assertEquals(List.of(), new Comparison(view, view).registers(0));
    }

    private static <V> V assertNotNullValue(V value) {
        assertNotNull(value);
        return value;
    }
}
