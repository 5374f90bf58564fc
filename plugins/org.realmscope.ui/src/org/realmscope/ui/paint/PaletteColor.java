package org.realmscope.ui.paint;

/** The colours of the views, as the theme extension of this plug-in defines them. */
public enum PaletteColor {
    /** Behind rows. */
    BACKGROUND,
    /** Text of rows. */
    FOREGROUND,
    /** Text that matters less, and outlines. */
    MUTED,
    /** Between rows, columns and lanes. */
    LINE,
    /** Behind column headers. */
    HEADER,
    /** Behind selected rows. */
    SELECTION,
    /** Text of selected rows. */
    SELECTION_TEXT,
    /** Around what has the keyboard focus. */
    FOCUS,
    /** What has changed since the last stop. */
    CHANGED,
    /** What the machine is at. */
    CURRENT,
    /** What failed. */
    FAILED,
    /** The first kind of area: memory that is there, a Realm's or in use. */
    AREA_PRIMARY,
    /** The second kind of area: memory that is shared with the Non-secure world. */
    AREA_SHARED,
    /** The third kind of area: what is gone or forbidden. */
    AREA_LOST,
    /** The fourth kind of area: what describes memory, such as tables. */
    AREA_TABLE,
    /** The fifth kind of area: what runs, such as RECs. */
    AREA_ACTOR,
    /** The sixth kind of area: delegated, but of no use yet. */
    AREA_IDLE;

    /** Its identifier in the theme. */
    public String id() {
        return "org.realmscope.ui.color." + name();
    }
}
