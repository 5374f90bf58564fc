package org.realmscope.debug.stack;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.List;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.realmscope.debug.control.AddressRange;
import org.realmscope.debug.control.Breakpoint;
import org.realmscope.debug.control.BreakpointRequest;
import org.realmscope.debug.control.CallFilter;
import org.realmscope.debug.control.CallPhase;
import org.realmscope.debug.control.Condition;
import org.realmscope.debug.control.DebugSession;
import org.realmscope.debug.control.EventField;
import org.realmscope.debug.control.EventVocabulary;
import org.realmscope.debug.control.FaultFilter;
import org.realmscope.debug.control.Hazard;
import org.realmscope.debug.control.HitContext;
import org.realmscope.debug.control.HitCount;
import org.realmscope.debug.control.Stop;
import org.realmscope.debug.fixture.RealmHost;
import org.realmscope.debug.inspect.AddressSpace;
import org.realmscope.debug.inspect.RealmSelector;
import org.realmscope.debug.model.ModelSources;
import org.realmscope.debug.symbols.ProgramImage;
import org.realmscope.debug.symbols.SymbolScopes;
import org.realmscope.machine.HostImages;
import org.realmscope.platform.UserError;

/** Names that conditions have besides those of programs: a realm writes two Protected pages and a shared one. */
class EventNamesTest {
    private static final RealmSelector REALM = new RealmSelector.Numbered(0);
    private static final AddressRange PAGE = new AddressRange(0x20_0000L, 0x20_1000L);
    private static final String STORES = """
        mov x1, #0x200000
        str x1, [x1, #8]
        add x1, x1, #0x1000
        str x1, [x1]
        mov x2, #0x800000000
        add x2, x2, #0x300000
        str x1, [x2]
        """;

    private final RealmHost host = RealmHost.withRealm(STORES + RealmHost.SYSTEM_OFF);
    private final DebugSession session = new DebugSession(host.machine());
    private final SymbolScopes symbols =
            new SymbolScopes(List.of(ProgramImage.host("host-kvm.elf", HostImages.kvmFile())));
    private final ModelSources models = new ModelSources(host.machine());

    EventNamesTest() {
        host.postRun(1);
    }

    private void set(Breakpoint breakpoint, Condition condition) {
        session.setBreakpoints(
                breakpoint.kind(), List.of(new BreakpointRequest(breakpoint, condition, HitCount.EVERY, null)));
    }

    private Condition condition(String text) {
        return new ExpressionCondition(symbols, models, text);
    }

    private List<String> hits() {
        List<String> found = new ArrayList<>();
        Stop stop = session.resume();
        while (stop instanceof Stop.AtBreakpoint at) {
            at.hits().forEach(hit -> found.add(hit.what()));
            stop = session.resume();
        }
        assertInstanceOf(Stop.Ended.class, stop);
        return found;
    }

    private static Breakpoint fault() {
        return new Breakpoint.Fault(FaultFilter.ANY);
    }

    private static Breakpoint create(CallPhase phase) {
        return new Breakpoint.Call("RMI_DATA_CREATE_UNKNOWN", phase, CallFilter.ANY);
    }

    @ParameterizedTest
    @CsvSource({
        "ipa == 0x200000, 1",
        "ipa >= 0x200000 && ipa < 0x202000, 2",
        "level == 2, 1",
        "level == 3, 1",
        "level - 3 < 0, 2",
        "kind == TRANSLATION, 3",
        "kind == PERMISSION, 0",
        "access == WRITE, 3",
        "access == READ || access == FETCH, 0",
        "protected, 2",
        "!protected, 1",
        "realm == 0 && vcpu == 0 && pe == 1, 3",
        "vcpu == 1, 0",
        "ripas == RAM, 2",
        "ripas == EMPTY, 0",
        "hipas == UNASSIGNED, 2",
        "hipas == UNASSIGNED_NS, 1",
        "decision == PROTECTED_RAM_UNASSIGNED, 2",
        "decision == UNPROTECTED_UNASSIGNED_WITH_SYNDROME, 1",
        "repeats == 1, 3",
        "va == 0x200008, 1",
        "far == $FAR_EL2 && hpfar == $HPFAR_EL2 && esr == $ESR_EL2, 3",
        "pc == 0x4, 1",
        "hipas == RAM, 0",
    })
    void faultsHaveTheirFields(String text, int count) {
        ExpressionCondition.check(symbols, fault(), text);
        set(fault(), condition(text));
        List<String> hits = hits();
        assertEquals(count, hits.size(), hits::toString);
        assertTrue(hits.stream().noneMatch(each -> each.contains("cannot be decided")), hits::toString);
    }

