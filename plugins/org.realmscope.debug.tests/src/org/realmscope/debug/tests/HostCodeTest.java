package org.realmscope.debug.tests;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import org.eclipse.core.runtime.CoreException;
import org.eclipse.core.runtime.preferences.IEclipsePreferences;
import org.eclipse.core.runtime.preferences.InstanceScope;
import org.eclipse.debug.core.DebugEvent;
import org.eclipse.debug.core.model.IBreakpoint;
import org.eclipse.debug.core.model.IIndexedValue;
import org.eclipse.debug.core.model.IStackFrame;
import org.eclipse.lsp4j.debug.EvaluateArgumentsContext;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.realmscope.debug.core.RealmDebug;
import org.realmscope.debug.core.breakpoints.CallBreakpoint;
import org.realmscope.debug.core.breakpoints.FunctionBreakpoint;
import org.realmscope.debug.core.breakpoints.SourceLineBreakpoint;
import org.realmscope.debug.core.model.RealmFrame;
import org.realmscope.debug.core.model.RealmValue;
import org.realmscope.debug.core.model.RealmVariable;
import org.realmscope.debug.core.model.StepFilters;

/** Debugging of the host's C code. */
class HostCodeTest {
    private static final String FUNCTION = "realm_map_protected";

    @RegisterExtension
    final DebugSession debug = new DebugSession();

    private final IEclipsePreferences preferences = InstanceScope.INSTANCE.getNode(RealmDebug.PLUGIN);

    @AfterEach
    void forgetPreferences() {
        preferences.remove(StepFilters.PREFERENCE);
    }

    private FunctionBreakpoint stopInFunction() throws CoreException, IOException {
        FunctionBreakpoint breakpoint = FunctionBreakpoint.at(FUNCTION);
        debug.debug("faulting.rme");
        debug.awaitSuspend(DebugEvent.BREAKPOINT);
        return breakpoint;
    }

    private String function() throws CoreException {
        return debug.frame().getName().split(",")[0];
    }

    @Test
    void functionBreakpointStopsWithVariablesAndTheWayToTheFault() throws CoreException, IOException {
        FunctionBreakpoint breakpoint = stopInFunction();
        assertArrayEquals(new IBreakpoint[] {breakpoint}, debug.thread().getBreakpoints());
        assertEquals(FUNCTION, function());
        IStackFrame[] frames = debug.thread().getStackFrames();
        assertTrue(frames.length > 3, () -> Arrays.toString(frames));
        assertTrue(
                Arrays.stream(frames).anyMatch(each -> each instanceof RealmFrame frame && frame.isLabel()), "label");
        List<RealmVariable> variables = DebugSession.get(debug.frame().loadVariables());
        assertFalse(variables.isEmpty());
        assertEquals(variables.size(), debug.frame().getVariables().length);
        assertEquals(variables.getFirst(), debug.frame().getVariables()[0]);
    }

    @Test
    void lineOfACSourceThatOnlyTheAdapterHasStops() throws CoreException, IOException {
        FunctionBreakpoint function = stopInFunction();
        String path = Objects.requireNonNull(debug.frame().source()).getPath();
        int line = debug.frame().getLineNumber();
        function.delete();
        debug.target().terminate();
        debug.until(debug.launch()::isTerminated, "end");

        SourceLineBreakpoint breakpoint = SourceLineBreakpoint.outside(path, line);
        debug.debug("faulting.rme");
        debug.awaitSuspend(DebugEvent.BREAKPOINT);
        assertArrayEquals(new IBreakpoint[] {breakpoint}, debug.thread().getBreakpoints());
        assertEquals(line, debug.frame().getLineNumber());
    }

