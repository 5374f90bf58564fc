package org.realmscope.ui.paint;

import org.eclipse.swt.graphics.GC;
import org.eclipse.swt.graphics.Rectangle;

/** How an area is filled, so that areas differ by more than their colour. */
public enum Pattern {
    /** Nothing but an outline. */
    HOLLOW("hollow"),
    /** Filled. */
    SOLID("solid"),
    /** Lines that rise to the right. */
    RISING("rising lines"),
    /** Lines that fall to the right. */
    FALLING("falling lines"),
    /** Lines that cross. */
    CROSSED("crossed lines"),
    /** Upright lines. */
    UPRIGHT("upright lines"),
    /** Level lines. */
    LEVEL("level lines"),
    /** Dots. */
    DOTTED("dots");

    private static final int STEP = 6;

    private final String description;

    Pattern(String description) {
        this.description = description;
    }

    /** What it looks like, for those who are told and do not see it. */
    public String description() {
        return description;
    }

    /** Fills {@code area} in the foreground colour of {@code gc}, over its background colour. */
    public void fill(GC gc, Rectangle area) {
        if (this == SOLID) {
            gc.setBackground(gc.getForeground());
        }
        gc.fillRectangle(area);
        if (this == SOLID) {
            return;
        }
        Rectangle clip = gc.getClipping();
        gc.setClipping(clip.intersection(area));
        switch (this) {
            case RISING -> slanted(gc, area, true);
            case FALLING -> slanted(gc, area, false);
            case CROSSED -> {
                slanted(gc, area, true);
                slanted(gc, area, false);
            }
            case UPRIGHT -> {
                for (int x = align(area.x); x < area.x + area.width; x += STEP) {
                    gc.drawLine(x, area.y, x, area.y + area.height);
                }
            }
            case LEVEL -> {
                for (int y = area.y + STEP / 2; y < area.y + area.height; y += STEP) {
                    gc.drawLine(area.x, y, area.x + area.width, y);
                }
            }
            case DOTTED -> dots(gc, area);
            default -> {
                // HOLLOW and SOLID have no lines.
            }
        }
        gc.setClipping(clip);
    }

    private static int align(int x) {
        return x - Math.floorMod(x, STEP);
    }

    private static void slanted(GC gc, Rectangle area, boolean rising) {
        int first = align(area.x - area.height);
        for (int x = first; x < area.x + area.width; x += STEP) {
            int low = rising ? x : x + area.height;
            int high = rising ? x + area.height : x;
            gc.drawLine(low, area.y + area.height, high, area.y);
        }
    }

    private static void dots(GC gc, Rectangle area) {
        gc.setBackground(gc.getForeground());
        for (int y = area.y + 2; y < area.y + area.height; y += STEP) {
            for (int x = align(area.x); x < area.x + area.width; x += STEP) {
                gc.fillRectangle(x, y, 2, 2);
            }
        }
    }
}
