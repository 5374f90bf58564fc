package org.realmscope.swtbot.tests;

import java.util.List;
import java.util.stream.IntStream;
import org.eclipse.swtbot.swt.finder.finders.UIThreadRunnable;
import org.eclipse.swtbot.swt.finder.results.ListResult;
import org.eclipse.swtbot.swt.finder.widgets.SWTBotCanvas;
import org.eclipse.swtbot.swt.finder.widgets.SWTBotMenu;
import org.realmscope.ui.grid.Grid;

/** What a person does with a grid, for which SWTBot has no word. */
record GridBot(Grid<?> grid) {
    /** The rows as a screen reader says them. */
    List<String> rows() {
        ListResult<String> names = () ->
                IntStream.range(0, grid.model().size()).mapToObj(grid::rowName).toList();
        return UIThreadRunnable.syncExec(names);
    }

    /** Selects the first row whose name contains a text. */
    void select(String text) {
        List<String> rows = rows();
        int row = IntStream.range(0, rows.size())
                .filter(index -> rows.get(index).contains(text))
                .findFirst()
                .orElseThrow(() -> new AssertionError("no row with " + text + " in " + rows));
        UIThreadRunnable.syncExec(() -> {
            grid.setFocus();
            grid.select(row);
        });
    }

    SWTBotMenu contextMenu(String item) {
        return new SWTBotCanvas(grid).contextMenu(item);
    }
}
