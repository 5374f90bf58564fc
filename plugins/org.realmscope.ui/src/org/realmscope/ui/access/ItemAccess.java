package org.realmscope.ui.access;

import java.util.stream.IntStream;
import org.eclipse.jdt.annotation.Nullable;
import org.eclipse.swt.accessibility.ACC;
import org.eclipse.swt.accessibility.Accessible;
import org.eclipse.swt.accessibility.AccessibleAdapter;
import org.eclipse.swt.accessibility.AccessibleControlAdapter;
import org.eclipse.swt.accessibility.AccessibleControlEvent;
import org.eclipse.swt.accessibility.AccessibleEvent;
import org.eclipse.swt.graphics.Point;
import org.eclipse.swt.graphics.Rectangle;
import org.eclipse.swt.widgets.Canvas;

/**
 * Tells assistive technology of a canvas and of the items that are drawn on it: they are its children, by their
 * indices. Answers are asked for on the UI thread.
 */
public abstract class ItemAccess {
    private final Canvas canvas;
    private final Accessible accessible;

    /** Tells of {@code canvas}. */
    protected ItemAccess(Canvas canvas) {
        this.canvas = canvas;
        this.accessible = canvas.getAccessible();
        accessible.addAccessibleListener(new Names());
        accessible.addAccessibleControlListener(new Items());
    }

    /** What the canvas is called. */
    protected abstract String name();

    /** What is to be known of the canvas as a whole; null if there is nothing. */
    protected @Nullable String description() {
        return null;
    }

    /** How to use the keyboard on the canvas. */
    protected abstract String help();

    /** The value of the canvas; null if it has none. */
    protected @Nullable String value() {
        return null;
    }

    /** A role of {@link ACC}. */
    protected abstract int role();

    /** The role of items, of {@link ACC}. */
    protected abstract int itemRole();

    /** The number of items. */
    protected abstract int itemCount();

    /** Indices of the items in sight. */
    protected abstract IntStream itemsInSight();

    /** What an item is called. */
    protected abstract String itemName(int index);

    /** The value of an item; null if it has none beside its name. */
    protected abstract @Nullable String itemValue(int index);

    /** Bits of {@link ACC} that are true of an item, apart from those of the focus. */
    protected abstract int itemState(int index);

    /** The item that the keyboard is at; a negative number if it is at none. */
    protected abstract int focusItem();

    /** Where an item is on the canvas. */
    protected abstract Rectangle itemBounds(int index);

    /** The item at a point of the canvas; a negative number or one that is too large if there is none. */
    protected abstract int itemAt(int x, int y);

    /** What is asked about the canvas, for listeners of other kinds. */
    protected final Accessible accessible() {
        return accessible;
    }

    /** Tells that the keyboard is at another item, or that others are selected. */
    public final void focusMoved() {
        if (canvas.isFocusControl()) {
            accessible.setFocus(focusItem() < 0 ? ACC.CHILDID_SELF : focusItem());
            accessible.selectionChanged();
        }
    }

    private static boolean isCanvas(int child) {
        return child == ACC.CHILDID_SELF;
    }

    private final class Names extends AccessibleAdapter {
        @Override
        public void getName(@Nullable AccessibleEvent event) {
            if (event != null) {
                event.result = isCanvas(event.childID) ? name() : itemName(event.childID);
            }
        }

        @Override
        public void getDescription(@Nullable AccessibleEvent event) {
            if (event != null && isCanvas(event.childID)) {
                event.result = description();
            }
        }

        @Override
        public void getHelp(@Nullable AccessibleEvent event) {
            if (event != null && isCanvas(event.childID)) {
                event.result = help();
            }
        }
    }

    private final class Items extends AccessibleControlAdapter {
        @Override
        public void getRole(@Nullable AccessibleControlEvent event) {
            if (event != null) {
                event.detail = isCanvas(event.childID) ? role() : itemRole();
            }
        }

        @Override
        public void getState(@Nullable AccessibleControlEvent event) {
            if (event != null) {
                boolean self = isCanvas(event.childID);
                boolean focused = canvas.isFocusControl() && (self || event.childID == focusItem());
                event.detail =
                        ACC.STATE_FOCUSABLE | (focused ? ACC.STATE_FOCUSED : 0) | (self ? 0 : itemState(event.childID));
            }
        }

        @Override
        public void getValue(@Nullable AccessibleControlEvent event) {
            if (event != null) {
                event.result = isCanvas(event.childID) ? value() : itemValue(event.childID);
            }
        }

        @Override
        public void getChildCount(@Nullable AccessibleControlEvent event) {
            if (event != null) {
                event.detail = itemCount();
            }
        }

        @Override
        public void getChildren(@Nullable AccessibleControlEvent event) {
            if (event != null) {
                event.children = itemsInSight().boxed().toArray();
            }
        }

        @Override
        public void getFocus(@Nullable AccessibleControlEvent event) {
            if (event != null) {
                boolean none = !canvas.isFocusControl();
                event.childID = none ? ACC.CHILDID_NONE : focusItem() < 0 ? ACC.CHILDID_SELF : focusItem();
            }
        }

        @Override
        public void getLocation(@Nullable AccessibleControlEvent event) {
            if (event != null) {
                Rectangle bounds = isCanvas(event.childID) ? canvas.getClientArea() : itemBounds(event.childID);
                Point place = canvas.toDisplay(bounds.x, bounds.y);
                event.x = place.x;
                event.y = place.y;
                event.width = bounds.width;
                event.height = bounds.height;
            }
        }

        @Override
        public void getChildAtPoint(@Nullable AccessibleControlEvent event) {
            if (event != null) {
                Point point = canvas.toControl(event.x, event.y);
                int item = itemAt(point.x, point.y);
                event.childID = item >= 0 && item < itemCount() ? item : ACC.CHILDID_SELF;
            }
        }
    }
}
