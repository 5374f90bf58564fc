package org.realmscope.ui.rows;

import java.util.List;

/**
 * Some rows of a long list.
 *
 * @param <T>   a row
 * @param first index of the first of them
 * @param total number of rows of the whole list
 */
public record Page<T>(int first, List<T> rows, int total) {
    public Page {
        rows = List.copyOf(rows);
    }
}
