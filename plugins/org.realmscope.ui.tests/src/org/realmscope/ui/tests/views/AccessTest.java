package org.realmscope.ui.tests.views;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.List;
import org.eclipse.jdt.annotation.Nullable;
import org.eclipse.jface.action.ToolBarManager;
import org.eclipse.swt.SWT;
import org.eclipse.swt.accessibility.ACC;
import org.eclipse.swt.widgets.Button;
import org.eclipse.swt.widgets.Combo;
import org.eclipse.swt.widgets.Composite;
import org.eclipse.swt.widgets.Control;
import org.eclipse.swt.widgets.Link;
import org.eclipse.swt.widgets.Text;
import org.eclipse.swt.widgets.ToolItem;
import org.eclipse.ui.IViewPart;
import org.eclipse.ui.PartInitException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.realmscope.ui.compare.CompareView;
import org.realmscope.ui.faults.FaultView;
import org.realmscope.ui.granules.GranuleView;
import org.realmscope.ui.grid.Grid;
import org.realmscope.ui.map.AddressMap;
import org.realmscope.ui.map.Legend;
import org.realmscope.ui.ripas.RipasView;
import org.realmscope.ui.rmi.RmiView;
import org.realmscope.ui.rtt.RttView;

/** What people hear of the views who do not see them: every control, row, cell and lane has a name. */
class AccessTest {
    private record Shown(String id, Class<? extends IViewPart> type, String grid) {}

    private static final List<Shown> VIEWS = List.of(
            new Shown(RttView.ID, RttView.class, "RTT entries"),
            new Shown(RipasView.ID, RipasView.class, "IPA ranges"),
            new Shown(GranuleView.ID, GranuleView.class, "Granules"),
            new Shown(FaultView.ID, FaultView.class, "Stage 2 faults"),
            new Shown(RmiView.ID, RmiView.class, "RMI calls"),
            new Shown(CompareView.ID, CompareView.class, "Differences"));

    private final Bench bench = new Bench();
    private final FakeState state = new FakeState(new FakeMachine());
    private final List<String> nameless = new ArrayList<>();

    @AfterEach
    void close() {
        bench.close();
    }

    private void check(String what, @Nullable String name) {
        if (name == null || name.isBlank()) {
            nameless.add(what);
        }
    }

    @Test
    void everyControlRowCellAndLaneHasAName() throws PartInitException {
        state.moment(1, "fault 17 (425.1)");
        for (Shown shown : VIEWS) {
            Grid<?> grid = bench.open(shown.type, shown.id, shown.grid, state);
            bench.await(
                    "rows of " + shown.grid,
                    () -> grid.model().size() > 0 && grid.model().row(0) != null);
            bench.settle();
            List<Control> controls = new ArrayList<>();
            collect(part(grid), controls);
            controls.forEach(this::hear);
            assertTrue(controls.contains(grid));
            hearToolBar(bench.page().findView(shown.id));
        }
        assertEquals(List.of(), nameless);
    }

    /** The control of the part that a grid is in. */
    private static Composite part(Grid<?> grid) {
        Composite part = grid.getParent();
        while (part.getParent() != null && part.getData("modelElement") == null) {
            part = part.getParent();
        }
        return part;
    }

    private static void collect(Composite in, List<Control> controls) {
        for (Control child : in.getChildren()) {
            if (child.isVisible()) {
                controls.add(child);
                if (child instanceof Composite inner) {
                    collect(inner, controls);
                }
            }
        }
    }

    private void hear(Control control) {
        switch (control) {
            case Grid<?> grid -> hearGrid(grid);
            case AddressMap map -> hearMap(map);
            case Legend legend -> {
                check("legend", Heard.of(legend).name());
                assertEquals(ACC.ROLE_LABEL, Heard.of(legend).role(ACC.CHILDID_SELF));
            }
            case Text text -> {
                check("text " + text.getMessage(), Heard.of(text).name());
                check("tool tip of " + text.getMessage(), text.getToolTipText());
            }
            case Combo combo ->
                check("choice " + combo.getText(), Heard.of(combo).name());
            case Button button -> check("button", button.getText());
            case Link link -> check("link", link.getText());
            default -> {
                // What only holds or separates others, and labels, which are their own names.
            }
        }
    }

    private void hearGrid(Grid<?> grid) {
        Heard heard = Heard.of(grid);
        check("grid", heard.name());
        check("keys of " + heard.name(), heard.help());
        List<Integer> rows = heard.children();
        assertTrue(!rows.isEmpty(), () -> heard.name() + " has no rows in sight");
        assertEquals(grid.columns().shown().size(), heard.columns());
        for (int row : rows) {
            check("row " + row + " of " + heard.name(), heard.name(row));
            assertTrue(List.of(ACC.ROLE_ROW, ACC.ROLE_TREEITEM).contains(heard.role(row)), () -> "role of " + row);
            for (int column = 0; column < heard.columns(); column++) {
                Heard cell = heard.cell(row, column);
                check("cell " + row + ", " + column + " of " + heard.name(), cell.name());
                assertEquals(ACC.ROLE_TABLECELL, cell.role(ACC.CHILDID_SELF));
            }
        }
    }

    private void hearMap(AddressMap map) {
        Heard heard = Heard.of(map);
        check("map", heard.name());
        check("keys of " + heard.name(), heard.help());
        check("value of " + heard.name(), heard.value(ACC.CHILDID_SELF));
        assertTrue(heard.children().size() >= 3, () -> heard.children() + " of " + heard.name());
        for (int lane : heard.children()) {
            check("lane " + lane + " of " + heard.name(), heard.name(lane));
            check("value of lane " + lane + " of " + heard.name(), heard.value(lane));
        }
    }

    private void hearToolBar(IViewPart view) {
        ToolBarManager bar = (ToolBarManager) view.getViewSite().getActionBars().getToolBarManager();
        for (ToolItem item : bar.getControl().getItems()) {
            if ((item.getStyle() & SWT.SEPARATOR) == 0) {
                check("tool item of " + view.getTitle(), item.getToolTipText());
            }
        }
    }

    @Test
    void emptyViewsSayWhatToDo() throws PartInitException {
        for (Shown shown : VIEWS) {
            bench.open(shown.type, shown.id, null);
            bench.select(null);
            Link link = (Link) bench.find(control -> control instanceof Link text
                    && text.getText().startsWith("<a>Start a Realm Debug session</a> to "));
            assertTrue(link.isEnabled());
            bench.page().hideView(bench.page().findView(shown.id));
        }
    }
}
