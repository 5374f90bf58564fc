package org.realmscope.ui.grid;

import java.util.Objects;
import java.util.function.Function;
import org.eclipse.jdt.annotation.Nullable;
import org.realmscope.ui.paint.Swatch;

/**
 * A column of a {@link Grid}.
 *
 * @param <T>      a row
 * @param id       names it where the user's choice is kept
 * @param title    of its header
 * @param width    at first, in characters
 * @param align    of its text
 * @param fixed    whether its text is in the text font, as addresses are
 * @param optional whether it is hidden until the user asks for it
 * @param sortable whether a click on its header sorts
 * @param text     of a row
 * @param swatch   to draw before the text of a row; null for none
 */
public record GridColumn<T>(
        String id,
        String title,
        int width,
        Align align,
        boolean fixed,
        boolean optional,
        boolean sortable,
        Function<T, @Nullable String> text,
        @Nullable Function<T, @Nullable Swatch> swatch) {
    /** Which side of a column its text is at. */
    public enum Align {
        LEFT,
        RIGHT
    }

    /** A column of words. */
    public static <T> GridColumn<T> words(String id, String title, int width, Function<T, @Nullable String> text) {
        return new GridColumn<>(id, title, width, Align.LEFT, false, false, false, text, null);
    }

    /** A column of addresses or other values that line up. */
    public static <T> GridColumn<T> values(String id, String title, int width, Function<T, @Nullable String> text) {
        return new GridColumn<>(id, title, width, Align.LEFT, true, false, false, text, null);
    }

    /** A column of numbers. */
    public static <T> GridColumn<T> numbers(String id, String title, int width, Function<T, @Nullable String> text) {
        return new GridColumn<>(id, title, width, Align.RIGHT, false, false, false, text, null);
    }

    /** The same column, hidden at first. */
    public GridColumn<T> asOptional() {
        return new GridColumn<>(id, title, width, align, fixed, true, sortable, text, swatch);
    }

    /** The same column, which sorts. */
    public GridColumn<T> asSortable() {
        return new GridColumn<>(id, title, width, align, fixed, optional, true, text, swatch);
    }

    /** The same column with swatches. */
    public GridColumn<T> with(Function<T, @Nullable Swatch> swatches) {
        return new GridColumn<>(id, title, width, align, fixed, optional, sortable, text, swatches);
    }

    /** The text of a row, empty if there is none. */
    public String textOf(T row) {
        return Objects.requireNonNullElse(text.apply(row), "");
    }

    /** The swatch of a row; null for none. */
    @Nullable
    Swatch swatchOf(T row) {
        Function<T, @Nullable Swatch> of = swatch;
        return of == null ? null : of.apply(row);
    }
}
