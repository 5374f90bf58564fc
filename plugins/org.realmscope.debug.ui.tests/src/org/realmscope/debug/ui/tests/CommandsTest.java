package org.realmscope.debug.ui.tests;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.eclipse.core.commands.Command;
import org.eclipse.core.commands.ParameterizedCommand;
import org.eclipse.core.expressions.IEvaluationContext;
import org.eclipse.debug.core.DebugPlugin;
import org.eclipse.jface.bindings.Binding;
import org.eclipse.jface.bindings.keys.KeySequence;
import org.eclipse.jface.viewers.StructuredSelection;
import org.eclipse.ui.ISources;
import org.eclipse.ui.commands.ICommandService;
import org.eclipse.ui.handlers.IHandlerService;
import org.eclipse.ui.keys.IBindingService;
import org.junit.jupiter.api.Test;
import org.realmscope.debug.core.breakpoints.CallBreakpoint;
import org.realmscope.debug.core.model.MachineTarget;
import org.realmscope.debug.core.model.RealmFrame;

class CommandsTest extends SessionFixture {
    private static final List<String> OF_SESSIONS = List.of(
            "STEP_BACK",
            "REVERSE_CONTINUE",
            "NEXT_WORLD_SWITCH",
            "NEXT_RMI_CALL",
            "NEXT_FAULT",
            "PREVIOUS_WORLD_SWITCH",
            "PREVIOUS_RMI_CALL",
            "PREVIOUS_FAULT",
            "GO_TO_MOMENT",
            "RESTART_AT_FAULT");

    private static Command command(String name) {
        return Screen.window().getService(ICommandService.class).getCommand(COMMAND + name);
    }

    @Test
    void commandsOfTheTimeAreEnabledWhileAMachineStands() throws Exception {
        for (String each : OF_SESSIONS) {
            Screen.until(() -> !command(each).isEnabled(), () -> each + " is enabled without a session");
        }
        CallBreakpoint.at("RMI_DATA_CREATE_UNKNOWN", Map.of());
        launch(scenario("faulting.rme"));
        awaitFrame();
        for (String each : OF_SESSIONS) {
            Screen.until(() -> command(each).isEnabled(), () -> each + " is not enabled");
        }
        launched().terminate();
        Screen.until(launched()::isTerminated, () -> "the launch does not end");
        for (String each : OF_SESSIONS) {
            Screen.until(() -> !command(each).isEnabled(), () -> each + " stays enabled");
        }
    }

    /** Of our own context, and of those in it: a key that two commands have does nothing. */
    @Test
    void keysOfASessionAreThoseOfOtherDebuggersAndEachOfOneCommand() throws Exception {
        CallBreakpoint.at("RMI_DATA_CREATE_UNKNOWN", Map.of());
        launch(scenario("faulting.rme"));
        awaitFrame();
        IBindingService keys = Screen.window().getService(IBindingService.class);
        Map<String, String> expected = Map.of(
                "F5", "org.eclipse.debug.ui.commands.StepInto",
                "F6", "org.eclipse.debug.ui.commands.StepOver",
                "F7", "org.eclipse.debug.ui.commands.StepReturn",
                "F8", "org.eclipse.debug.ui.commands.Resume",
                "M2+F6", COMMAND + "STEP_BACK",
                "M2+F8", COMMAND + "REVERSE_CONTINUE",
                "M1+F2", "org.eclipse.debug.ui.commands.Terminate",
                "M1+M2+F2", "org.eclipse.debug.ui.commands.Restart");
        for (Map.Entry<String, String> each : expected.entrySet()) {
            KeySequence key = KeySequence.getInstance(each.getKey());
            Screen.until(
                    () -> keys.getPerfectMatch(key) instanceof Binding match
                            && match.getParameterizedCommand().getId().equals(each.getValue()),
                    () -> each + ", but it is " + keys.getPerfectMatch(key));
            List<String> ours = Arrays.stream(keys.getBindings())
                    .filter(binding -> binding.getTriggerSequence().equals(key)
                            && binding.getContextId().startsWith("org.realmscope."))
                    .map(binding -> binding.getParameterizedCommand().getId())
                    .toList();
            assertTrue(List.of(each.getValue()).containsAll(ours), () -> each.getKey() + ": " + ours);
        }
    }

    @Test
    void closeMomentClosesWhatIsSelectedAndNothingElse() throws Exception {
        CallBreakpoint.at("RMI_DATA_CREATE_UNKNOWN", Map.of());
        launch(scenario("faulting.rme"));
        RealmFrame frame = awaitFrame();
        MachineTarget moment = openMoment();
        assertEquals(2, launched().getDebugTargets().length);
        IHandlerService handlers = Screen.window().getService(IHandlerService.class);
        IEvaluationContext context = handlers.createContextSnapshot(true);
        context.addVariable(ISources.ACTIVE_CURRENT_SELECTION_NAME, new StructuredSelection(target()));
        Command close = command("CLOSE_MOMENT");
        close.setEnabled(context);
        assertFalse(close.isEnabled(), "the present can be closed");
        context.addVariable(ISources.ACTIVE_CURRENT_SELECTION_NAME, new StructuredSelection(moment));
        handlers.executeCommandInContext(new ParameterizedCommand(close, null), null, context);
        Screen.until(moment::isTerminated, () -> "the moment does not end");
        assertEquals(1, launched().getDebugTargets().length);
        assertTrue(moment.state().hasEnded());
        assertFalse(target().isTerminated());
        assertTrue(frame.isSuspended());
        assertEquals(1, DebugPlugin.getDefault().getLaunchManager().getLaunches().length);
    }
}
