package org.realmscope.ui.map;

import org.eclipse.jdt.annotation.Nullable;
import org.eclipse.swt.accessibility.ACC;
import org.eclipse.swt.accessibility.Accessible;
import org.eclipse.swt.accessibility.AccessibleAdapter;
import org.eclipse.swt.accessibility.AccessibleControlAdapter;
import org.eclipse.swt.accessibility.AccessibleControlEvent;
import org.eclipse.swt.accessibility.AccessibleEvent;
import org.eclipse.swt.graphics.Point;
import org.eclipse.swt.graphics.Rectangle;

/** What a map tells assistive technology: its lanes are children, called after what the cursor is at in them. */
public final class MapAccess {
    private final AddressMap map;
    private final Accessible accessible;

    MapAccess(AddressMap map) {
        this.map = map;
        this.accessible = map.getAccessible();
        accessible.addAccessibleListener(new Names());
        accessible.addAccessibleControlListener(new Lanes());
    }

    /** The cursor or the selection is elsewhere. */
    void moved() {
        if (map.isFocusControl()) {
            accessible.setFocus(map.lane());
            accessible.selectionChanged();
        }
    }

    /** There is something else. */
    void changed() {
        moved();
    }

    private final class Names extends AccessibleAdapter {
        @Override
        public void getName(@Nullable AccessibleEvent event) {
            if (event != null) {
                event.result = event.childID == ACC.CHILDID_SELF ? map.accessibleName() : map.describe(event.childID);
            }
        }

        @Override
        public void getDescription(@Nullable AccessibleEvent event) {
            if (event != null && event.childID == ACC.CHILDID_SELF) {
                event.result = map.describeCursor() + "; selected " + map.selected() + ", shown " + map.shown();
            }
        }

        @Override
        public void getHelp(@Nullable AccessibleEvent event) {
            if (event != null) {
                event.result = "Left and Right move, with Control to the next edge, with Shift they select. "
                        + "Up and Down change the lane. Plus and minus zoom. Enter selects the area at the cursor.";
            }
        }
    }

    private final class Lanes extends AccessibleControlAdapter {
        @Override
        public void getRole(@Nullable AccessibleControlEvent event) {
            if (event != null) {
                event.detail = event.childID == ACC.CHILDID_SELF ? ACC.ROLE_LIST : ACC.ROLE_LISTITEM;
            }
        }

        @Override
        public void getState(@Nullable AccessibleControlEvent event) {
            if (event != null) {
                boolean focused = map.isFocusControl()
                        && (event.childID == ACC.CHILDID_SELF || event.childID == map.lane());
                event.detail = ACC.STATE_FOCUSABLE | (focused ? ACC.STATE_FOCUSED : 0);
            }
        }

        @Override
        public void getValue(@Nullable AccessibleControlEvent event) {
            if (event != null) {
                event.result = event.childID == ACC.CHILDID_SELF ? map.describeCursor() : map.describe(event.childID);
            }
        }

        @Override
        public void getChildCount(@Nullable AccessibleControlEvent event) {
            if (event != null) {
                event.detail = map.lanes().size();
            }
        }

        @Override
        public void getChildren(@Nullable AccessibleControlEvent event) {
            if (event != null) {
                Object[] children = new Object[map.lanes().size()];
                for (int index = 0; index < children.length; index++) {
                    children[index] = Integer.valueOf(index);
                }
                event.children = children;
            }
        }

        @Override
        public void getFocus(@Nullable AccessibleControlEvent event) {
            if (event != null) {
                event.childID = map.isFocusControl() ? map.lane() : ACC.CHILDID_NONE;
            }
        }

        @Override
        public void getLocation(@Nullable AccessibleControlEvent event) {
            if (event != null) {
                Rectangle bounds = event.childID == ACC.CHILDID_SELF
                        ? map.getClientArea()
                        : map.geometry().lane(event.childID);
                Point place = map.toDisplay(bounds.x, bounds.y);
                event.x = place.x;
                event.y = place.y;
                event.width = bounds.width;
                event.height = bounds.height;
            }
        }

        @Override
        public void getChildAtPoint(@Nullable AccessibleControlEvent event) {
            if (event != null) {
                int lane = map.geometry().laneAt(map.toControl(event.x, event.y).y);
                event.childID = lane >= 0 && lane < map.lanes().size() ? lane : ACC.CHILDID_SELF;
            }
        }
    }
}
