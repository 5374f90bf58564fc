package org.realmscope.ui.rows;

import java.util.List;
import org.eclipse.jdt.annotation.Nullable;

/**
 * The next few rows of a list.
 *
 * @param <T>  a row
 * @param next where the list goes on, as its source understands it; null at its end
 */
public record Batch<T>(List<T> rows, @Nullable Object next) {
    public Batch {
        rows = List.copyOf(rows);
    }

    /** A list that is there as a whole. */
    public static <T> Batch<T> whole(List<T> rows) {
        return new Batch<>(rows, null);
    }
}
