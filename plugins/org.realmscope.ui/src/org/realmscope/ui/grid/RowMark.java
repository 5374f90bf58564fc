package org.realmscope.ui.grid;

import org.realmscope.ui.paint.PaletteColor;

/** What is to be noticed about a row: a sign before its text, with a colour, and a word for those who cannot see it. */
public enum RowMark {
    /** Nothing. */
    NONE("", "", PaletteColor.FOREGROUND),
    /** It has changed since the last stop. */
    CHANGED("\u25B2", "changed", PaletteColor.CHANGED),
    /** Something below it has changed since the last stop, whether it is open or not. */
    CHANGED_BELOW("\u25B3", "changed below", PaletteColor.CHANGED),
    /** The machine is at it. */
    CURRENT("\u25B6", "current", PaletteColor.CURRENT),
    /** It failed. */
    FAILED("\u2716", "failed", PaletteColor.FAILED),
    /** It matters less. */
    MUTED("", "", PaletteColor.MUTED);

    private final String sign;
    private final String word;
    private final PaletteColor color;

    RowMark(String sign, String word, PaletteColor color) {
        this.sign = sign;
        this.word = word;
        this.color = color;
    }

    /** The sign before the text; empty for none. */
    public String sign() {
        return sign;
    }

    /** What the sign means; empty for none. */
    public String word() {
        return word;
    }

    /** The colour of sign and text. */
    public PaletteColor color() {
        return color;
    }
}
