package org.realmscope.debug.tests;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

import org.eclipse.core.runtime.CoreException;
import org.eclipse.debug.core.DebugEvent;
import org.eclipse.debug.core.ILaunchManager;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.realmscope.debug.core.breakpoints.CallBreakpoint;
import org.realmscope.debug.core.launch.AdapterProcess;
import org.realmscope.debug.core.launch.LaunchAttribute;
import org.realmscope.debug.core.model.MomentTarget;
import org.realmscope.debug.core.model.RealmDebugTarget;
import org.realmscope.debug.core.model.RealmMemoryBlock;
import org.realmscope.debug.core.model.RealmThread;
import org.realmscope.debug.core.model.RealmVariable;
import org.realmscope.debug.core.state.RealmState;

/** Every event of a session, in its order: which element, which kind, which detail. */
class EventsTest {
    @RegisterExtension
    final DebugSession debug = new DebugSession();

    private int seen;

    /** The events since this was asked last, as {@code PE 1: SUSPEND BREAKPOINT}. */
    private List<String> news() {
        List<DebugEvent> all = debug.events();
        List<String> news = new ArrayList<>();
        for (DebugEvent each : all.subList(seen, all.size())) {
            news.add(source(each.getSource()) + ": " + kind(each));
        }
        seen = all.size();
        return news;
    }

    private static String source(Object source) {
        return switch (source) {
            case RealmThread thread -> (thread.target() instanceof MomentTarget ? "moment's PE " : "PE ") + thread.pe();
            case RealmDebugTarget target -> "target";
            case MomentTarget target -> "moment";
            case AdapterProcess process -> "process";
            case RealmMemoryBlock block -> "memory";
            case RealmVariable variable -> "variable";
            default -> source.toString();
        };
    }

    private static String kind(DebugEvent event) {
        return switch (event.getKind()) {
            case DebugEvent.CREATE -> "CREATE";
            case DebugEvent.TERMINATE -> "TERMINATE";
            case DebugEvent.RESUME -> "RESUME " + detail(event.getDetail());
            case DebugEvent.SUSPEND -> "SUSPEND " + detail(event.getDetail());
            case DebugEvent.CHANGE -> "CHANGE " + detail(event.getDetail());
            default -> event.toString();
        };
    }

    private static String detail(int detail) {
        return switch (detail) {
            case DebugEvent.UNSPECIFIED -> "UNSPECIFIED";
            case DebugEvent.STEP_INTO -> "STEP_INTO";
            case DebugEvent.STEP_OVER -> "STEP_OVER";
            case DebugEvent.STEP_RETURN -> "STEP_RETURN";
            case DebugEvent.STEP_END -> "STEP_END";
            case DebugEvent.BREAKPOINT -> "BREAKPOINT";
            case DebugEvent.CLIENT_REQUEST -> "CLIENT_REQUEST";
            case DebugEvent.STATE -> "STATE";
            case DebugEvent.CONTENT -> "CONTENT";
            default -> Integer.toString(detail);
        };
    }

    @Test
    void everyMovementHasItsEvents() throws CoreException, IOException {
        CallBreakpoint.at("RMI_DATA_CREATE_UNKNOWN", Map.of());
        CallBreakpoint.at("RMI_REALM_ACTIVATE", Map.of());
        debug.debug("faulting.rme");
        debug.awaitSuspend(DebugEvent.BREAKPOINT);
        System.err.println("launch " + news());

        debug.target().resume();
        debug.awaitSuspend(DebugEvent.BREAKPOINT);
        System.err.println("continue " + news());

        debug.thread().stepOver();
        debug.awaitSuspend(DebugEvent.STEP_END);
        System.err.println("step " + news());
        debug.thread().stepBack();
        debug.awaitSuspend(DebugEvent.STEP_END);
        System.err.println("back " + news());
        debug.thread().stepInto();
        debug.awaitSuspend(DebugEvent.STEP_END);
        debug.thread().stepReturn();
        debug.awaitSuspend(DebugEvent.STEP_END);
        System.err.println("into, return " + news());
        debug.thread().reverseContinue();
        debug.awaitSuspend(DebugEvent.BREAKPOINT);
        System.err.println("reverse " + news());
        DebugSession.get(debug.session().runTo("rmiCall", null, false));
        debug.awaitSuspend(DebugEvent.CLIENT_REQUEST);
        System.err.println("runTo " + news());
        DebugSession.get(debug.session().goTo("0.0"));
        debug.awaitSuspend(DebugEvent.CLIENT_REQUEST);
        System.err.println("goTo " + news());

        RealmState moment = DebugSession.get(debug.session().openMoment("0.0"));
        debug.await(each -> each.getKind() == DebugEvent.CREATE && each.getSource() == moment.target(), "moment");
        DebugSession.get(debug.session().evaluations().value("moment", debug.frame(), "watch"));
        System.err.println("moment " + news());
        DebugSession.get(debug.session().closeMoment(moment));
        debug.await(each -> each.getKind() == DebugEvent.TERMINATE && each.getSource() == moment.target(), "close");
        System.err.println("close " + news());
        debug.target().terminate();
        debug.await(each -> each.getKind() == DebugEvent.TERMINATE && each.getSource() == debug.process(), "end");
        System.err.println("end " + news());
    }

    @Test
    void runHasTheEventsOfItsProcessOnly() throws CoreException, IOException {
        debug.with(LaunchAttribute.SCENARIO, debug.copy("faulting.rme").toString()).start(ILaunchManager.RUN_MODE);
        debug.await(each -> each.getKind() == DebugEvent.TERMINATE, "end");
        assertEquals(List.of("process: CREATE", "process: TERMINATE"), news());
    }
}
