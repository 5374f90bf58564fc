package org.realmscope.debug.ui.disassembly;

import java.math.BigInteger;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.eclipse.debug.ui.DebugUITools;
import org.eclipse.debug.ui.IDebugUIConstants;
import org.eclipse.jdt.annotation.Nullable;
import org.eclipse.jface.action.MenuManager;
import org.eclipse.jface.resource.JFaceResources;
import org.eclipse.swt.SWT;
import org.eclipse.swt.dnd.Clipboard;
import org.eclipse.swt.dnd.TextTransfer;
import org.eclipse.swt.dnd.Transfer;
import org.eclipse.swt.graphics.Image;
import org.eclipse.swt.widgets.Composite;
import org.eclipse.swt.widgets.Control;
import org.eclipse.swt.widgets.Table;
import org.eclipse.swt.widgets.TableColumn;
import org.eclipse.swt.widgets.TableItem;
import org.realmscope.debug.core.breakpoints.RealmBreakpoint;
import org.realmscope.debug.core.model.MemoryAddress;

/** The listing's rows as a virtual table: only what is in sight is filled. */
final class ListingTable {
    private static final List<String> COLUMNS = List.of("Mark", "Address", "Bytes", "Instruction", "Symbol");
    private static final int[] WIDTHS = {150, 170, 80, 420, 260};
    /** Rows before an end that count as its being in sight. */
    private static final int MARGIN = 4;

    private final Table table;
    private final Edge edge;
    private List<Row> rows = List.of();
    private Stops stops = new Stops();
    /** Any address of the listing; null before there is one. */
    private @Nullable MemoryAddress listed;

    private @Nullable Pointer pointer;

    /**
     * The instruction of the selected frame.
     *
     * @param isInnermost whether the machine stands there, and not in something that it calls
     * @param isPast whether it is the machine at an open moment
     */
    record Pointer(BigInteger at, boolean isInnermost, boolean isPast) {
        /** What the mark says to people who do not see it. */
        String text() {
            return isPast ? isInnermost ? "Moment" : "Moment's caller" : isInnermost ? "Current" : "Caller";
        }

        Image image() {
            return DebugUITools.getImage(
                    isInnermost
                            ? IDebugUIConstants.IMG_OBJS_INSTRUCTION_POINTER_TOP
                            : IDebugUIConstants.IMG_OBJS_INSTRUCTION_POINTER);
        }
    }

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

    // --- what is shown

    /** Shows a listing from about an address on. */
    void begin(Listing listing, MemoryAddress at) {
        rows = List.copyOf(listing.rows());
        stops = new Stops();
        listed = at;
        table.setItemCount(rows.size());
        table.clearAll();
        int row = Math.max(listing.indexOf(at.offset()), 0);
        table.setSelection(row);
        table.setTopIndex(Math.max(0, row - visible() / 3));
    }

    /** Marks the instruction of the selected frame; none for null. */
    void point(@Nullable Pointer selected) {
        if (!Objects.equals(selected, pointer)) {
            pointer = selected;
            table.clearAll();
        }
    }

    /** Selects an instruction and brings it into sight. */
    void reveal(int row) {
        table.setSelection(row);
        int top = table.getTopIndex();
        if (row <= top || row >= top + visible() - 1) {
            table.setTopIndex(Math.max(0, row - visible() / 3));
        }
    }

    private int visible() {
        return Math.max(1, table.getClientArea().height / table.getItemHeight() - 1);
    }

    /** More rows are known, of which {@code before} stand before those that there were. */
    void grown(Listing listing, int before) {
        int top = table.getTopIndex();
        int selected = table.getSelectionIndex();
        rows = List.copyOf(listing.rows());
        table.setItemCount(rows.size());
        table.clearAll();
        if (before > 0) {
            table.setSelection(selected < 0 ? new int[0] : new int[] {selected + before});
            table.setTopIndex(top + before);
        }
    }

    /** The rows are others; what is in sight stays there. */
    void changed(Listing listing) {
        BigInteger top = address(table.getTopIndex());
        BigInteger selected = address(table.getSelectionIndex());
        rows = List.copyOf(listing.rows());
        table.setItemCount(rows.size());
        table.clearAll();
        if (selected != null) {
            table.setSelection(listing.indexOf(selected));
        }
        if (top != null) {
            table.setTopIndex(Math.max(listing.indexOf(top), 0));
        }
    }

    /** Address of the first instruction from a row on; null without any. */
    private @Nullable BigInteger address(int from) {
        for (int i = Math.max(from, 0); i < rows.size(); i++) {
            if (rows.get(i) instanceof Row.Instruction instruction) {
                return instruction.number();
            }
        }
        return null;
    }

    void marksChanged() {
        stops = new Stops();
        table.clearAll();
    }

    private void fill(TableItem item, int index) {
        if (index >= rows.size()) {
            return;
        }
        Row row = rows.get(index);
        item.setText(text(row));
        mark(item, row);
        item.setFont(
                row instanceof Row.SourceText
                        ? JFaceResources.getFontRegistry().getItalic(JFaceResources.TEXT_FONT)
                        : JFaceResources.getTextFont());
        if (index < MARGIN || index >= rows.size() - MARGIN) {
            table.getDisplay().asyncExec(this::look);
        }
    }

    private void mark(TableItem item, Row row) {
        Pointer selected = pointer;
        boolean isPointer = selected != null
                && row instanceof Row.Instruction instruction
                && instruction.number().equals(selected.at());
        MemoryAddress space = listed;
        RealmBreakpoint stop = space == null ? null : stops.at(row, space);
        List<String> words = new ArrayList<>();
        if (isPointer) {
            words.add(Objects.requireNonNull(selected).text());
        }
        if (stop != null) {
            words.add(Stops.text(stop));
        }
        item.setText(0, String.join(", ", words));
        item.setImage(
                0,
                isPointer
                        ? Objects.requireNonNull(selected).image()
                        : stop == null
                                ? null
                                : DebugUITools.getImage(
                                        Stops.isEnabled(stop)
                                                ? IDebugUIConstants.IMG_OBJS_BREAKPOINT
                                                : IDebugUIConstants.IMG_OBJS_BREAKPOINT_DISABLED));
    }

    /** Rows are filled when they come into sight, but not only then. */
    private void look() {
        if (!table.isDisposed() && table.getTopIndex() < MARGIN) {
            edge.isInSight(true);
        }
        if (!table.isDisposed() && table.getTopIndex() + visible() >= rows.size() - MARGIN) {
            edge.isInSight(false);
        }
    }

    private static String[] text(Row row) {
        return switch (row) {
            case Row.SourceText source ->
                new String[] {
                    "", "%s:%d".formatted(source.file(), source.place().line()), "", source.text(), ""
                };
            case Row.Instruction instruction ->
                new String[] {"", instruction.address(), instruction.bytes(), instruction.text(), instruction.symbol()};
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
                    new Object[] {String.join("\t", text(row)).strip()}, new Transfer[] {TextTransfer.getInstance()});
            clipboard.dispose();
        }
    }
}
