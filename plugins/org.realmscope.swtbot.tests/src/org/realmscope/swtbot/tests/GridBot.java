package org.realmscope.swtbot.tests;

import java.util.List;
import java.util.stream.IntStream;

import org.eclipse.swtbot.swt.finder.finders.UIThreadRunnable;
import org.eclipse.swtbot.swt.finder.results.ListResult;
import org.eclipse.swtbot.swt.finder.widgets.AbstractSWTBotControl;
import org.realmscope.ui.grid.Grid;

/** What a person does with a grid. */
final class GridBot extends AbstractSWTBotControl<Grid<?>> {
    GridBot(Grid<?> grid) {
        super(grid);
    }

    /** The rows as a screen reader says them. */
    List<String> rows() {
        ListResult<String> names = () ->
                IntStream.range(0, widget.model().size()).mapToObj(widget::rowName).toList();
        return UIThreadRunnable.syncExec(names);
    }

    /** Selects the first row whose name contains a text. */
    void select(String text) {
        int row = IntStream.range(0, rows().size())
                .filter(index -> rows().get(index).contains(text))
                .findFirst()
                .orElseThrow(() -> new AssertionError("no row with " + text + " in " + rows()));
        setFocus();
        UIThreadRunnable.syncExec(() -> widget.select(row));
    }
}
