package org.realmscope.ui.map;

import java.util.Arrays;
import java.util.List;
import org.eclipse.jdt.annotation.Nullable;
import org.eclipse.swt.SWT;
import org.eclipse.swt.custom.SashForm;
import org.eclipse.swt.graphics.Rectangle;
import org.eclipse.swt.layout.GridData;
import org.eclipse.swt.layout.GridLayout;
import org.eclipse.swt.widgets.Composite;
import org.eclipse.ui.IMemento;
import org.realmscope.ui.filter.FilterWords;
import org.realmscope.ui.grid.Grid;
import org.realmscope.ui.view.ViewCommand;
import org.realmscope.ui.view.ViewCommands;

/** A map with its legend, and room for its twin, a table of the same areas: what is selected in one is in the other. */
final class MapPart {
    /** The height of a header and the first rows. */
    private static final int LEAST_TABLE = 70;
    /** What a sash form's weights are of. */
    private static final int WHOLE = 1000;

    private static final String SPACE = "space";
    private static final String SHOWN = "shown";
    private static final String SASH = "sash";

    private final SashForm sash;
    private final AddressMap map;
    private final Composite tableFrame;
    private final Legend key;
    private boolean joining;
    /** Whether the row of what is selected on the map has not been read yet. */
    private boolean awaitsRow;

    private @Nullable AddressRange inTable;
    private @Nullable AddressRange savedSpace;
    private @Nullable AddressRange savedShown;
    /** What {@link #share} gave; null before the first time. */
    private int @Nullable [] weights;

    /** A map that is called {@code name}, in {@code parent}, which has a grid layout. */
    MapPart(Composite parent, String name, List<Legend.Entry> legend) {
        sash = new SashForm(parent, SWT.VERTICAL);
        sash.setLayoutData(new GridData(SWT.FILL, SWT.FILL, true, true));
        Composite mapFrame = frame(sash);
        map = new AddressMap(mapFrame, name);
        map.setLayoutData(new GridData(SWT.FILL, SWT.FILL, true, true));
        key = new Legend(mapFrame, legend);
        key.setLayoutData(new GridData(SWT.FILL, SWT.BOTTOM, true, false));
        tableFrame = frame(sash);
        sash.addListener(SWT.Resize, event -> share());
        mapFrame.addListener(SWT.Resize, event -> showLegendIfItFits(mapFrame));
    }

    /** Gives the map two thirds of the room, or what it needs with its legend; unless people moved the sash. */
    private void share() {
        int height = sash.getClientArea().height;
        int[] before = weights;
        if (height > 0 && (before == null || Arrays.equals(before, sash.getWeights()))) {
            int needed = map.leastHeight() + legendHeight(sash.getClientArea().width) + 2 * sash.getSashWidth();
            int top = Math.max(height * 2 / 3, Math.min(needed, height - LEAST_TABLE));
            sash.setWeights(top, height - top);
            weights = sash.getWeights();
        }
    }

    /** In a low view, the map is worth more than what its patterns mean, which tool tips and the table say too. */
    private void showLegendIfItFits(Composite frame) {
        Rectangle room = frame.getClientArea();
        boolean fits = room.height >= map.leastHeight() + legendHeight(room.width);
        if (key.getLayoutData() instanceof GridData place && place.exclude == fits) {
            place.exclude = !fits;
            key.setVisible(fits);
            frame.layout();
        }
    }

    /** Writes down what the map shows of which space, and where the sash is if people moved it. */
    void save(IMemento memento) {
        AddressRange waiting = savedShown;
        AddressRange space = waiting == null ? map.window().space() : savedSpace;
        if (space != null) {
            memento.putString(SPACE, text(space));
            memento.putString(SHOWN, text(waiting == null ? map.shown() : waiting));
        }
        int[] given = weights;
        if (given != null && !Arrays.equals(given, sash.getWeights())) {
            memento.putInteger(SASH, sash.getWeights()[0]);
        }
    }

    /** Takes up what {@link #save} wrote; the map does so when it has that space. */
    void restore(IMemento memento) {
        savedSpace = range(memento.getString(SPACE));
        savedShown = range(memento.getString(SHOWN));
        Integer moved = memento.getInteger(SASH);
        if (moved != null && moved > 0 && moved < WHOLE) {
            weights = new int[0];
            sash.setWeights(moved, WHOLE - moved);
        }
    }

    private static String text(AddressRange range) {
        return range.baseText() + "-" + range.endText();
    }

    private static @Nullable AddressRange range(@Nullable String text) {
        return text == null ? null : FilterWords.parse(text).range();
    }

    /**
     * Shows what was shown of the map's space when the workbench was last closed, once; whether it was written down.
     */
    boolean showSaved() {
        AddressRange shown = savedShown;
        boolean isSame = map.window().space().equals(savedSpace);
        savedShown = null;
        if (isSame && shown != null) {
            map.show(shown);
        }
        return isSame && shown != null;
    }

    private int legendHeight(int width) {
        return key.computeSize(width, SWT.DEFAULT).y;
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
