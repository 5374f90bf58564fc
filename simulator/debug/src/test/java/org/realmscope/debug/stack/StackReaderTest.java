package org.realmscope.debug.stack;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.List;
import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.realmscope.debug.control.Breakpoint;
import org.realmscope.debug.control.BreakpointKind;
import org.realmscope.debug.control.BreakpointRequest;
import org.realmscope.debug.control.CallFields;
import org.realmscope.debug.control.CallFilter;
import org.realmscope.debug.control.CallPhase;
import org.realmscope.debug.control.Condition;
import org.realmscope.debug.control.EventFields;
import org.realmscope.debug.control.FaultFilter;
import org.realmscope.debug.control.HitCount;
import org.realmscope.debug.control.Stop;
import org.realmscope.debug.expression.Expression;
import org.realmscope.debug.fixture.GuestHost;
import org.realmscope.debug.inspect.CheckedCondition;
import org.realmscope.debug.inspect.Inspection;
import org.realmscope.debug.model.ModelSource;
import org.realmscope.machine.Machine;
import org.realmscope.machine.event.MachineEvent;
import org.realmscope.platform.SecurityState;

/** Stacks of a realm's program, fixtures/guest.c, and of the host that runs it. */
class StackReaderTest {
    /** What the host's functions are while it runs a vCPU. */
    private static final List<String> VCPU_THREAD =
            List.of("kvm_arch_vcpu_ioctl_run", "vcpu_run", "vcpu_main", "secondary_start");

    private static final List<String> ENTRY =
            List.of("RMI_REC_ENTER", "EL3", "smc", "arm_smccc_1_2_smc", "rmi_call", "rmi_rec_enter", "kvm_rec_enter");

    private static final List<String> FAULT = List.of(
            "EL3",
            "smc",
            "arm_smccc_1_2_smc",
            "rmi_call",
            "rmi_data_create_unknown",
            "realm_create_data_unknown",
            "realm_map_protected",
            "realm_map_ipa",
            "user_mem_abort",
            "kvm_handle_guest_abort",
            "rec_exit_sync_dabt",
            "rec_exit_sync",
            "handle_rme_exit");

    private static final String CREATE = "RMI_DATA_CREATE_UNKNOWN";

    private final GuestHost guest = new GuestHost();
    private final StackReader stacks =
            new StackReader(guest.symbols(), guest.session().view(), guest.models());
    private @Nullable MachineEvent event;

    private void runTo(BreakpointRequest request) {
        BreakpointKind kind = request.breakpoint().kind();
        guest.session().setBreakpoints(kind, List.of(request));
        Stop.AtBreakpoint stop =
                assertInstanceOf(Stop.AtBreakpoint.class, guest.session().resume());
        guest.session().setBreakpoints(kind, List.of());
        event = stop.hits().getFirst().event();
        assertEquals(1, stop.pe());
    }

    private void runTo(Breakpoint breakpoint) {
        runTo(new BreakpointRequest(breakpoint));
    }

    private void runToCall(String function, CallPhase phase) {
        runTo(new Breakpoint.Call(function, phase, CallFilter.ANY));
    }

    private List<Frame> stack() {
        return stacks.read(1, event);
    }

    private Frame frame(String name) {
        return stack().stream()
                .filter(each -> each.name().equals(name))
                .findFirst()
                .orElseThrow();
    }

    private CodeFrame code(String name) {
        return assertInstanceOf(CodeFrame.class, frame(name));
    }

    private static List<String> names(List<Frame> frames) {
        return frames.stream().map(Frame::name).toList();
    }

    private static List<String> joined(List<List<String>> parts) {
        List<String> all = new ArrayList<>();
        parts.forEach(all::addAll);
        return all;
    }

    private static String place(Frame frame) {
        SourcePosition source = frame.source();
        assertNotNull(source);
        return source.path().substring(source.path().lastIndexOf('/') + 1) + ":" + source.line();
    }

    // --- frames

    @Test
    void hostIsBelowTheRealmThatItRuns() {
        runTo(new Breakpoint.Function("touch"));
        List<Frame> stack = stack();
        assertEquals(joined(List.of(List.of("touch", "guest_main", "_start"), ENTRY, VCPU_THREAD)), names(stack));
        assertEquals(
                List.of("guest.c:25", "guest.c:33", "guest.S:7"),
                stack.subList(0, 3).stream().map(StackReaderTest::place).toList());
        assertEquals("rmi_cmds.c:74", place(frame("smc")));
        assertEquals("rme_exit.c:31", place(frame("kvm_rec_enter")));
    }

