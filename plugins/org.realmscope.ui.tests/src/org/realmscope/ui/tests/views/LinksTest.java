package org.realmscope.ui.tests.views;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertSame;

import org.eclipse.core.commands.common.CommandException;
import org.eclipse.ui.IViewPart;
import org.eclipse.ui.PartInitException;
import org.eclipse.ui.handlers.IHandlerService;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.realmscope.ui.faults.FaultView;
import org.realmscope.ui.granules.GranuleView;
import org.realmscope.ui.grid.Grid;
import org.realmscope.ui.map.AddressMap;
import org.realmscope.ui.map.AddressRange;
import org.realmscope.ui.ripas.RipasView;
import org.realmscope.ui.rmi.RmiView;
import org.realmscope.ui.rtt.RttView;
import org.realmscope.ui.view.RealmView;
import org.realmscope.ui.view.ViewCommand;

class LinksTest {
    private final Bench bench = new Bench();
    private final FakeState state = new FakeState(new FakeMachine());

    @AfterEach
    void close() {
        for (String id : new String[] {RttView.ID, RipasView.ID, GranuleView.ID, RmiView.ID}) {
            IViewPart view = bench.page().findView(id);
            if (view != null) {
                bench.page().hideView(view);
            }
        }
        bench.close();
    }

    private RealmView follow(ViewCommand command) throws PartInitException, CommandException {
        FaultView view = bench.open(FaultView.class, FaultView.ID, null);
        bench.select(state);
        Grid<?> faults = bench.grid("Stage 2 faults");
        bench.await("faults", () -> faults.model().size() == 40);
        faults.select(39);
        bench.settle();
        view.getSite().getService(IHandlerService.class).executeCommand(command.id(), null);
        bench.settle();
        RealmView opened = (RealmView) bench.page().getActivePart();
        assertSame(state, opened.state());
        return opened;
    }

    @Test
    void faultLeadsToItsEntry() throws PartInitException, CommandException {
        follow(ViewCommand.SHOW_RTT);
        Grid<?> entries = bench.grid("RTT entries");
        bench.await("entry", () -> Bench.row(entries, entries.focusIndex()).contains("0x201000\u20130x201fff"));
    }

    @Test
    void faultLeadsToItsPlaceOnTheMap() throws PartInitException, CommandException {
        follow(ViewCommand.SHOW_RIPAS);
        AddressMap map = (AddressMap) bench.find(AddressMap.class::isInstance);
        bench.await("place", () -> map.selected().equals(AddressRange.page(0x201000)));
        assertEquals(0x8000, map.shown().length());
    }

    @Test
    void faultLeadsToItsCalls() throws PartInitException, CommandException {
        follow(ViewCommand.SHOW_RMI_CALLS);
        Grid<?> calls = bench.grid("RMI calls");
        bench.await("calls", () -> calls.model().size() == 4);
        assertEquals("Fault 1", Bench.row(calls, 0).get(0));
    }

    @Test
    void entryLeadsToItsGranule() throws PartInitException, CommandException {
        follow(ViewCommand.SHOW_RTT);
        Grid<?> entries = bench.grid("RTT entries");
        bench.await("entry", () -> Bench.row(entries, entries.focusIndex()).contains("3"));
        entries.select(entries.focusIndex() - 1);
        bench.settle();
        bench.run(ViewCommand.SHOW_GRANULE);
        Grid<?> granules = bench.grid("Granules");
        bench.await("granule", () -> Bench.row(granules, granules.focusIndex()).contains("DATA"));
    }
}
