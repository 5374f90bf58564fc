package org.realmscope.debug.tests;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.eclipse.core.resources.IMarker;
import org.eclipse.core.resources.IResource;
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

    private static final String PROBLEM = "org.realmscope.debug.core.breakpointProblem";

    /** As those that CDT 9.3 makes of lines of files outside the workspace, by what can be seen of them. */
    private static final class CdtBreakpoint extends LineBreakpoint {
        CdtBreakpoint(String type, String path, int line, Map<String, ?> attributes) throws CoreException {
            IMarker marker = ResourcesPlugin.getWorkspace().getRoot().createMarker(CDT + type);
            marker.setAttribute(IBreakpoint.ID, CDT);
            marker.setAttribute(IBreakpoint.ENABLED, true);
            marker.setAttribute(IMarker.LINE_NUMBER, line);
            marker.setAttribute(CDT + ".sourceHandle", path);
            marker.setAttribute("requestedSourceHandle", path);
            marker.setAttribute("requestedLine", line);
            marker.setAttribute(CDT + ".breakpointType", 0);
            marker.setAttribute(CDT + ".condition", "");
            marker.setAttribute(CDT + ".ignoreCount", 0);
            for (Map.Entry<String, ?> each : attributes.entrySet()) {
                marker.setAttribute(CDT + each.getKey(), each.getValue());
            }
            setMarker(marker);
            DebugPlugin.getDefault().getBreakpointManager().addBreakpoint(this);
        }

        void setCondition(String condition) throws CoreException {
            setAttribute(CDT + ".condition", condition);
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

    private static List<String> problems() {
        try {
            return Arrays.stream(ResourcesPlugin.getWorkspace()
                            .getRoot()
                            .findMarkers(PROBLEM, true, IResource.DEPTH_INFINITE))
                    .map(each -> each.getAttribute(IMarker.MESSAGE, ""))
                    .toList();
        } catch (CoreException e) {
            throw new AssertionError(e);
        }
    }

    @Test
    void whatTheAdapterCannotSetIsAProblemUntilItCan() throws CoreException, IOException {
        Place place = beginning("rmi_rtt_create");
        CdtBreakpoint mistaken = new CdtBreakpoint(
                ".cLineBreakpointMarker", place.path(), place.line(), Map.of(".condition", "no_such_name == 1"));
        FunctionBreakpoint.at("rmi_rtt_create");
        debug.debug("faulting.rme");
        debug.awaitSuspend(DebugEvent.BREAKPOINT);
        debug.until(() -> problems().size() == 1, "problem");
        assertTrue(problems().getFirst().contains("no_such_name"), problems().getFirst());

        mistaken.setCondition("1 == 1");
        debug.until(() -> problems().isEmpty(), "end of the problem of what is mended");
        mistaken.setCondition("no_such_name == 2");
        debug.until(() -> problems().size() == 1, "new problem");
        mistaken.setEnabled(false);
        debug.until(() -> problems().isEmpty(), "end of the problem of what is disabled");
        mistaken.setEnabled(true);
        debug.until(() -> problems().size() == 1, "problem of what is enabled again");

        debug.target().terminate();
        debug.until(() -> problems().isEmpty(), "end of the problems of a session that is over");
    }

    /** The platform tells of what {@code Breakpoint} writes into its marker up to seconds later. */
    @Test
    void whatIsDisabledStopsNoMoreHoweverSoonTheMachineGoesOn() throws CoreException, IOException {
        Place place = beginning("rmi_rtt_create");
        IBreakpoint line = new CdtBreakpoint(".cLineBreakpointMarker", place.path(), place.line(), Map.of());
        debug.debug("faulting.rme");
        debug.awaitSuspend(DebugEvent.BREAKPOINT);
        assertArrayEquals(new IBreakpoint[] {line}, debug.thread().getBreakpoints());
        line.setEnabled(false);
        debug.target().resume();
        debug.awaitSuspend(DebugEvent.UNSPECIFIED);
    }
}
