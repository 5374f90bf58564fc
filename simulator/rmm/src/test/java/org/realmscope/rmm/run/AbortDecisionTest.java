package org.realmscope.rmm.run;

import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.realmscope.rmm.rtt.EntryState;
import org.realmscope.rmm.rtt.Ripas;

/** The abort decision table, row by row: result for a data access and for an instruction fetch. */
class AbortDecisionTest {
    private static final long TRANSLATION = 0x9200_0007L;
    private static final long PERMISSION = 0x9200_000fL;
    private static final long ISV = 1L << 24;

    @ParameterizedTest
    @CsvSource({
        "true, UNASSIGNED, EMPTY, false, true, SEA, SEA",
        "true, ASSIGNED, EMPTY, false, true, SEA, SEA",
        "true, UNASSIGNED, RAM, false, true, EXIT, EXIT",
        "true, ASSIGNED, RAM, false, true, RETRY, RETRY",
        "true, UNASSIGNED, DESTROYED, false, true, EXIT, EXIT",
        "true, ASSIGNED, DESTROYED, false, true, EXIT, EXIT",
        "false, UNASSIGNED_NS, EMPTY, false, true, EXIT_EMULATABLE, SEA",
        "false, UNASSIGNED_NS, EMPTY, false, false, EXIT, SEA",
        "false, ASSIGNED_NS, EMPTY, true, true, EXIT_EMULATABLE, SEA",
        "false, ASSIGNED_NS, EMPTY, true, false, EXIT, SEA",
        "false, ASSIGNED_NS, EMPTY, false, true, RETRY, SEA"
    })
    void rowDecides(
            boolean isProtected,
            EntryState state,
            Ripas ripas,
            boolean permission,
            boolean isv,
            AbortDecision.Result data,
            AbortDecision.Result fetch) {
        long esr = (permission ? PERMISSION : TRANSLATION) | (isv ? ISV : 0);
        AbortDecision decision = AbortDecision.of(isProtected, state, ripas.ordinal(), esr);
        assertEquals(data, decision.result(false));
        assertEquals(fetch, decision.result(true));
    }
}