    @Test
    void framesSayWorldExceptionLevelAndProgram() {
        runTo(new Breakpoint.Function("touch"));
        List<Frame> stack = stack();
        assertEquals(SecurityState.REALM, stack.get(0).world());
        assertEquals(1, stack.get(0).el());
        assertEquals("guest.elf", stack.get(0).image());
        assertEquals(SecurityState.REALM, stack.get(3).world());
        assertEquals(2, stack.get(3).el());
        assertEquals(FrameHint.SUBTLE, stack.get(3).hint());
        assertEquals(SecurityState.ROOT, stack.get(4).world());
        assertEquals(3, stack.get(4).el());
        assertEquals(FrameHint.SUBTLE, stack.get(4).hint());
        assertEquals(SecurityState.NON_SECURE, stack.get(5).world());
        assertEquals(2, stack.get(5).el());
        assertEquals("host-kvm.elf", stack.get(5).image());
        assertEquals(FrameHint.NORMAL, stack.get(5).hint());
    }

    @Test
    void faultingInstructionIsOnTopBeforeTheRmmHandlesTheFault() {
        runTo(new Breakpoint.Fault(FaultFilter.ANY));
        List<Frame> stack = stack();
        assertEquals(
                joined(List.of(List.of("store", "touch", "guest_main", "_start"), ENTRY, VCPU_THREAD)), names(stack));
        assertEquals("guest.c:18", place(stack.getFirst()));
        assertEquals(1, stack.getFirst().el());
        CodeFrame store = assertInstanceOf(CodeFrame.class, stack.getFirst());
        assertEquals(
                List.of("address", "value"),
                store.arguments().stream().map(CodeFrame.NamedValue::name).toList());
        assertEquals(
                OptionalLong.of(0x20_0000), store.arguments().getFirst().value().number());
    }

    @Test
    void callOfTheHostEndsWithWhatCausedIt() {
        runToCall(CREATE, CallPhase.ENTRY);
        List<Frame> stack = stack();
        List<String> cause = List.of("caused by a stage 2 data abort at ipa(realm0):0x200000, vCPU 0", "store");
        assertEquals(joined(List.of(List.of(CREATE), FAULT, VCPU_THREAD, cause)), names(stack));
        assertEquals(FrameHint.LABEL, stack.get(stack.size() - 2).hint());
        assertEquals("guest.c:18", place(stack.getLast()));
        assertEquals(OptionalLong.of(0x2c), stack.getLast().pc());
    }

    @Test
    void callsThatEnterTheRealmHaveNoCause() {
        runToCall("RMI_REC_ENTER", CallPhase.ENTRY);
        assertEquals(joined(List.of(ENTRY, VCPU_THREAD)), names(stack()));
    }

    @Test
    void exitOfTheRealmIsTheOutcomeOfItsEntry() {
        runToCall("PSCI_SYSTEM_OFF", CallPhase.OUTCOME);
        assertInstanceOf(MachineEvent.RecExit.class, event);
        assertEquals(joined(List.of(ENTRY, VCPU_THREAD)), names(stack()));
        assertTrue(line(model("RMI_REC_ENTER")).startsWith("    commit: "));
        CodeFrame innermost = stacks.innermost(1, event);
        assertNotNull(innermost);
        assertEquals("smc", innermost.name());
        assertEquals("rmi_cmds.c:74", place(innermost));
    }

    @Test
    void ioctlThreadHasNoCause() {
        runToCall(CREATE, CallPhase.ENTRY);
        List<Frame> frames = stacks.read(0, null);
        assertEquals(
                List.of("wait_for_command", "vmm_main", "_start"),
                names(frames.subList(frames.size() - 3, frames.size())));
    }

    @Test
    void callOfARealmIsOnTopOfItsFrames() {
        runToCall("RSI_MEASUREMENT_READ", CallPhase.ENTRY);
        List<String> realm = List.of("RSI_MEASUREMENT_READ", "smc", "guest_main", "_start");
        assertEquals(joined(List.of(realm, ENTRY, VCPU_THREAD)), names(stack()));
        assertEquals("guest.c:12", place(stack().get(1)));
        assertEquals(OptionalLong.of(0x14), stack().get(1).pc());
    }

    @Test
    void viewOfThePastHasTheSameFrames() {
        runToCall(CREATE, CallPhase.ENTRY);
        List<String> live = names(stack());
        Machine past = guest.session().machine().fork(guest.session().machine().now());
        guest.session().resume();
        assertEquals(live, names(new StackReader(guest.symbols(), new Inspection(past), guest.models()).read(1, null)));
    }

    // --- commands of the RMM

    private ModelFrame model(String name) {
        return assertInstanceOf(ModelFrame.class, frame(name));
    }

