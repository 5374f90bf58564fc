package org.realmscope.ui.map;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import org.eclipse.jdt.annotation.Nullable;
import org.realmscope.ui.paint.Swatch;

/**
 * Makes a lane from ranges in the order of their addresses. Neighbours that are alike become one area. Areas that are
 * too small to be told apart, where that is wanted, become one too, that looks like its first.
 *
 * @param <T> a range
 */
public final class LaneBuilder<T extends Ranged> {
    private static final String MIXED = "several ranges: zoom in";
    private static final String UNREAD = "not read: zoom in";

    private final String title;
    private final Function<T, @Nullable String> text;
    private final Function<T, @Nullable Swatch> swatch;
    private final List<MapArea> areas = new ArrayList<>();

    /**
     * A lane of ranges.
     *
     * @param text   says what a range is; null if it is nothing in this lane
     * @param swatch what a range looks like; null if it is nothing in this lane
     */
    public LaneBuilder(String title, Function<T, @Nullable String> text, Function<T, @Nullable Swatch> swatch) {
        this.title = title;
        this.text = text;
        this.swatch = swatch;
    }

    /**
     * Adds the next range.
     *
     * @param grain bytes, a power of two: areas that end within the same grain become one; 1 to keep all
     */
    void add(T range, long grain) {
        String label = text.apply(range);
        Swatch look = swatch.apply(range);
        if (label == null || look == null) {
            return;
        }
        AddressRange here = range.range();
        MapArea last = areas.isEmpty() ? null : areas.get(areas.size() - 1);
        if (last != null && last.text().equals(label) && last.range().end() == here.base()) {
            areas.set(areas.size() - 1, new MapArea(last.range().union(here), last.swatch(), label));
        } else if (last != null && (last.range().end() - 1 & -grain) == (here.end() - 1 & -grain)) {
            areas.set(areas.size() - 1, new MapArea(last.range().union(here), last.swatch(), MIXED));
        } else {
            areas.add(new MapArea(here, look, label));
        }
    }

    /**
     * The lane with what has been added so far.
     *
     * @param unread addresses behind that, of which nothing is known; null if there are none
     */
    MapLane lane(@Nullable AddressRange unread) {
        List<MapArea> all = new ArrayList<>(areas);
        if (unread != null) {
            all.add(new MapArea(unread, Swatches.unread(), UNREAD));
        }
        return new MapLane(title, all);
    }
}
