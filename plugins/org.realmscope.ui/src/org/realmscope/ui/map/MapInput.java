package org.realmscope.ui.map;

import org.eclipse.jdt.annotation.Nullable;
import org.eclipse.swt.SWT;
import org.eclipse.swt.graphics.Point;
import org.eclipse.swt.widgets.Event;

/**
 * Keyboard and mouse of a map. Left and Right move the cursor by a step, with Control to the next edge in its lane, Up
 * and Down change the lane, Page Up and Down move what is shown, Home and End go to its ends; Shift extends the
 * selection. Plus, minus and the wheel zoom, Enter and a double click select the area at the cursor.
 */
final class MapInput {
    private final AddressMap map;
    private boolean dragging;

    private MapInput(AddressMap map) {
        this.map = map;
    }

    /** Has keyboard and mouse control {@code map}. */
    static void install(AddressMap map) {
        MapInput input = new MapInput(map);
        map.addListener(SWT.KeyDown, input::pressed);
        map.addListener(SWT.Traverse, MapInput::traverse);
        map.addListener(SWT.FocusIn, event -> map.setLane(map.lane()));
        map.addListener(SWT.FocusOut, event -> map.redraw());
        map.addListener(SWT.MouseDown, input::down);
        map.addListener(SWT.MouseUp, event -> input.dragging = false);
        map.addListener(SWT.MouseMove, input::move);
        map.addListener(SWT.MouseDoubleClick, event -> input.selectArea(map.areaAt(event.x, event.y)));
        map.addListener(SWT.MouseWheel, input::wheel);
        map.addListener(SWT.MouseHover, input::hover);
        map.addListener(SWT.MenuDetect, input::menuPlace);
    }

    private static void traverse(Event event) {
        event.doit = event.detail == SWT.TRAVERSE_TAB_NEXT
                || event.detail == SWT.TRAVERSE_TAB_PREVIOUS
                || event.detail == SWT.TRAVERSE_ESCAPE;
    }

    private void pressed(Event event) {
        boolean extend = (event.stateMask & SWT.SHIFT) != 0;
        boolean edges = (event.stateMask & SWT.MOD1) != 0;
        switch (event.keyCode) {
            case SWT.ARROW_LEFT -> move(false, edges, extend);
            case SWT.ARROW_RIGHT -> move(true, edges, extend);
            case SWT.ARROW_UP -> map.setLane(map.lane() - 1);
            case SWT.ARROW_DOWN -> map.setLane(map.lane() + 1);
            case SWT.PAGE_UP -> map.pan(-4);
            case SWT.PAGE_DOWN -> map.pan(4);
            case SWT.HOME ->
                map.moveTo(edges ? map.window().space().base() : map.shown().base(), extend);
            case SWT.END ->
                map.moveTo(edges ? map.window().space().end() - 1 : map.shown().end() - 1, extend);
            case SWT.CR, SWT.KEYPAD_CR -> {
                if (map.lane() < map.lanes().size()) {
                    selectArea(map.lanes().get(map.lane()).at(map.window().cursor()));
                }
            }
            case SWT.KEYPAD_ADD -> map.zoom(true);
            case SWT.KEYPAD_SUBTRACT -> map.zoom(false);
            default -> zoom(event.character);
        }
    }

    private void zoom(char character) {
        if (character == '+' || character == '=') {
            map.zoom(true);
        } else if (character == '-') {
            map.zoom(false);
        }
    }

    private void move(boolean forward, boolean edges, boolean extend) {
        long cursor = map.window().cursor();
        long target =
                cursor + (forward ? 1 : -1) * map.window().step(map.geometry().width());
        if (edges && map.lane() < map.lanes().size()) {
            long edge = map.lanes().get(map.lane()).edge(cursor, forward);
            target = edge < 0 ? target : edge;
        }
        map.moveTo(target, extend);
    }

    private void selectArea(@Nullable MapArea area) {
        if (area != null) {
            map.selectHere(area.range());
        }
    }

    private void down(Event event) {
        map.forceFocus();
        if (event.y < map.geometry().halvesTop()) {
            long middle = map.geometry().overviewAddressAt(event.x);
            long half = map.shown().length() / 2;
            long base = Math.max(0, middle - half);
            map.show(new AddressRange(base, base + 2 * half));
            return;
        }
        int lane = map.geometry().laneAt(event.y);
        if (lane >= 0 && lane < map.lanes().size()) {
            map.setLane(lane);
        }
        long address = map.geometry().addressAt(event.x);
        if (event.button == 1) {
            dragging = true;
            map.moveTo(address, (event.stateMask & SWT.SHIFT) != 0);
        } else if (!map.selected().contains(address)) {
            map.moveTo(address, false);
        }
    }

    private void move(Event event) {
        if (dragging) {
            map.moveTo(map.geometry().addressAt(event.x), true);
        } else if (map.getToolTipText() != null) {
            map.setToolTipText(null);
        }
    }

    private void wheel(Event event) {
        if ((event.stateMask & SWT.SHIFT) != 0) {
            map.pan(event.count > 0 ? -1 : 1);
        } else {
            map.zoom(event.count > 0, map.geometry().addressAt(event.x));
        }
        event.doit = false;
    }

    private void hover(Event event) {
        if (map.geometry().cursorLine().contains(event.x, event.y)) {
            map.setToolTipText(map.describeCursor());
            return;
        }
        MapArea area = map.areaAt(event.x, event.y);
        map.setToolTipText(
                area == null
                        ? null
                        : area.text() + "\n" + area.range() + "\n"
                                + area.range().sizeText());
    }

    private void menuPlace(Event event) {
        if (event.detail == SWT.MENU_KEYBOARD) {
            Point place = map.toDisplay(
                    MapGeometry.xOf(
                            map.window().cursor(), map.shown(), map.geometry().lane(0)),
                    map.geometry().cursorLine().y);
            event.x = place.x;
            event.y = place.y;
        }
    }
}
