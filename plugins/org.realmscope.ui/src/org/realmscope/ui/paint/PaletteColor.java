package org.realmscope.ui.paint;

import org.eclipse.swt.SWT;

/** The colours of the views, as the theme extension of this plug-in defines them. */
public enum PaletteColor {
    /** Behind rows. */
    BACKGROUND(SWT.COLOR_LIST_BACKGROUND),
    /** Text of rows. */
    FOREGROUND(SWT.COLOR_LIST_FOREGROUND),
    /** Text that matters less, and outlines. */
    MUTED(SWT.COLOR_LIST_FOREGROUND),
    /** Between rows, columns and lanes. */
    LINE(SWT.COLOR_LIST_FOREGROUND),
    /** Behind column headers. */
    HEADER(SWT.COLOR_LIST_BACKGROUND),
    /** Behind selected rows. */
    SELECTION(SWT.COLOR_LIST_SELECTION),
    /** Text of selected rows. */
    SELECTION_TEXT(SWT.COLOR_LIST_SELECTION_TEXT),
    /** Around what has the keyboard focus. */
    FOCUS(SWT.COLOR_LIST_FOREGROUND),
    /** What has changed since the last stop. */
    CHANGED(SWT.COLOR_LIST_FOREGROUND),
    /** What the machine is at. */
    CURRENT(SWT.COLOR_LIST_FOREGROUND),
    /** What failed. */
    FAILED(SWT.COLOR_LIST_FOREGROUND),
    /** The first kind of area: memory that is there, a Realm's or in use. */
    AREA_PRIMARY(SWT.NONE),
    /** The second kind of area: memory that is shared with the Non-secure world. */
    AREA_SHARED(SWT.NONE),
    /** The third kind of area: what is gone or forbidden. */
    AREA_LOST(SWT.NONE),
    /** The fourth kind of area: what describes memory, such as tables. */
    AREA_TABLE(SWT.NONE),
    /** The fifth kind of area: what runs, such as RECs. */
    AREA_ACTOR(SWT.NONE),
    /** The sixth kind of area: delegated, but of no use yet. */
    AREA_IDLE(SWT.NONE);

    private final int systemColor;

    PaletteColor(int systemColor) {
        this.systemColor = systemColor;
    }

    /**
     * The system colour that it is with high contrast, where signs alone say what colours say otherwise;
     * {@link SWT#NONE} for areas, whose patterns stay.
     */
    int systemColor() {
        return systemColor;
    }

    /** How much it has to stand out: as much as text, or as the parts of a picture (WCAG 2.1, 1.4.3 and 1.4.11). */
    double leastContrast() {
        return systemColor == SWT.NONE ? 3 : 4.5;
    }

    /** Its identifier in the theme. */
    public String id() {
        return "org.realmscope.ui.color." + name();
    }
}
