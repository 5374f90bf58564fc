package org.realmscope.ui.rtt;

import java.util.List;
import java.util.function.Function;
import org.eclipse.jdt.annotation.Nullable;
import org.realmscope.ui.grid.GridColumn;
import org.realmscope.ui.map.Swatches;

/** The columns of the RTT Entries view. */
final class RttColumn {
    private RttColumn() {}

    /** All of them. */
    static List<GridColumn<RttRow>> all() {
        return List.of(
                GridColumn.values("range", "IPA range", 40, RttColumn::range),
                GridColumn.numbers(
                        "level",
                        "Level",
                        6,
                        of(entry -> String.valueOf(entry.info().level()))),
                GridColumn.<RttRow>words("state", "State", 21, RttColumn::state)
                        .with(row -> row instanceof RttRow.Entry entry
                                ? Swatches.hipas(entry.info().state())
                                : null),
                GridColumn.<RttRow>words(
                                "ripas", "RIPAS", 15, of(entry -> entry.info().ripas()))
                        .with(row -> row instanceof RttRow.Entry entry
                                ? Swatches.ripas(entry.info().ripas())
                                : null),
                GridColumn.values(
                        "output", "Output address", 15, of(entry -> entry.info().outputAddress())),
                GridColumn.words("kind", "Maps", 15, of(RttRow.Entry::kind)),
                GridColumn.words("attributes", "Attributes", 40, of(RttRow.Entry::attributes)),
                GridColumn.<RttRow>numbers(
                                "index",
                                "Index",
                                6,
                                of(entry -> String.valueOf(entry.info().index())))
                        .asOptional(),
                GridColumn.<RttRow>values(
                                "table",
                                "In table",
                                15,
                                of(entry -> entry.info().table()))
                        .asOptional(),
                GridColumn.<RttRow>values(
                                "descriptor",
                                "Descriptor",
                                19,
                                of(entry -> entry.info().descriptor()))
                        .asOptional());
    }

    private static @Nullable String range(RttRow row) {
        return switch (row) {
            case RttRow.Realm realm -> realm.realm() + ", " + realm.info().ipaWidth() + " bits of IPA";
            case RttRow.Entry entry -> entry.range().toString();
        };
    }

    private static @Nullable String state(RttRow row) {
        return switch (row) {
            case RttRow.Realm realm -> realm.info().state();
            case RttRow.Entry entry -> entry.info().state();
        };
    }

    private static Function<RttRow, @Nullable String> of(Function<RttRow.Entry, @Nullable String> text) {
        return row -> row instanceof RttRow.Entry entry ? text.apply(entry) : null;
    }
}
