package org.realmscope.ui.map;

import java.util.ArrayList;
import java.util.List;
import java.util.StringJoiner;
import org.eclipse.jdt.annotation.Nullable;
import org.eclipse.jface.resource.JFaceResources;
import org.eclipse.swt.SWT;
import org.eclipse.swt.widgets.Canvas;
import org.eclipse.swt.widgets.Composite;
import org.realmscope.ui.paint.Palette;

/**
 * A map of an address space: an overview of all of it, and below that a part, as large or small as wanted, in lanes.
 * There is a cursor, which is on a page and in a lane, and a selection; both are told to assistive technology.
 */
public final class AddressMap extends Canvas {
    /** Lanes of the map that has most. */
    private static final int MOST_LANES = 4;

    private final String accessibleName;
    private final MapWindow window = new MapWindow();
    private final List<Runnable> selectionListeners = new ArrayList<>();
    private final List<Runnable> windowListeners = new ArrayList<>();
    private final MapGeometry geometry;
    private final MapAccess access;
    private List<MapLane> lanes = List.of();
    private List<MapLane> overview = List.of();
    private long split = -1;
    private int lane;

    /** A map that is called {@code accessibleName}. */
    public AddressMap(Composite parent, String accessibleName) {
        super(parent, SWT.DOUBLE_BUFFERED | SWT.NO_BACKGROUND);
        this.accessibleName = accessibleName;
        setFont(JFaceResources.getDialogFont());
        geometry = new MapGeometry(this);
        MapPainter painter = new MapPainter(this, new Palette(this));
        access = new MapAccess(this);
        addPaintListener(event -> painter.paint(event.gc));
        MapInput.install(this);
    }

    /**
     * Sets what there is.
     *
     * @param space    all addresses; if they are the same as before, what is shown stays
     * @param split    where the second half of the space begins, -1 if it has no halves
     * @param shown    lanes of what is shown
     * @param overall  lane for the overview; its areas may be coarser
     */
    public void setContent(AddressRange space, long split, List<MapLane> shown, MapLane overall) {
        window.setSpace(space);
        this.split = split;
        this.lanes = List.copyOf(shown);
        this.overview = List.of(overall);
        lane = Math.min(lane, Math.max(0, lanes.size() - 1));
        redraw();
        access.focusMoved();
    }

    /** Shows nothing. */
    public void clear() {
        lanes = List.of();
        overview = List.of();
        redraw();
        access.focusMoved();
    }

    /** Has {@code listener} run when another range is selected here. */
    public void onSelection(Runnable listener) {
        selectionListeners.add(listener);
    }

    /** Has {@code listener} run when another part is shown. */
    public void onWindow(Runnable listener) {
        windowListeners.add(listener);
    }

    /** The height at which all of it is seen. */
    int leastHeight() {
        return geometry.leastHeight(Math.max(MOST_LANES, lanes.size()));
    }

    /** What it is called. */
    public String accessibleName() {
        return accessibleName;
    }

    /** The selected pages. */
    public AddressRange selected() {
        return window.selected();
    }

    /** What is shown. */
    public AddressRange shown() {
        return window.shown();
    }

    /** Selects a range and shows it. */
    public void select(AddressRange range) {
        if (!range.equals(window.selected())) {
            window.select(range);
            window.reveal();
            redraw();
            access.focusMoved();
        }
    }

    /** Shows a range alone. */
    public void show(AddressRange range) {
        window.show(range);
        windowChanged();
    }

    /** Shows a smaller or a larger part around the cursor. */
    public void zoom(boolean in) {
        zoom(
                in,
                window.shown().contains(window.cursor())
                        ? window.cursor()
                        : window.shown().base() + window.shown().length() / 2);
    }

    /** Shows everything. */
    public void showAll() {
        show(window.space());
    }

    /** Shows the selection with a little around it. */
    public void showSelection() {
        AddressRange selected = window.selected();
        long margin = selected.length() / 8;
        show(new AddressRange(Math.max(0, selected.base() - margin), selected.end() + margin));
    }

    /** What the cursor is at in a lane. */
    public String describe(int index) {
        MapLane at = lanes.get(index);
        MapArea area = at.at(window.cursor());
        return at.title() + ": "
                + (area == null
                        ? "nothing"
                        : area.text() + ", " + area.range() + ", "
                                + area.range().sizeText());
    }

    /** What the cursor is at in all lanes. */
    public String describeCursor() {
        StringJoiner text = new StringJoiner("; ");
        text.add(AddressRange.hex(window.cursor()));
        for (MapLane each : lanes) {
            MapArea area = each.at(window.cursor());
            if (area != null) {
                text.add(each.title() + ": " + area.text());
            }
        }
        return text.toString();
    }

    /** Puts the cursor to an address, as the user would, and leaves what is shown. */
    void goTo(long address) {
        window.moveTo(address, false);
        selectionChanged();
    }

    MapWindow window() {
        return window;
    }

    MapGeometry geometry() {
        return geometry;
    }

    List<MapLane> lanes() {
        return lanes;
    }

    List<MapLane> overview() {
        return overview;
    }

    /** Where the second half begins, or -1. */
    long split() {
        return split;
    }

    /** The lane that the cursor is in. */
    int lane() {
        return lane;
    }

    void setLane(int index) {
        lane = Math.max(0, Math.min(index, lanes.size() - 1));
        redraw();
        access.focusMoved();
    }

    @Nullable
    MapArea areaAt(int x, int y) {
        int index = geometry.laneAt(y);
        return index < 0 || index >= lanes.size() ? null : lanes.get(index).at(geometry.addressAt(x));
    }

    void zoom(boolean in, long address) {
        window.zoom(in, address);
        windowChanged();
    }

    void pan(int steps) {
        window.pan(steps);
        windowChanged();
    }

    void moveTo(long address, boolean extend) {
        AddressRange before = window.shown();
        window.moveTo(address, extend);
        window.reveal();
        if (!before.equals(window.shown())) {
            windowChanged();
        }
        selectionChanged();
    }

    /** Selects a range as the user would, so that others are told. */
    public void selectHere(AddressRange range) {
        window.select(range);
        selectionChanged();
    }

    private void selectionChanged() {
        redraw();
        access.focusMoved();
        selectionListeners.forEach(Runnable::run);
    }

    private void windowChanged() {
        redraw();
        windowListeners.forEach(Runnable::run);
    }
}