    @ParameterizedTest
    @CsvSource({
        "realm == 0 && pe == 1, 3",
        "status == RMI_SUCCESS, 2",
        "status == 4 && index == 2, 1",
        "ipa == 0x201000, 1",
    })
    void outcomesOfCallsHaveTheirFields(String text, int count) {
        ExpressionCondition.check(symbols, create(CallPhase.OUTCOME), text);
        set(create(CallPhase.OUTCOME), condition(text));
        assertEquals(count, hits().size());
    }

    /** Functions that have no level have the level -1. */
    @Test
    void fieldThatOnlySomeFunctionsOfAGlobHaveIsNoneOfTheOthers() {
        Breakpoint all = new Breakpoint.Call("RMI_*", CallPhase.OUTCOME, CallFilter.ANY);
        ExpressionCondition.check(symbols, all, "level == 3 && status == RMI_SUCCESS");
        set(all, condition("level == 3 && status == RMI_SUCCESS"));
        List<String> hits = hits();
        assertTrue(!hits.isEmpty(), "a table of level 3 is made");
        assertTrue(hits.stream().allMatch(each -> each.contains("level = 0x3")), hits::toString);
    }

    @Test
    void watchOfAnRttEntryKnowsWhatItWasAndTheCommand() {
        Breakpoint watch = new Breakpoint.RttChange(REALM, PAGE);
        String text = "before == UNASSIGNED && ripas_before == RAM && after == ASSIGNED && base == 0x200000"
                + " && level_after == 3 && data != 0";
        ExpressionCondition.check(symbols, watch, text);
        set(watch, condition(text));
        List<String> hits = hits();
        assertEquals(1, hits.size());
        assertTrue(hits.getFirst().startsWith("RTT entry of 0x200000"), hits::toString);
    }

    @Test
    void watchOfGranulesKnowsTheirStates() {
        Breakpoint watch = new Breakpoint.GranuleChange(new AddressRange(0x4000_0000L, 0x5000_0000L));
        set(watch, condition("before == DELEGATED && after == DATA"));
        assertEquals(2, hits().size());
    }

    @Test
    void watchOfMemoryKnowsTheAccess() {
        Breakpoint watch = new Breakpoint.Memory(new AddressSpace.Ipa(REALM), 0x20_1000L, 8, true, true);
        String text = "access == WRITE && length == 8 && value == 0 && pa != 0 && vcpu == 0";
        ExpressionCondition.check(symbols, watch, text);
        set(watch, condition(text));
        assertEquals(1, hits().size());
    }

    /** Every field that the check of a condition accepts is there when the breakpoint is hit, and no other. */
    @Test
    void vocabularyIsWhatEventsHave() {
        for (Breakpoint breakpoint : List.of(
                fault(),
                create(CallPhase.ENTRY),
                create(CallPhase.OUTCOME),
                new Breakpoint.Memory(new AddressSpace.Ipa(REALM), 0x20_1000L, 8, true, true))) {
            List<HitContext> contexts = new ArrayList<>();
            RealmHost fresh = RealmHost.withRealm(STORES + RealmHost.SYSTEM_OFF);
            DebugSession other = new DebugSession(fresh.machine());
            other.setBreakpoints(
                    breakpoint.kind(), List.of(new BreakpointRequest(breakpoint, contexts::add, HitCount.EVERY, null)));
            fresh.postRun(1);
            other.resume();
            assertEquals(
                    new TreeSet<>(EventVocabulary.of(breakpoint).names()),
                    new TreeSet<>(contexts.getFirst().fields().fields().stream()
                            .map(EventField::name)
                            .toList()),
                    breakpoint::toString);
        }
    }

