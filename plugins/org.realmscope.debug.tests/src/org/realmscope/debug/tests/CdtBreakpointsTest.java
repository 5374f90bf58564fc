package org.realmscope.debug.tests;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.util.Map;
import java.util.Objects;
import org.eclipse.core.resources.IMarker;
import org.eclipse.core.resources.ResourcesPlugin;
import org.eclipse.core.runtime.CoreException;
import org.eclipse.debug.core.DebugEvent;
import org.eclipse.debug.core.DebugPlugin;
import org.eclipse.debug.core.model.IBreakpoint;
import org.eclipse.debug.core.model.LineBreakpoint;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.realmscope.debug.core.breakpoints.FunctionBreakpoint;

/** Breakpoints that CDT has set in C sources. */
class CdtBreakpointsTest {
    private static final String CDT = "org.eclipse.cdt.debug.core";

    @RegisterExtension
    final DebugSession debug = new DebugSession();

    /** As CDT's, by what can be seen of those. */
    private static final class CdtBreakpoint extends LineBreakpoint {
        CdtBreakpoint(String type, String path, int line, Map<String, ?> attributes) throws CoreException {
            IMarker marker = ResourcesPlugin.getWorkspace().getRoot().createMarker(CDT + type);
            marker.setAttribute(IBreakpoint.ID, CDT);
            marker.setAttribute(IBreakpoint.ENABLED, true);
            marker.setAttribute(IMarker.LINE_NUMBER, line);
            marker.setAttribute(CDT + ".sourceHandle", path);
            for (Map.Entry<String, ?> each : attributes.entrySet()) {
                marker.setAttribute(CDT + each.getKey(), each.getValue());
            }
            setMarker(marker);
            DebugPlugin.getDefault().getBreakpointManager().addBreakpoint(this);
        }

        @Override
        public String getModelIdentifier() {
            return CDT;
        }
    }

    /** A line of the host, from a session that ends. */
    private record Place(String path, int line) {}

    private Place beginning(String function) throws CoreException, IOException {
        FunctionBreakpoint breakpoint = FunctionBreakpoint.at(function);
        debug.debug("faulting.rme");
        debug.awaitSuspend(DebugEvent.BREAKPOINT);
        Place place = new Place(
                Objects.requireNonNull(debug.frame().source()).getPath(),
                debug.frame().getLineNumber());
        breakpoint.delete();
        debug.target().terminate();
        debug.until(debug.launch()::isTerminated, "end");
        return place;
    }

    @Test
    void linesStopWithTheirConditionsAndIgnoredHits() throws CoreException, IOException {
        Place place = beginning("rmi_rtt_create");
        IBreakpoint never =
                new CdtBreakpoint(".cLineBreakpointMarker", place.path(), place.line(), Map.of(".condition", "0 == 1"));
        IBreakpoint second =
                new CdtBreakpoint(".cLineBreakpointMarker", place.path(), place.line(), Map.of(".ignoreCount", 1));
        FunctionBreakpoint first = FunctionBreakpoint.at("rmi_rtt_create");
        debug.debug("faulting.rme");
        debug.awaitSuspend(DebugEvent.BREAKPOINT);
        assertArrayEquals(new IBreakpoint[] {first}, debug.thread().getBreakpoints());
        first.delete();

        debug.target().resume();
        debug.awaitSuspend(DebugEvent.BREAKPOINT);
        assertArrayEquals(new IBreakpoint[] {second}, debug.thread().getBreakpoints());
        assertEquals(place.line(), debug.frame().getLineNumber());
        assertNotEquals(never, debug.thread().getBreakpoints()[0]);
    }

    @Test
    void disabledOnesAndThoseOfFunctionsAreNoLines() throws CoreException, IOException {
        Place place = beginning("rmi_rtt_create");
        IBreakpoint disabled = new CdtBreakpoint(".cLineBreakpointMarker", place.path(), place.line(), Map.of());
        disabled.setEnabled(false);
        IBreakpoint function = new CdtBreakpoint(".cFunctionBreakpointMarker", place.path(), place.line(), Map.of());
        assertTrue(function.isEnabled());
        debug.debug("faulting.rme");
        debug.awaitSuspend(DebugEvent.UNSPECIFIED);
    }
}
