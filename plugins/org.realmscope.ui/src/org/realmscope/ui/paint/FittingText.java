package org.realmscope.ui.paint;

import org.eclipse.swt.graphics.GC;

/** Texts that are cut off with an ellipsis where there is no room for all of them. */
public final class FittingText {
    private static final String ELLIPSIS = "\u2026";

    private FittingText() {}

    /** A text, or as much of it as {@code width} pixels have room for. */
    public static String of(GC gc, String text, int width) {
        if (gc.textExtent(text).x <= width) {
            return text;
        }
        int low = 0;
        int high = text.length();
        while (low < high) {
            int middle = low + high + 1 >>> 1;
            if (gc.textExtent(text.substring(0, middle) + ELLIPSIS).x <= width) {
                low = middle;
            } else {
                high = middle - 1;
            }
        }
        return text.substring(0, low) + ELLIPSIS;
    }
}
