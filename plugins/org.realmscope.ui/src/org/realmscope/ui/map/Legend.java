package org.realmscope.ui.map;

import java.util.List;
import java.util.stream.Collectors;
import org.eclipse.jdt.annotation.Nullable;
import org.eclipse.jface.resource.JFaceResources;
import org.eclipse.swt.SWT;
import org.eclipse.swt.accessibility.ACC;
import org.eclipse.swt.accessibility.AccessibleAdapter;
import org.eclipse.swt.accessibility.AccessibleControlAdapter;
import org.eclipse.swt.accessibility.AccessibleControlEvent;
import org.eclipse.swt.accessibility.AccessibleEvent;
import org.eclipse.swt.graphics.GC;
import org.eclipse.swt.graphics.Point;
import org.eclipse.swt.graphics.Rectangle;
import org.eclipse.swt.widgets.Canvas;
import org.eclipse.swt.widgets.Composite;
import org.realmscope.ui.paint.Palette;
import org.realmscope.ui.paint.PaletteColor;
import org.realmscope.ui.paint.Swatch;

/** Says what the areas of a map look like, in as many lines as it takes. */
public final class Legend extends Canvas {
    private static final int MARGIN = 8;
    private static final int BOX = 22;

    private final List<Entry> entries;
    private final Palette palette;

    /** A kind of area and its name. */
    public record Entry(String text, Swatch swatch) {}

    /** A legend with these entries. */
    public Legend(Composite parent, List<Entry> entries) {
        super(parent, SWT.DOUBLE_BUFFERED | SWT.NO_BACKGROUND | SWT.NO_FOCUS);
        this.entries = List.copyOf(entries);
        this.palette = new Palette(this);
        setFont(JFaceResources.getDialogFont());
        addPaintListener(event -> draw(event.gc));
        getAccessible().addAccessibleListener(new AccessibleAdapter() {
            @Override
            public void getName(@Nullable AccessibleEvent event) {
                if (event != null) {
                    event.result = "Legend: "
                            + entries.stream()
                                    .map(entry -> entry.text() + " "
                                            + entry.swatch().pattern().description())
                                    .collect(Collectors.joining(", "));
                }
            }
        });
        getAccessible().addAccessibleControlListener(new AccessibleControlAdapter() {
            @Override
            public void getRole(@Nullable AccessibleControlEvent event) {
                if (event != null) {
                    event.detail = ACC.ROLE_LABEL;
                }
            }
        });
    }

    @Override
    public Point computeSize(int widthHint, int heightHint, boolean changed) {
        GC gc = new GC(this);
        int width = widthHint == SWT.DEFAULT ? 600 : widthHint;
        Point end = layOut(gc, width, false);
        int line = gc.getFontMetrics().getHeight() + MARGIN;
        gc.dispose();
        return new Point(width, end.y + line);
    }

    private void draw(GC gc) {
        gc.setBackground(palette.get(PaletteColor.BACKGROUND));
        gc.fillRectangle(getClientArea());
        layOut(gc, getClientArea().width, true);
    }

    private Point layOut(GC gc, int width, boolean draws) {
        int height = gc.getFontMetrics().getHeight();
        int x = MARGIN;
        int y = MARGIN / 2;
        for (Entry entry : entries) {
            int needed = BOX + 5 + gc.textExtent(entry.text()).x + 2 * MARGIN;
            if (x > MARGIN && x + needed > width) {
                x = MARGIN;
                y += height + MARGIN / 2;
            }
            if (draws) {
                entry.swatch().draw(gc, palette, new Rectangle(x, y + 1, BOX, height - 2));
                gc.setForeground(palette.get(PaletteColor.FOREGROUND));
                gc.drawText(entry.text(), x + BOX + 5, y, true);
            }
            x += needed;
        }
        return new Point(x, y);
    }
}
