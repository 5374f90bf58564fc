package org.realmscope.ui.map;

import java.util.List;
import org.eclipse.jdt.annotation.Nullable;
import org.eclipse.swt.graphics.Font;
import org.eclipse.swt.graphics.GC;
import org.eclipse.swt.graphics.Rectangle;

/** Where things are on a map. */
final class MapGeometry {
    private static final int MARGIN = 8;
    private static final int OVERVIEW = 16;
    private static final int GAP = 4;
    private static final int LEAST_LANE = 14;

    private final AddressMap map;
    private @Nullable Font font;
    private List<MapLane> lanes = List.of();
    private int textHeight;
    private int titleWidth;

    MapGeometry(AddressMap map) {
        this.map = map;
    }

    int textHeight() {
        measure();
        return textHeight;
    }

    /** Where addresses begin, right of the titles of lanes. */
    int left() {
        measure();
        return Math.max(titleWidth, 40) + 2 * MARGIN;
    }

    /** Measures texts anew when the font or the lanes are others. */
    private void measure() {
        if (map.getFont().equals(font) && map.lanes() == lanes) {
            return;
        }
        font = map.getFont();
        lanes = map.lanes();
        GC gc = new GC(map);
        textHeight = gc.getFontMetrics().getHeight();
        titleWidth = lanes.stream()
                .mapToInt(lane -> gc.textExtent(lane.title()).x)
                .max()
                .orElse(0);
        gc.dispose();
    }

    /** How many pixels addresses have. */
    int width() {
        return Math.max(1, map.getClientArea().width - left() - MARGIN);
    }

    Rectangle overview() {
        return new Rectangle(left(), MARGIN, width(), OVERVIEW);
    }

    /** The line with the words for the halves. */
    int halvesTop() {
        return MARGIN + OVERVIEW + 2;
    }

    int rulerTop() {
        return halvesTop() + textHeight() + GAP;
    }

    private int lanesTop() {
        return rulerTop() + textHeight() + GAP;
    }

    int laneHeight() {
        int count = Math.max(1, map.lanes().size());
        int room = map.getClientArea().height - lanesTop() - textHeight() - 2 * GAP;
        return Math.max(LEAST_LANE, Math.min(64, room / count - GAP));
    }

    /** The height at which all of a map with so many lanes is seen. */
    int leastHeight(int count) {
        return lanesTop() + count * (LEAST_LANE + GAP) + textHeight() + 2 * GAP;
    }

    Rectangle lane(int index) {
        return new Rectangle(left(), lanesTop() + index * (laneHeight() + GAP), width(), laneHeight());
    }

    /** The line that says what the cursor is at: below the lanes, or where there is no room for that, on the last. */
    Rectangle cursorLine() {
        int y = Math.min(lane(map.lanes().size()).y, map.getClientArea().height - textHeight());
        return new Rectangle(MARGIN, y, Math.max(1, map.getClientArea().width - 2 * MARGIN), textHeight());
    }

    /** The lane at {@code y}; -1 above all, the number of lanes or more below. */
    int laneAt(int y) {
        return y < lanesTop() ? -1 : (y - lanesTop()) / (laneHeight() + GAP);
    }

    /** Where an address is, in pixels, cut off at the ends of {@code area}. */
    static int xOf(long address, AddressRange range, Rectangle area) {
        double share = (address - range.base()) / (double) Math.max(1, range.length());
        return area.x + (int) Math.round(Math.max(0, Math.min(1, share)) * area.width);
    }

    /** The address of what is shown at {@code x}. */
    long addressAt(int x) {
        AddressRange shown = map.window().shown();
        double share = Math.max(0, Math.min(1, (x - left()) / (double) width()));
        return Math.min(shown.end() - 1, shown.base() + (long) (share * shown.length()));
    }

    /** The address of the whole space at {@code x}. */
    long overviewAddressAt(int x) {
        AddressRange space = map.window().space();
        double share = Math.max(0, Math.min(1, (x - left()) / (double) width()));
        return Math.min(space.end() - 1, space.base() + (long) (share * space.length()));
    }
}
