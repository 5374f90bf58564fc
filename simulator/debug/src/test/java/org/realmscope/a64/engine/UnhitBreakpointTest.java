package org.realmscope.a64.engine;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.realmscope.debug.control.Breakpoint;
import org.realmscope.debug.control.BreakpointKind;
import org.realmscope.debug.control.BreakpointRequest;
import org.realmscope.debug.control.DebugSession;
import org.realmscope.debug.fixture.RealmHost;
import org.realmscope.debug.inspect.AddressSpace;
import org.realmscope.debug.inspect.Regime;
import org.realmscope.machine.Machine;
import org.realmscope.machine.checkpoint.CheckpointPolicy;
import org.realmscope.machine.time.Moment;

/** A breakpoint that is not hit costs nothing: the decoded blocks of all other pages stay the same objects. */
class UnhitBreakpointTest {
    private static final long DRAM = 0x4000_0000L;
    private static final long DRAM_END = 0x5000_0000L;
    private static final long PAGE = 4096;
    private static final String PROGRAM = """
        mov x1, #0x200000
        mov x2, #8
        str x1, [x1]
        add x1, x1, #0x1000
        subs x2, x2, #1
        b.ne .-12
        b .
        """;

    private final RealmHost host = RealmHost.withRealm(PROGRAM, 1, CheckpointPolicy.NEVER);
    private final Machine machine = host.machine();
    private final DebugSession session = new DebugSession(machine);

    /** The decoded blocks of every page of DRAM from which code was fetched. */
    private Map<Long, Block[]> decoded() {
        CodeCache cache = (CodeCache) Objects.requireNonNull(machine.platform().codeObserver);
        TreeMap<Long, Block[]> pages = new TreeMap<>();
        for (long pa = DRAM; pa < DRAM_END; pa += PAGE) {
            if (cache.holdsCode(pa, (int) PAGE)) {
                pages.put(pa, cache.page(pa).blocks.clone());
            }
        }
        return pages;
    }

    private void run(long instructions) {
        session.runUntil(new Moment(machine.now().instructions() + instructions, 0));
    }

    @Test
    void decodedBlocksElsewhereAreUnchanged() {
        host.postRun(1);
        run(60_000);
        Map<Long, Block[]> before = decoded();
        assertTrue(before.size() > 3, before.keySet()::toString);
        long page =
                session.view().locate(new AddressSpace.Virtual(Regime.EL1R), 0).pa() & -PAGE;
        assertNotNull(before.get(page));
        session.setBreakpoints(
                BreakpointKind.INSTRUCTION,
                List.of(new BreakpointRequest(
                        new Breakpoint.Instruction(new AddressSpace.Virtual(Regime.EL1R), 0x400))));
        run(20_000);
        Map<Long, Block[]> after = decoded();
        assertEquals(before.keySet(), after.keySet());
        for (long pa : before.keySet()) {
            Block[] old = Objects.requireNonNull(before.get(pa));
            Block[] now = Objects.requireNonNull(after.get(pa));
            for (int i = 0; pa != page && i < old.length; i++) {
                if (old[i] != null) {
                    assertSame(old[i], now[i], "block %d of page 0x%x".formatted(i, pa));
                }
            }
        }
        Block[] armed = Objects.requireNonNull(after.get(page));
        assertTrue(Arrays.stream(armed).noneMatch(block -> block != null && block.end instanceof BreakpointStop));
    }

    @Test
    void disarmingLeavesNothingBehind() {
        host.postRun(1);
        Breakpoint breakpoint = new Breakpoint.Instruction(new AddressSpace.Virtual(Regime.EL1R), 0x400);
        session.setBreakpoints(BreakpointKind.INSTRUCTION, List.of(new BreakpointRequest(breakpoint)));
        CodeCache cache = (CodeCache) Objects.requireNonNull(machine.platform().codeObserver);
        long pa = session.view()
                .locate(new AddressSpace.Virtual(Regime.EL1R), 0x400)
                .pa();
        assertTrue(cache.isArmed(pa));
        session.setBreakpoints(BreakpointKind.INSTRUCTION, List.of());
        assertEquals(false, cache.isArmed(pa));
    }
}
