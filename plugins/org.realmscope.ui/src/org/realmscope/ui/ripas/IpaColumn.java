package org.realmscope.ui.ripas;

import java.util.List;
import org.realmscope.ui.grid.GridColumn;
import org.realmscope.ui.map.Swatches;

/** The columns of the table of the RIPAS view. */
final class IpaColumn {
    private IpaColumn() {}

    /** All of them. */
    static List<GridColumn<IpaRow>> all() {
        return List.of(
                GridColumn.values("range", "IPA range", 30, row -> row.range().toString()),
                GridColumn.numbers("size", "Size", 10, row -> row.range().sizeText()),
                GridColumn.words("half", "Half", 12, row -> row.isProtected() ? "protected" : "unprotected"),
                GridColumn.<IpaRow>words("ripas", "RIPAS", 15, IpaRow::ripas).with(row -> Swatches.ripas(row.ripas())),
                GridColumn.<IpaRow>words("state", "State", 21, IpaRow::state).with(row -> Swatches.hipas(row.state())),
                GridColumn.words("by", "Mapped by", 18, IpaRow::mappedBy),
                GridColumn.values("output", "Output address", 16, IpaRow::output),
                GridColumn.<IpaRow>numbers("level", "Level", 6, row -> String.valueOf(row.level()))
                        .asOptional());
    }
}
