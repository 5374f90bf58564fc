package org.realmscope.ui.map;

import java.util.stream.IntStream;
import org.eclipse.jdt.annotation.Nullable;
import org.eclipse.swt.accessibility.ACC;
import org.eclipse.swt.graphics.Rectangle;
import org.realmscope.ui.access.ItemAccess;

/** What a map tells assistive technology: its lanes are items, called after what the cursor is at in them. */
final class MapAccess extends ItemAccess {
    private final AddressMap map;

    MapAccess(AddressMap map) {
        super(map);
        this.map = map;
    }

    @Override
    protected String name() {
        return map.accessibleName();
    }

    @Override
    protected @Nullable String description() {
        return map.describeCursor() + "; selected " + map.selected() + ", shown " + map.shown();
    }

    @Override
    protected String help() {
        return "Left and Right move, with Control to the next edge, with Shift they select. "
                + "Up and Down change the lane. Plus and minus zoom. Enter selects the area at the cursor.";
    }

    @Override
    protected @Nullable String value() {
        return map.describeCursor();
    }

    @Override
    protected int role() {
        return ACC.ROLE_LIST;
    }

    @Override
    protected int itemRole() {
        return ACC.ROLE_LISTITEM;
    }

    @Override
    protected int itemCount() {
        return map.lanes().size();
    }

    @Override
    protected IntStream itemsInSight() {
        return IntStream.range(0, itemCount());
    }

    @Override
    protected String itemName(int index) {
        return map.describe(index);
    }

    @Override
    protected @Nullable String itemValue(int index) {
        return map.describe(index);
    }

    @Override
    protected int itemState(int index) {
        return 0;
    }

    @Override
    protected int focusItem() {
        return map.lane();
    }

    @Override
    protected Rectangle itemBounds(int index) {
        return map.geometry().lane(index);
    }

    @Override
    protected int itemAt(int x, int y) {
        return map.geometry().laneAt(y);
    }
}