    @Test
    void runToALineStopsThereOnce() throws CoreException, IOException {
        stopInFunction().delete();
        String path = Objects.requireNonNull(debug.frame().source()).getPath();
        int line = debug.frame().getLineNumber();
        debug.thread().stepOver();
        debug.awaitSuspend(DebugEvent.STEP_END);
        int next = debug.frame().getLineNumber();
        assertNotEquals(line, next);
        debug.thread().stepBack();
        debug.awaitSuspend(DebugEvent.STEP_END);
        assertEquals(line, debug.frame().getLineNumber());

        DebugSession.get(debug.session().runToLine(path, next));
        debug.awaitSuspend(DebugEvent.BREAKPOINT);
        assertEquals(next, debug.frame().getLineNumber());
        assertEquals(0, debug.thread().getBreakpoints().length);
    }

    @Test
    void lineInWhichNothingCanStopIsNotRunTo() throws CoreException, IOException {
        stopInFunction();
        String moment = debug.session().live().moment();
        CompletableFuture<Void> refused = debug.session()
                .runToLine(Objects.requireNonNull(debug.frame().source()).getPath(), 100_000);
        ExecutionException failure = assertThrows(ExecutionException.class, () -> refused.get(60, TimeUnit.SECONDS));
        assertTrue(
                failure.getCause().getMessage().startsWith("The machine cannot run to line 100000. "),
                failure.getCause()::getMessage);
        assertEquals(moment, debug.session().live().moment());
        assertTrue(debug.target().isSuspended());
    }

    @Test
    void frameIsTheSameObjectAfterAStepInItsFunction() throws CoreException, IOException {
        stopInFunction();
        RealmFrame before = debug.frame();
        debug.thread().stepOver();
        debug.awaitSuspend(DebugEvent.STEP_END);
        assertEquals(before, debug.frame());
        debug.thread().stepReturn();
        debug.awaitSuspend(DebugEvent.STEP_END);
        assertNotEquals(before, debug.frame());
        assertNotEquals(FUNCTION, function());
    }

    @Test
    void filteredFunctionsAreSteppedThrough() throws CoreException, IOException {
        preferences.put(StepFilters.PREFERENCE, "RMI_*, rmi_*, granule_*");
        CallBreakpoint.at("RMI_GRANULE_DELEGATE", Map.of());
        debug.debug("faulting.rme");
        debug.awaitSuspend(DebugEvent.BREAKPOINT);
        debug.thread().stepReturn();
        debug.awaitSuspend(DebugEvent.STEP_END);
        debug.target().setStepFiltersEnabled(true);
        for (int i = 0; i < 8; i++) {
            debug.thread().stepInto();
            debug.awaitSuspend(DebugEvent.STEP_END);
            String name = function();
            assertFalse(name.startsWith("rmi_") && i > 1, name);
            assertFalse(name.startsWith("RMI_"), name);
        }
    }

    @Test
    void expressionsOfCHaveValuesWithWhatIsInThem() throws CoreException, IOException {
        stopInFunction();
        RealmVariable structure = DebugSession.get(debug.frame().loadVariables()).stream()
                .filter(each -> ((RealmValue) each.getValue()).hasVariables())
                .findFirst()
                .orElseThrow();
        String expression = Objects.requireNonNull(structure.evaluateName());
        RealmValue value = DebugSession.get(
                debug.session().evaluations().value(expression, debug.frame(), EvaluateArgumentsContext.HOVER));
        assertTrue(value.hasVariables());
        assertFalse(DebugSession.get(value.loadChildren()).isEmpty());
    }

    @Test
    void arrayIsReadInPages() throws CoreException, IOException {
        stopInFunction();
        RealmValue vcpus = DebugSession.get(
                debug.session().evaluations().value("vcpus", debug.frame(), EvaluateArgumentsContext.WATCH));
        IIndexedValue array = assertInstanceOf(IIndexedValue.class, vcpus);
        assertTrue(array.getSize() > 1);
        assertEquals(1, array.getVariables(1, 1).length);
        assertEquals("[1]", array.getVariable(1).getName());
    }
}
