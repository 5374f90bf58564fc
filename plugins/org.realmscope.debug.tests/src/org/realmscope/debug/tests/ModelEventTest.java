package org.realmscope.debug.tests;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.eclipse.core.runtime.CoreException;
import org.eclipse.debug.core.DebugEvent;
import org.eclipse.debug.core.model.IThread;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.realmscope.debug.core.breakpoints.CallBreakpoint;
import org.realmscope.debug.core.model.ModelEvent;
import org.realmscope.debug.core.model.RealmThread;

/** The numbers of kinds and details are those of the platform's documentation, written down here once more. */
class ModelEventTest {
    private static final int RESUME = 0x0001;
    private static final int SUSPEND = 0x0002;
    private static final int CREATE = 0x0004;
    private static final int TERMINATE = 0x0008;
    private static final int CHANGE = 0x0010;
    private static final int UNSPECIFIED = 0;
    private static final int STEP_INTO = 0x0001;
    private static final int STEP_OVER = 0x0002;
    private static final int STEP_RETURN = 0x0004;
    private static final int STEP_END = 0x0008;
    private static final int BREAKPOINT = 0x0010;
    private static final int CLIENT_REQUEST = 0x0020;
    private static final int EVALUATION = 0x0040;
    private static final int EVALUATION_IMPLICIT = 0x0080;
    private static final int STATE = 0x0100;
    private static final int CONTENT = 0x0200;

    private static final Map<Integer, Set<Integer>> CONTRACT = Map.of(
            RESUME,
            Set.of(STEP_INTO, STEP_OVER, STEP_RETURN, CLIENT_REQUEST, EVALUATION, EVALUATION_IMPLICIT, UNSPECIFIED),
            SUSPEND,
            Set.of(STEP_END, BREAKPOINT, CLIENT_REQUEST, EVALUATION, EVALUATION_IMPLICIT, UNSPECIFIED),
            CHANGE,
            Set.of(STATE, CONTENT, UNSPECIFIED),
            CREATE,
            Set.of(UNSPECIFIED),
            TERMINATE,
            Set.of(UNSPECIFIED));

    @RegisterExtension
    final DebugSession debug = new DebugSession();

    @ParameterizedTest
    @EnumSource
    void kindAndDetailGoTogether(ModelEvent event) {
        DebugEvent fired = event.of(this);
        assertTrue(CONTRACT.getOrDefault(fired.getKind(), Set.of()).contains(fired.getDetail()), fired::toString);
    }

    @Test
    void whatASessionFiresKeepsTheContract() throws CoreException, IOException {
        CallBreakpoint.at("RMI_DATA_CREATE_UNKNOWN", Map.of());
        debug.debug("faulting.rme");
        debug.awaitSuspend(BREAKPOINT);
        debug.thread().stepOver();
        debug.awaitSuspend(STEP_END);
        debug.thread().stepBack();
        debug.awaitSuspend(STEP_END);
        DebugSession.get(debug.session().goTo("0.0"));
        debug.awaitSuspend(CLIENT_REQUEST);
        debug.target().terminate();
        debug.await(each -> each.getKind() == TERMINATE && each.getSource() == debug.target(), "end");

        List<DebugEvent> ours = debug.events();
        ours.forEach(each -> assertTrue(CONTRACT.get(each.getKind()).contains(each.getDetail()), each::toString));
        checkTurns(ours);
    }

    /** Each element is created first and terminated last; a thread is resumed and suspended in turn. */
    private static void checkTurns(List<DebugEvent> events) {
        Map<Object, Integer> last = new HashMap<>();
        for (DebugEvent each : events) {
            Integer before = last.get(each.getSource());
            assertEquals(each.getKind() == CREATE, before == null, each::toString);
            if (each.getSource() instanceof IThread && (each.getKind() == RESUME || each.getKind() == SUSPEND)) {
                assertTrue(before == null || before != each.getKind(), each::toString);
            }
            assertTrue(before == null || before != TERMINATE, each::toString);
            if (each.getKind() != CHANGE) {
                last.put(each.getSource(), each.getKind());
            }
        }
        last.forEach((source, kind) ->
                assertTrue(!(source instanceof RealmThread) || kind == TERMINATE, source + " has not ended"));
    }
}