    @Test
    void commandShowsEveryConditionBeforeItHasAnEffect() {
        runToCall(CREATE, CallPhase.ENTRY);
        ModelFrame frame = model(CREATE);
        assertEquals(new SourcePosition("rmm/" + CREATE, ModelSource.HEADER, 0), frame.source());
        assertEquals(11, frame.call().conditions().size());
        // The table of level 3 is missing.
        CheckedCondition failing = frame.call().failing();
        assertNotNull(failing);
        assertEquals(
                "rtt_walk: walk.level < 3 (walk.level = 2): holds, returns RMI_ERROR_RTT(walk.level)", failing.text());
        assertEquals(
                CheckedCondition.Verdict.NOT_EVALUATED,
                frame.call().conditions().getLast().verdict());
        assertEquals(OptionalLong.of(0x20_0000), frame.call().fields().value("ipa"));
    }

    @Test
    void outcomeOfACommandIsTheConditionThatFailedIt() {
        runToCall(CREATE, CallPhase.OUTCOME);
        ModelFrame frame = model(CREATE);
        assertEquals(
                frame.call().source().conditionLine("rtt_walk"), frame.source().line());
        assertEquals("    rtt_walk:    if (walk.level < 3) return RMI_ERROR_RTT(walk.level);", line(frame));
    }

    private static String line(ModelFrame frame) {
        return frame.call().source().text().split("\n")[frame.source().line() - 1];
    }

    @Test
    void outcomeOfACommandThatSucceedsIsItsCommit() {
        runTo(new BreakpointRequest(
                new Breakpoint.Call(CREATE, CallPhase.OUTCOME, CallFilter.ANY),
                Condition.ALWAYS,
                new HitCount(HitCount.Rule.EQUAL, 2),
                null));
        ModelFrame frame = model(CREATE);
        assertTrue(line(frame).startsWith("    commit:      data is mapped at ipa"), line(frame));
        assertNull(frame.call().failing());
    }

    @Test
    void failureOfARealmsCallIsTheConditionThatFailedIt() {
        runToCall("RSI_MEASUREMENT_READ", CallPhase.ENTRY);
        assertEquals(ModelSource.HEADER, model("RSI_MEASUREMENT_READ").source().line());
        runToCall("RSI_MEASUREMENT_READ", CallPhase.OUTCOME);
        assertEquals("    index_bound: if (index > 4) return RSI_ERROR_INPUT;", line(model("RSI_MEASUREMENT_READ")));
    }

    @Test
    void commandIsNoFrameAnyMoreWhenTheHostGoesOn() {
        runToCall(CREATE, CallPhase.OUTCOME);
        guest.session().stepInstruction(1);
        assertEquals("smc", stack().getFirst().name());
    }

    // --- expressions

    private long evaluate(String frame, String expression) {
        CallFields call =
                event == null ? null : CallFields.of(event, guest.session().machine());
        EventFields fields = call == null ? EventFields.NONE : EventFields.of(call);
        MachineEvaluation names =
                new MachineEvaluation(guest.symbols(), guest.session().view(), 1, code(frame), fields);
        return Expression.parse(expression, names).number(names);
    }

    @Test
    void framesOfEveryWorldHaveTheirOwnVariables() {
        runTo(new Breakpoint.Function("touch"));
        assertEquals(2, evaluate("touch", "count"));
        assertEquals(0x20_0000, evaluate("touch", "address"));
        assertEquals(0, evaluate("kvm_rec_enter", "vcpu->vcpu_id"));
        assertEquals(1, evaluate("kvm_arch_vcpu_ioctl_run", "vcpu->pe"));
        assertEquals(1, evaluate("kvm_rec_enter", "rec == &vcpu->arch.rec"));
    }

    @ParameterizedTest
    @CsvSource({
        "ipa, 0x200000",
        "ipa == 0x200000 && status == RMI_ERROR_RTT, 1",
        "status, 4",
        "index, 2",
        "vcpu->vcpu_id, 0",
        "memslot->npages, 0x4000",
        "$VBAR_EL2 != 0, 1",
        "$vbar_el2 == $VBAR_EL2, 1",
        "sizeof(struct kvm_vcpu) > 64, 1",
        "*(unsigned *)ipa(realm0):0x14, 0xd4000003",
        "*(unsigned *)EL1R:0x14, 0xd4000003",
        "RSI_INCOMPLETE, 3",
    })
    void expressionsSeeFrameCallRegistersAndSpaces(String expression, String value) {
        runToCall(CREATE, CallPhase.OUTCOME);
        assertEquals(Long.decode(value), evaluate("user_mem_abort", expression));
    }

    @Test
    void conditionOfABreakpointIsAnExpression() {
        runTo(new BreakpointRequest(
                new Breakpoint.Call(CREATE, CallPhase.ENTRY, CallFilter.ANY),
                new ExpressionCondition(guest.symbols(), guest.models(), "ipa == 0x201000 && regs->a0 == 0xc4000154"),
                HitCount.EVERY,
                null));
        assertEquals(OptionalLong.of(0x20_1000), model(CREATE).call().fields().value("ipa"));
    }
}
