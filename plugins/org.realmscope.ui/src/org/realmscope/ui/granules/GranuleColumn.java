package org.realmscope.ui.granules;

import java.util.List;
import org.realmscope.ui.grid.GridColumn;
import org.realmscope.ui.map.Swatches;

/** The columns of the table of the Granules view. */
final class GranuleColumn {
    private GranuleColumn() {}

    /** All of them. */
    static List<GridColumn<GranuleRow>> all() {
        return List.of(
                GridColumn.values(
                        "range", "Physical addresses", 26, row -> row.range().toString()),
                GridColumn.numbers("size", "Size", 10, row -> row.range().sizeText()),
                GridColumn.numbers("count", "Granules", 10, row -> String.valueOf(row.count())),
                GridColumn.<GranuleRow>words("space", "Address space", 18, GranuleRow::spaceName)
                        .with(row -> Swatches.space(row.space())),
                GridColumn.<GranuleRow>words("state", "State", 21, GranuleRow::state)
                        .with(row -> Swatches.granule(row.state())),
                GridColumn.words("owner", "Owner", 14, GranuleRow::owner));
    }
}
