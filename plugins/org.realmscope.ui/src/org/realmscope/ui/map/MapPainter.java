package org.realmscope.ui.map;

import java.util.List;
import org.eclipse.swt.SWT;
import org.eclipse.swt.graphics.GC;
import org.eclipse.swt.graphics.Point;
import org.eclipse.swt.graphics.Rectangle;
import org.realmscope.ui.paint.FittingText;
import org.realmscope.ui.paint.Palette;
import org.realmscope.ui.paint.PaletteColor;

/** Draws a map. Of areas that share a pixel it draws the first: a million of them take no longer than a thousand. */
final class MapPainter {
    private static final int LEAST_WIDTH = 3;
    private static final int TICK_DISTANCE = 130;
    private static final int PAGE_LINES_FROM = 6;

    private final AddressMap map;
    private final Palette palette;

    MapPainter(AddressMap map, Palette palette) {
        this.map = map;
        this.palette = palette;
    }

    void paint(GC gc) {
        gc.setBackground(palette.get(PaletteColor.BACKGROUND));
        gc.fillRectangle(map.getClientArea());
        if (map.lanes().isEmpty()) {
            return;
        }
        MapGeometry geometry = map.geometry();
        overview(gc, geometry);
        ruler(gc, geometry);
        for (int index = 0; index < map.lanes().size(); index++) {
            lane(gc, geometry, index);
        }
        selection(gc, geometry);
        gc.setForeground(palette.get(PaletteColor.FOREGROUND));
        Rectangle line = geometry.cursorLine();
        gc.setBackground(palette.get(PaletteColor.BACKGROUND));
        gc.drawText(FittingText.of(gc, map.describeCursor(), line.width), line.x, line.y, false);
    }

    private void overview(GC gc, MapGeometry geometry) {
        Rectangle area = geometry.overview();
        AddressRange space = map.window().space();
        for (MapLane lane : map.overview()) {
            areas(gc, lane, space, area);
        }
        frame(gc, area);
        gc.setForeground(palette.get(PaletteColor.FOREGROUND));
        gc.drawText("All", 8, area.y, true);
        long split = map.split();
        if (split >= 0) {
            int x = MapGeometry.xOf(split, space, area);
            gc.setLineWidth(2);
            gc.drawLine(x, area.y - 3, x, area.y + area.height + 3);
            gc.setLineWidth(1);
            gc.drawText("Protected", area.x, geometry.halvesTop(), true);
            gc.drawText("Unprotected", x + 3, geometry.halvesTop(), true);
        }
        AddressRange shown = map.window().shown();
        int from = MapGeometry.xOf(shown.base(), space, area);
        int to = Math.max(from + LEAST_WIDTH, MapGeometry.xOf(shown.end(), space, area));
        gc.setForeground(palette.get(PaletteColor.CURRENT));
        gc.setLineWidth(2);
        gc.drawRectangle(from, area.y - 3, to - from, area.height + 6);
        gc.setLineWidth(1);
    }

    private void ruler(GC gc, MapGeometry geometry) {
        AddressRange shown = map.window().shown();
        Rectangle area = new Rectangle(geometry.left(), geometry.rulerTop(), geometry.width(), geometry.textHeight());
        long least = Math.max(1, shown.length() / Math.max(1, area.width / TICK_DISTANCE));
        long step = Math.max(0x1000, Long.highestOneBit(least) << (Long.bitCount(least) > 1 ? 1 : 0));
        gc.setForeground(palette.get(PaletteColor.MUTED));
        for (long address = shown.base() + step - 1 & -step; address < shown.end(); address += step) {
            int x = MapGeometry.xOf(address, shown, area);
            gc.drawLine(x, area.y + area.height - 4, x, area.y + area.height + 4);
            String text = AddressRange.hex(address);
            if (x + 4 + gc.textExtent(text).x <= area.x + area.width) {
                gc.drawText(text, x + 4, area.y, true);
            }
        }
    }

