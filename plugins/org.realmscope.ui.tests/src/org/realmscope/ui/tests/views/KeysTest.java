package org.realmscope.ui.tests.views;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.eclipse.jface.bindings.Binding;
import org.eclipse.jface.bindings.TriggerSequence;
import org.eclipse.jface.bindings.keys.KeySequence;
import org.eclipse.jface.bindings.keys.ParseException;
import org.eclipse.ui.IViewPart;
import org.eclipse.ui.PartInitException;
import org.eclipse.ui.actions.ActionFactory;
import org.eclipse.ui.contexts.IContextActivation;
import org.eclipse.ui.contexts.IContextService;
import org.eclipse.ui.keys.IBindingService;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.realmscope.ui.compare.CompareView;
import org.realmscope.ui.faults.FaultView;
import org.realmscope.ui.granules.GranuleView;
import org.realmscope.ui.ripas.RipasView;
import org.realmscope.ui.rmi.RmiView;
import org.realmscope.ui.rtt.RttView;
import org.realmscope.ui.view.ViewCommand;

/** The keys of the views while a debugger of any kind has its own. */
class KeysTest {
    private static final Map<String, Class<? extends IViewPart>> VIEWS = Map.of(
            RttView.ID,
            RttView.class,
            RipasView.ID,
            RipasView.class,
            GranuleView.ID,
            GranuleView.class,
            FaultView.ID,
            FaultView.class,
            RmiView.ID,
            RmiView.class,
            CompareView.ID,
            CompareView.class);

    private final Bench bench = new Bench();

    @AfterEach
    void close() {
        bench.close();
    }

    @Test
    void everyCommandHasAKeyThatNoOtherCommandTakesInAView() throws PartInitException {
        IViewPart view = bench.open(FaultView.class, FaultView.ID, null);
        IContextService contexts = view.getSite().getWorkbenchWindow().getService(IContextService.class);
        IContextActivation debugging = contexts.activateContext("org.eclipse.debug.ui.debugging");
        bench.settle();
        IBindingService keys = view.getSite().getService(IBindingService.class);
        List<String> wrong = new ArrayList<>();
        for (ViewCommand command : ViewCommand.values()) {
            TriggerSequence key = keys.getBestActiveBindingFor(command.id());
            Binding binding = key == null ? null : keys.getPerfectMatch(key);
            if (binding == null
                    || !command.id().equals(binding.getParameterizedCommand().getId())) {
                wrong.add(command + " by " + key);
            }
        }
        contexts.deactivateContext(debugging);
        assertEquals(List.of(), wrong);
    }

    @Test
    void theDebuggersKeysStayTheDebuggersInAView() throws PartInitException, ParseException {
        IViewPart view = bench.open(RttView.class, RttView.ID, null);
        IContextService contexts = view.getSite().getWorkbenchWindow().getService(IContextService.class);
        IContextActivation debugging = contexts.activateContext("org.eclipse.debug.ui.debugging");
        bench.settle();
        IBindingService keys = view.getSite().getService(IBindingService.class);
        for (String key : List.of("F5", "F6", "F7", "F8")) {
            Binding binding = keys.getPerfectMatch(KeySequence.getInstance(key));
            assertNotNull(binding, key);
            assertEquals(
                    "org.eclipse.debug.ui.commands",
                    binding.getParameterizedCommand().getId().replaceAll("\\.\\w+$", ""),
                    key);
        }
        contexts.deactivateContext(debugging);
    }

    @Test
    void refreshOfTheFileMenuReadsEveryViewAnew() throws PartInitException {
        FakeMachine machine = new FakeMachine();
        FakeState state = new FakeState(machine);
        for (Map.Entry<String, Class<? extends IViewPart>> entry : VIEWS.entrySet()) {
            IViewPart view = bench.open(entry.getValue(), entry.getKey(), null);
            bench.select(state);
            bench.settle();
            int asked = machine.asked().size();
            Objects.requireNonNull(
                            view.getViewSite().getActionBars().getGlobalActionHandler(ActionFactory.REFRESH.getId()),
                            entry.getKey())
                    .run();
            bench.await("requests of " + entry.getKey(), () -> machine.asked().size() > asked);
        }
    }
}
