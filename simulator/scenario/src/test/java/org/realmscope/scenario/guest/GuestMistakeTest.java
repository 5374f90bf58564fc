package org.realmscope.scenario.guest;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Collections;
import java.util.List;
import java.util.function.Function;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.realmscope.platform.UserError;
import org.realmscope.scenario.model.Address;
import org.realmscope.scenario.model.Bytes;
import org.realmscope.scenario.model.Content;
import org.realmscope.scenario.model.GuestStep;
import org.realmscope.scenario.model.RealmSetup;

/** What no program can do is refused, with the line and what would be right. */
class GuestMistakeTest {
    private static Arguments mistake(String part, Function<Steps, GuestStep> step) {
        return Arguments.of(part, step);
    }

    private static Stream<Arguments> mistakes() {
        int ret = 0xd65f03c0;
        int eret = 0xd69f03e0;
        int branchBack = 0x17ffffff; // b .-4
        int branchFar = 0x14000002; // b .+8
        int branchIfEqual = 0x54000040; // b.eq .+8
        int compareAndBranch = 0xb4ffffe0; // cbz x0, .-4
        int testAndBranch = 0x37000040; // tbnz w0, #0, .+8
        return Stream.of(
                mistake("word 0xd65f03c0 jumps to an address in a register", steps -> steps.words(ret)),
                mistake("word 0xd69f03e0 jumps to an address in a register", steps -> steps.words(eret)),
                mistake("jumps -1 instructions, out of the step", steps -> steps.words(branchBack)),
                mistake("jumps +2 instructions, out of the step", steps -> steps.words(branchFar)),
                mistake("jumps +2 instructions, out of the step", steps -> steps.words(branchIfEqual)),
                mistake("jumps -1 instructions, out of the step", steps -> steps.words(compareAndBranch)),
                mistake("jumps +2 instructions, out of the step", steps -> steps.words(testAndBranch)),
                mistake("0x100 does not fit 1 byte", steps -> steps.store(1, 0x100, 0)),
                mistake("0x1ffffffff does not fit 4 bytes", steps -> steps.load(4, 0, 0x1_ffff_ffffL)),
                mistake("2 values are expected; the step has at most 1", steps -> steps.load(8, 0, 1, 2)),
                mistake("3 values are expected; the step has at most 2", steps -> steps.loadPair(0, 1, 2, 3)),
                mistake(
                        "no result to compare",
                        steps -> new GuestStep.Store(steps.position(), "store", 8, 1, Steps.at(0), Steps.values(1))),
                mistake(
                        "has the variable page",
                        steps -> new GuestStep.Load(steps.position(), "load", 8, new Address(0, "page"), null)),
                mistake("must be 0 to 0xfffe", steps -> steps.hostCall(0xffff, List.of())),
                mistake("a host call has at most 31", steps -> steps.hostCall(1, Collections.nCopies(32, 1L))),
                mistake("a call has at most 15", steps -> steps.call("c", 0, Collections.nCopies(16, Steps.value(1)))),
                mistake(
                        "the realm has no vCPU vcpu7; it has vcpu0",
                        steps -> steps.call("c", 0, List.of(new GuestStep.Argument.VcpuEntry("vcpu7")))),
                mistake("it must be 1 or more", steps -> steps.forEach("v", 0, 1, 0)),
                mistake("it must be 0 or more", steps -> steps.repeat(-1)));
    }

    @ParameterizedTest
    @MethodSource("mistakes")
    void stepIsRefusedAtItsPosition(String part, Function<Steps, GuestStep> step) {
        Steps steps = new Steps();
        GuestStep mistaken = step.apply(steps);
        RealmSetup realm = steps.realm(steps.vcpu(0, steps.load(8, 0), mistaken));
        refused(realm, mistaken.position() + ": ", part);
    }

    private static void refused(RealmSetup realm, String start, String part) {
        UserError error = assertThrows(UserError.class, () -> GuestAssembler.assemble(realm));
        assertEquals(UserError.Code.SCENARIO_INVALID, error.code());
        assertTrue(error.getMessage().startsWith(start), error.getMessage());
        assertTrue(error.getMessage().contains(part), error.getMessage());
    }

    @Test
    void loopsCanBeTenDeep() {
        Steps steps = new Steps();
        GuestStep step = steps.add(1, 0x20_0000);
        for (int i = 0; i < 10; i++) {
            step = steps.repeat(1, step);
        }
        GuestAssembler.assemble(steps.realm(steps.vcpu(0, step)));
        GuestStep innermost = steps.repeat(1);
        GuestStep outer = innermost;
        for (int i = 0; i < 10; i++) {
            outer = steps.repeat(1, outer);
        }
        refused(steps.realm(steps.vcpu(0, outer)), innermost.position() + ": ", "nested 10 deep at most");
    }

    @Test
    void programIsInSlots() {
        Steps steps = new Steps();
        RealmSetup small =
                steps.realm(List.of(steps.slot(0, 0x1000, 0x2000)), List.of(), 0x1000, steps.vcpu(0, steps.load(8, 0)));
        refused(
                small,
                small.position() + ": ",
                "the guest program at 0x1000 to 0x2fff is in no slot at 0x2000; the slots are ram0 0x1000 .. 0x2000");
        RealmSetup none = steps.realm(List.of(), List.of(), 0, steps.vcpu(0));
        refused(none, none.position() + ": ", "the slots are none");
        RealmSetup odd = steps.realm(List.of(steps.slot(0, 0, 0x4000)), List.of(), 8, steps.vcpu(0));
        refused(odd, odd.position() + ": ", "it must be at a multiple of 0x1000");
        RealmSetup adjacent = steps.realm(
                List.of(steps.slot(0, 0, 0x1000), steps.slot(1, 0x1000, 0x2000)), List.of(), 0, steps.vcpu(0));
        assertEquals(1, GuestAssembler.assemble(adjacent).segments().size());
    }

    @Test
    void contentsAndProgramAreDisjoint() {
        Steps steps = new Steps();
        Content content = new Content(steps.position(), 0x1000, Bytes.of(new byte[4]), true);
        refused(
                steps.realm(List.of(steps.slot(0, 0, Steps.RAM)), List.of(content), 0, steps.vcpu(0)),
                content.position() + ": ",
                "what is populated at 0x1000 to 0x1fff overlaps the guest program at 0x0 to 0x1fff");
    }
}
