package org.realmscope.debug.ui.disassembly;

import java.util.List;
import java.util.Set;

import org.eclipse.debug.ui.DebugUITools;
import org.eclipse.debug.ui.IDebugUIConstants;
import org.eclipse.jdt.annotation.Nullable;
import org.eclipse.jface.action.MenuManager;
import org.eclipse.jface.resource.JFaceResources;
import org.eclipse.swt.SWT;
import org.eclipse.swt.dnd.Clipboard;
import org.eclipse.swt.dnd.TextTransfer;
import org.eclipse.swt.dnd.Transfer;
import org.eclipse.swt.widgets.Composite;
import org.eclipse.swt.widgets.Control;
import org.eclipse.swt.widgets.Table;
import org.eclipse.swt.widgets.TableColumn;
import org.eclipse.swt.widgets.TableItem;
import org.realmscope.debug.ui.breakpoints.LineBreakpoints;

/** The listing's rows as a virtual table: only what is in sight is filled. */
final class ListingTable {
    private static final List<String> COLUMNS = List.of("", "Address", "Bytes", "Instruction", "Symbol");
    private static final int[] WIDTHS = { 48, 170, 80, 420, 260 };
    /** Rows before an end that count as its being in sight. */
    private static final int MARGIN = 4;

    private final Table table;
    private final Edge edge;
    private List<Row> rows = List.of();
    private Set<Row.Place> stops = Set.of();
    private int current = -1;

    /** Is told that an end of what is known comes into sight. */
    @FunctionalInterface
    interface Edge {
        void isInSight(boolean top);
    }

    ListingTable(Composite parent, Edge edge, Runnable toggled) {
        this.edge = edge;
        table = new Table(parent, SWT.VIRTUAL | SWT.FULL_SELECTION | SWT.SINGLE);
        table.setHeaderVisible(true);
        table.setFont(JFaceResources.getTextFont());
        for (int i = 0; i < WIDTHS.length; i++) {
            TableColumn column = new TableColumn(table, SWT.NONE);
            column.setText(COLUMNS.get(i));
            column.setWidth(WIDTHS[i]);
            column.setResizable(true);
        }
        table.addListener(SWT.SetData, event -> fill((TableItem) event.item, event.index));
        table.addListener(SWT.DefaultSelection, event -> toggled.run());
    }

    Control control() {
        return table;
    }

    void setMenu(MenuManager menu) {
        table.setMenu(menu.createContextMenu(table));
    }

    void setFocus() {
        table.setFocus();
    }

    // --- what is shown

    /** Shows rows, with one of them as that at which the machine stands. */
    void show(List<Row> shown, int at) {
        boolean isSame = rows == shown;
        rows = shown;
        current = at;
        stops = LineBreakpoints.places(Row.Place::new);
        table.setItemCount(rows.size());
        table.clearAll();
        table.setSelection(at);
        int visible = Math.max(1, table.getClientArea().height / table.getItemHeight() - 1);
        boolean isInSight = at > table.getTopIndex() && at < table.getTopIndex() + visible - 1;
        if (!isSame || !isInSight) {
            table.setTopIndex(Math.max(0, at - visible / 3));
        }
    }

    /** More rows are known, of which {@code before} stand before those that there were. */
    void grown(int before, List<Row> shown) {
        int top = table.getTopIndex();
        int selected = table.getSelectionIndex();
        rows = shown;
        current += before;
        table.setItemCount(rows.size());
        table.clearAll();
        if (before > 0) {
            table.setTopIndex(top + before);
            table.setSelection(selected < 0 ? new int[0] : new int[] { selected + before });
            table.setTopIndex(top + before);
        }
    }

    void marksChanged() {
        stops = LineBreakpoints.places(Row.Place::new);
        table.clearAll();
    }

    private void fill(TableItem item, int index) {
        if (index >= rows.size()) {
            return;
        }
        Row row = rows.get(index);
        item.setText(text(row));
        boolean isStop = row instanceof Row.SourceText && stops.contains(row.place());
        item.setImage(
                0,
                index == current
                        ? DebugUITools.getImage(IDebugUIConstants.IMG_OBJS_INSTRUCTION_POINTER_TOP)
                        : isStop ? DebugUITools.getImage(IDebugUIConstants.IMG_OBJS_BREAKPOINT) : null);
        item.setFont(
                row instanceof Row.SourceText
                        ? JFaceResources.getFontRegistry().getItalic(JFaceResources.TEXT_FONT)
                        : JFaceResources.getTextFont());
        if (index < MARGIN || index >= rows.size() - MARGIN) {
            table.getDisplay().asyncExec(() -> {
                if (!table.isDisposed()) {
                    edge.isInSight(index < MARGIN);
                }
            });
        }
    }

    private static String[] text(Row row) {
        return switch (row) {
            case Row.SourceText source ->
                new String[] { "", "%s:%d".formatted(source.file(), source.place().line()), "", source.text(), "" };
            case Row.Instruction instruction ->
                new String[] {
                    "", instruction.address(), instruction.bytes(), instruction.text(), instruction.symbol()
                };
        };
    }

    // --- what people do

    @Nullable
    Row selected() {
        int index = table.getSelectionIndex();
        return index < 0 || index >= rows.size() ? null : rows.get(index);
    }

    void copy() {
        Row row = selected();
        if (row != null) {
            Clipboard clipboard = new Clipboard(table.getDisplay());
            clipboard.setContents(
                    new Object[] { String.join("\t", text(row)).strip() },
                    new Transfer[] { TextTransfer.getInstance() });
            clipboard.dispose();
        }
    }
}
