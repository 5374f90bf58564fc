package org.realmscope.scenario.guest;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.realmscope.scenario.model.AddressRange;
import org.realmscope.scenario.model.GuestStep;
import org.realmscope.scenario.model.RealmSetup;
import org.realmscope.scenario.model.VcpuSetup;

/** What is known about each instruction of a program. */
class GuestProgramTest {
    private static final int BRK = 0xd420_0000;

    private static List<Long> seeds() {
        return LongStream.rangeClosed(1, 200).boxed().toList();
    }

    private static int word(GuestProgram program, long pc) {
        Segment segment = program.segments().getFirst();
        return ByteBuffer.wrap(segment.bytes().toArray())
                .order(ByteOrder.LITTLE_ENDIAN)
                .getInt((int) (pc - segment.ipa()));
    }

    @ParameterizedTest
    @MethodSource("seeds")
    void lineTableCoversEveryInstruction(long seed) {
        RealmSetup realm = new RandomSteps(seed).realm();
        GuestProgram program = GuestAssembler.assemble(realm);
        LineProgram lines = new LineProgram(program.elf().orElseThrow().toArray());
        assertEquals(List.of(Steps.FILE, Steps.FILE), lines.files);
        AddressRange code = program.code();
        assertEquals(code.base(), lines.rows.getFirst().address());
        assertEquals(code.end(), lines.rows.getLast().address());
        assertTrue(lines.rows.getLast().end());
        assertFalse(lines.rows.getFirst().statement());
        for (int i = 0; i + 1 < lines.rows.size(); i++) {
            LineProgram.Row row = lines.rows.get(i);
            assertFalse(row.end());
            assertTrue(row.address() < lines.rows.get(i + 1).address());
            assertEquals(i > 0, row.statement());
            for (long pc = row.address(); pc < lines.rows.get(i + 1).address(); pc += 4) {
                assertEquals(
                        row.line(), program.positionAt(pc).orElseThrow().line(), "line of 0x" + Long.toHexString(pc));
                program.stepAt(pc)
                        .ifPresent(step ->
                                assertEquals(row.line(), step.step().position().line()));
            }
        }
        assertEquals(Optional.empty(), program.positionAt(code.end()));
    }

    @ParameterizedTest
    @MethodSource("seeds")
    void stepsAreContiguousAndInOrder(long seed) {
        RealmSetup realm = new RandomSteps(seed).realm();
        GuestProgram program = GuestAssembler.assemble(realm);
        int next = 0;
        for (VcpuSetup vcpu : realm.vcpus()) {
            long entry = program.entry(vcpu);
            assertEquals(Optional.of(vcpu), program.vcpuAt(entry));
            assertEquals(Optional.empty(), program.stepAt(entry));
            long at = next < program.steps().size() && !vcpu.steps().isEmpty()
                    ? program.steps().get(next).extent().base()
                    : -1;
            next = check(program, vcpu, vcpu.steps(), OptionalInt.empty(), next, at);
        }
        assertEquals(program.steps().size(), next);
    }

    /** Returns the index behind the steps, which start at an address and are one behind the other. */
    private static int check(
            GuestProgram program, VcpuSetup vcpu, List<GuestStep> steps, OptionalInt loop, int first, long start) {
        int next = first;
        long at = start;
        for (GuestStep step : steps) {
            StepCode code = program.steps().get(next);
            assertEquals(next, code.index());
            assertEquals(vcpu, code.vcpu());
            assertEquals(step, code.step());
            assertEquals(loop, code.loop());
            assertEquals(at, code.extent().base());
            assertTrue(code.ranges().getFirst().contains(code.accessPc()));
            for (AddressRange range : code.ranges()) {
                assertTrue(range.size() > 0);
                for (long pc = range.base(); pc < range.end(); pc += 4) {
                    assertEquals(Optional.of(code), program.stepAt(pc));
                    assertEquals(Optional.of(vcpu), program.vcpuAt(pc));
                }
            }
            for (StepCode.Check check : code.checks()) {
                assertTrue(code.extent().contains(check.pc()));
                assertEquals(BRK | next << 5, word(program, check.pc()));
            }
            next++;
            List<GuestStep> body = switch (step) {
                case GuestStep.ForEach forEach -> forEach.body();
                case GuestStep.Repeat repeat -> repeat.body();
                default -> List.of();
            };
            assertEquals(
                    body.isEmpty() && code.ranges().size() == 1 ? 1 : 2,
                    code.ranges().size());
            int behind = check(
                    program,
                    vcpu,
                    body,
                    OptionalInt.of(code.index()),
                    next,
                    code.ranges().getFirst().end());
            long bodyEnd = body.isEmpty()
                    ? code.ranges().getFirst().end()
                    : program.steps().stream()
                            .skip(next)
                            .limit(behind - next)
                            .mapToLong(inner -> inner.extent().end())
                            .max()
                            .orElseThrow();
            assertEquals(
                    code.ranges().size() == 1 ? at : bodyEnd,
                    code.ranges().getLast().base());
            next = behind;
            at = code.extent().end();
        }
        return next;
    }

    @Test
    void theSameRealmGivesTheSameBytes() {
        GuestProgram first = GuestAssembler.assemble(new RandomSteps(7).realm());
        GuestProgram second = GuestAssembler.assemble(new RandomSteps(7).realm());
        assertEquals(first.elf(), second.elf());
        assertEquals(first.segments(), second.segments());
    }

    @Test
    void accessIsTheInstructionThatTheStepSays() {
        Steps steps = new Steps();
        GuestProgram program = GuestAssembler.assemble(steps.realm(steps.vcpu(
                0,
                steps.load(1, 8, 5),
                steps.store(4, 5, 8),
                steps.storePair(1, 2, 8),
                steps.fetch(8),
                steps.add(1, 8, 3),
                steps.compareAndSwap(1, 2, 8, 3),
                steps.await(1, 8),
                steps.getRipas(8, 1),
                steps.waitFor(false),
                steps.hostCall(1, List.of(1L), 2))));
        assertEquals(
                List.of(
                        0x394001a9, // ldrb w9, [x13]
                        0xb90001a9, // str w9, [x13]
                        0xa90029a9, // stp x9, x10, [x13]
                        0xd63f01a0, // blr x13
                        0xf8ea01a9, // ldaddal x10, x9, [x13]
                        0xc8eefdaa, // casal x14, x10, [x13]
                        0xf94001a9, // ldr x9, [x13]
                        0xd4000003, // smc #0
                        0xd503207f, // wfi
                        0xd4000003),
                program.steps().stream()
                        .map(step -> word(program, step.accessPc()))
                        .toList());
    }

    @Test
    void oneLongBodyIsStillInReach() {
        Steps steps = new Steps();
        Integer[] nops = new Integer[0x5_0000];
        Arrays.fill(nops, 0xd503201f);
        GuestRealm realm = new GuestRealm(steps.realm(steps.vcpu(
                0,
                steps.repeat(2, steps.words(nops), steps.add(1, 0x200_0000)),
                steps.forEach("a", 0x200_0000, 0x200_0010, 8, steps.words(nops), steps.add(1, 0x200_0000)),
                steps.load(8, 0x200_0000, 4))));
        realm.runToEnd(0);
        assertEquals(List.of(), realm.failedChecks());
    }
}
