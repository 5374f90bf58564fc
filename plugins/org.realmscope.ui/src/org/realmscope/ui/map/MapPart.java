package org.realmscope.ui.map;

import java.util.List;
import org.eclipse.jdt.annotation.Nullable;
import org.eclipse.swt.SWT;
import org.eclipse.swt.custom.SashForm;
import org.eclipse.swt.layout.GridData;
import org.eclipse.swt.layout.GridLayout;
import org.eclipse.swt.widgets.Composite;
import org.realmscope.ui.grid.Grid;
import org.realmscope.ui.view.ViewCommand;
import org.realmscope.ui.view.ViewCommands;

/** A map with its legend, and room for its twin, a table of the same areas: what is selected in one is in the other. */
final class MapPart {
    private final SashForm sash;
    private final AddressMap map;
    private final Composite tableFrame;
    private boolean joining;
    /** Whether the row of what is selected on the map has not been read yet. */
    private boolean awaitsRow;

    private @Nullable AddressRange inTable;

    /** A map that is called {@code name}, in {@code parent}, which has a grid layout. */
    MapPart(Composite parent, String name, List<Legend.Entry> legend) {
        sash = new SashForm(parent, SWT.VERTICAL);
        sash.setLayoutData(new GridData(SWT.FILL, SWT.FILL, true, true));
        Composite mapFrame = frame(sash);
        map = new AddressMap(mapFrame, name);
        map.setLayoutData(new GridData(SWT.FILL, SWT.FILL, true, true));
        Legend below = new Legend(mapFrame, legend);
        below.setLayoutData(new GridData(SWT.FILL, SWT.BOTTOM, true, false));
        tableFrame = frame(sash);
    }

    private static Composite frame(Composite parent) {
        Composite frame = new Composite(parent, SWT.NONE);
        GridLayout layout = new GridLayout();
        layout.marginWidth = 0;
        layout.marginHeight = 0;
        layout.verticalSpacing = 0;
        frame.setLayout(layout);
        return frame;
    }

    /** The map. */
    AddressMap map() {
        return map;
    }

    /** Where the table goes. */
    Composite tableFrame() {
        return tableFrame;
    }

    /** Keeps the selections of map and table the same. */
    <T extends Ranged> void join(Grid<T> table) {
        sash.setWeights(66, 34);
        table.onSelection(() -> {
            if (awaitsRow) {
                selectRowOf(table);
            }
            table.selectedRows().stream()
                    .map(Ranged::range)
                    .reduce(AddressRange::union)
                    .ifPresent(this::selectedInTable);
        });
        map.onSelection(() -> selectRowOf(table));
    }

    private void selectRowOf(Grid<? extends Ranged> table) {
        if (!joining) {
            joining = true;
            awaitsRow = !selectRow(table);
            joining = false;
        }
    }

    private void selectedInTable(AddressRange range) {
        if (!range.equals(inTable)) {
            inTable = range;
            if (!joining) {
                joining = true;
                map.select(range);
                joining = false;
            }
        }
    }

    /** Adds the commands that zoom. */
    void addCommands(ViewCommands commands, Runnable content) {
        commands.add(ViewCommand.ZOOM_IN, () -> map.zoom(true), () -> true);
        commands.add(ViewCommand.ZOOM_OUT, () -> map.zoom(false), () -> true);
        commands.add(ViewCommand.ZOOM_SELECTION, map::showSelection, () -> true);
        commands.add(ViewCommand.ZOOM_CONTENT, content, () -> true);
        commands.add(ViewCommand.ZOOM_ALL, map::showAll, () -> true);
    }

    private <T extends Ranged> boolean selectRow(Grid<T> table) {
        AddressRange selected = map.selected();
        for (int index = 0; index < table.model().size(); index++) {
            @Nullable T row = table.model().row(index);
            if (row != null && row.range().intersects(selected)) {
                table.select(index);
                return true;
            }
        }
        return false;
    }
}