    @Test
    void nameThatAFaultDoesNotHaveIsRefusedAtItsPlaceWithThoseThatItHas() {
        UserError error =
                assertThrows(UserError.class, () -> ExpressionCondition.check(symbols, fault(), "ipa == 1 && ipb"));
        assertEquals(
                "condition: 'ipb' is not known here (column 13 of 'ipa == 1 && ipb'): a stage 2 fault has access,"
                        + " decision, esr, far, hipas, hpfar, ipa, kind, level, pc, pe, protected, rd, realm, repeats,"
                        + " reported, ripas, va, vcpu; constants are ACCESS_FLAG, ADDRESS_SIZE, ALIGNMENT, ASSIGNED,"
                        + " ASSIGNED_NS, BEYOND_IPA_SPACE, DESTROYED, EMPTY, EXECUTE, EXTERNAL, EXTERNAL_ABORT, FETCH,"
                        + " GRANULE_PROTECTION, OTHER, PERMISSION, PROTECTED_DESTROYED, PROTECTED_EMPTY,"
                        + " PROTECTED_RAM_ASSIGNED, PROTECTED_RAM_UNASSIGNED, RAM, READ, TABLE, TRANSLATION,"
                        + " UNASSIGNED, UNASSIGNED_NS, UNPROTECTED_ASSIGNED, UNPROTECTED_PERMISSION,"
                        + " UNPROTECTED_PERMISSION_WITH_SYNDROME, UNPROTECTED_UNASSIGNED,"
                        + " UNPROTECTED_UNASSIGNED_WITH_SYNDROME, WRITE",
                error.getMessage());
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '"',
            value = {
                "RMI_DATA_CREATE_UNKNOWN | ENTRY | status == 0 | 'status' is known at the outcome only (column 1 of"
                        + " 'status == 0'): the entry of RMI_DATA_CREATE_UNKNOWN has data, ipa, pe, rd,",
                "RMI_RTT_READ_ENTRY | ENTRY | desc | the entry of RMI_RTT_READ_ENTRY has ipa, level, pe,",
                "RSI_* | OUTCOME | nothing | the outcome of RSI_* has addr, base,",
            })
    void nameThatACallDoesNotHaveIsRefused(String glob, CallPhase phase, String text, String message) {
        Breakpoint call = new Breakpoint.Call(glob, phase, CallFilter.ANY);
        UserError error = assertThrows(UserError.class, () -> ExpressionCondition.check(symbols, call, text));
        assertTrue(String.valueOf(error.getMessage()).contains(message), error::getMessage);
    }

    @ParameterizedTest
    @ValueSource(strings = {"vcpu->vcpu_id == 0", "memslot->npages > 1", "$x0 == 1", "status == RMI_ERROR_RTT"})
    void namesOfProgramsAndStatusesAreAccepted(String text) {
        ExpressionCondition.check(symbols, create(CallPhase.OUTCOME), text);
    }

    @Test
    void nameThatIsNotKnownWhereItIsHitStopsWithThoseThatAre() {
        set(fault(), condition("memslot == 0"));
        String what = hits().getFirst();
        assertTrue(
                what.contains("its condition cannot be decided")
                        && what.contains("'memslot' is not known here (column 1 of 'memslot == 0'): a stage 2 fault has"
                                + " access,"),
                what);
    }

    @Test
    void textOfAReportIsNoNumber() {
        Breakpoint hazard = new Breakpoint.HazardRaised(Hazard.HOST_WARNING);
        ExpressionCondition.check(symbols, hazard, "line > 100 && kind == OOPS");
        UserError error =
                assertThrows(UserError.class, () -> ExpressionCondition.check(symbols, hazard, "granule == 1"));
        assertTrue(String.valueOf(error.getMessage()).contains("a report of the host has file, kind, line,"));
    }
}