    private void lane(GC gc, MapGeometry geometry, int index) {
        Rectangle area = geometry.lane(index);
        MapLane lane = map.lanes().get(index);
        AddressRange shown = map.window().shown();
        gc.setForeground(palette.get(PaletteColor.FOREGROUND));
        gc.drawText(lane.title(), 8, area.y + (area.height - geometry.textHeight()) / 2, true);
        areas(gc, lane, shown, area);
        double pixelsPerPage = area.width / (shown.length() / 4096.0);
        if (pixelsPerPage >= PAGE_LINES_FROM) {
            gc.setForeground(palette.get(PaletteColor.LINE));
            for (long page = shown.base(); page < shown.end(); page += 0x1000) {
                int x = MapGeometry.xOf(page, shown, area);
                gc.drawLine(x, area.y, x, area.y + area.height);
            }
        }
        frame(gc, area);
        if (map.isFocusControl() && index == map.lane()) {
            gc.setForeground(palette.get(PaletteColor.FOCUS));
            gc.setLineStyle(SWT.LINE_DOT);
            gc.drawRectangle(area.x - 3, area.y - 3, area.width + 5, area.height + 5);
            gc.setLineStyle(SWT.LINE_SOLID);
        }
    }

    private void frame(GC gc, Rectangle area) {
        gc.setForeground(palette.get(PaletteColor.MUTED));
        gc.drawRectangle(area.x - 1, area.y - 1, area.width + 1, area.height + 1);
    }

    private void areas(GC gc, MapLane lane, AddressRange shown, Rectangle area) {
        List<MapArea> areas = lane.areas();
        int index = lane.firstAt(shown.base());
        while (index < areas.size() && areas.get(index).range().base() < shown.end()) {
            MapArea drawn = areas.get(index);
            int from = MapGeometry.xOf(drawn.range().base(), shown, area);
            int to = Math.max(from + LEAST_WIDTH, MapGeometry.xOf(drawn.range().end(), shown, area));
            to = Math.min(to, area.x + area.width);
            Rectangle place = new Rectangle(from, area.y, Math.max(1, to - from), area.height);
            drawn.swatch().draw(gc, palette, place);
            label(gc, drawn, place);
            index = next(lane, index, shown, area, to);
        }
    }

    private void label(GC gc, MapArea drawn, Rectangle place) {
        Point extent = gc.textExtent(drawn.text());
        if (place.height > extent.y && place.width > extent.x + 12) {
            gc.setBackground(palette.get(PaletteColor.BACKGROUND));
            gc.setForeground(palette.get(PaletteColor.FOREGROUND));
            gc.drawText(drawn.text(), place.x + 6, place.y + (place.height - extent.y) / 2, false);
        }
    }

    /** The next area that does not end within a pixel that is drawn already. */
    private static int next(MapLane lane, int index, AddressRange shown, Rectangle area, int drawnTo) {
        int next = index + 1;
        List<MapArea> areas = lane.areas();
        if (next < areas.size() && MapGeometry.xOf(areas.get(next).range().end(), shown, area) < drawnTo) {
            double share = (drawnTo - area.x) / (double) area.width;
            next = Math.max(next, lane.firstAt(shown.base() + (long) (share * shown.length())));
        }
        return next;
    }

    private void selection(GC gc, MapGeometry geometry) {
        AddressRange shown = map.window().shown();
        AddressRange selected = map.window().selected();
        if (map.lanes().isEmpty() || !selected.intersects(shown)) {
            return;
        }
        Rectangle first = geometry.lane(0);
        Rectangle last = geometry.lane(map.lanes().size() - 1);
        int from = MapGeometry.xOf(selected.base(), shown, first);
        int to = Math.max(from + LEAST_WIDTH, MapGeometry.xOf(selected.end(), shown, first));
        int top = first.y - 4;
        int height = last.y + last.height + 4 - top;
        gc.setBackground(palette.get(PaletteColor.SELECTION));
        gc.setAlpha(60);
        gc.fillRectangle(from, top, to - from, height);
        gc.setAlpha(255);
        gc.setForeground(palette.get(PaletteColor.FOCUS));
        gc.setLineWidth(map.isFocusControl() ? 2 : 1);
        gc.drawRectangle(from, top, to - from, height);
        gc.setLineWidth(1);
    }
}
