package org.realmscope.ui.paint;

import org.eclipse.swt.graphics.GC;
import org.eclipse.swt.graphics.Rectangle;

/**
 * What a kind of area looks like, in a map, its legend and cells.
 *
 * @param color   of its lines or its filling
 * @param pattern of its filling
 */
public record Swatch(PaletteColor color, Pattern pattern) {
    /** Draws it with its outline. */
    public void draw(GC gc, Palette palette, Rectangle area) {
        gc.setBackground(palette.get(PaletteColor.BACKGROUND));
        gc.setForeground(palette.get(color));
        pattern.fill(gc, area);
        if (area.width > 2) {
            gc.drawRectangle(area.x, area.y, area.width - 1, area.height - 1);
        }
    }
}
