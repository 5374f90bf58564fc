package org.realmscope.adapter.debuggee;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.realmscope.machine.time.Moment;
import org.realmscope.scenario.lang.ScenarioReader;

class DebuggeeTest {
    private static final Path SAMPLE = Path.of("..", "..", "samples", "runtime-faulting.rme");

    @Test
    void presentStaysWhereItWasWhileThePastIsSearched() {
        Debuggee debuggee = Debuggee.launch(
                LaunchOptions.of(Map.of("program", SAMPLE.toString())), new ScenarioReader(), warning -> {});
        Moment origin = new Moment(30_000, 0);
        debuggee.session().runUntil(origin);
        long pc = debuggee.threadView(1).pe().pc;

        debuggee.beginSearch();
        debuggee.session().goTo(new Moment(1_000, 0));

        assertEquals(origin, debuggee.view(null).machine().now());
        assertEquals(pc, debuggee.threadView(1).pe().pc);
        debuggee.endSearch();
        assertEquals(new Moment(1_000, 0), debuggee.view(null).machine().now());
    }
}
