package org.realmscope.ui.platformmap;

import java.util.Comparator;
import org.eclipse.jdt.annotation.Nullable;
import org.eclipse.jface.viewers.Viewer;
import org.eclipse.jface.viewers.ViewerComparator;
import org.eclipse.swt.SWT;

/** Sorts by the column whose header was clicked last; a second click turns the order round. */
final class RegionOrder extends ViewerComparator {

    private RegionColumn column = RegionColumn.FROM;
    private boolean descending;

    /** Takes a click on the header of {@code clicked}. */
    void click(RegionColumn clicked) {
        descending = clicked == column && !descending;
        column = clicked;
    }

    /** {@link SWT#UP} or {@link SWT#DOWN}, as a table header shows it. */
    int direction() {
        return descending ? SWT.DOWN : SWT.UP;
    }

    @Override
    public int compare(@Nullable Viewer viewer, @Nullable Object left, @Nullable Object right) {
        if (left instanceof Region first && right instanceof Region second) {
            Comparator<Region> order = column.order.thenComparingLong(Region::base);
            return (descending ? order.reversed() : order).compare(first, second);
        }
        throw new IllegalArgumentException("not regions: " + left + ", " + right);
    }
}
