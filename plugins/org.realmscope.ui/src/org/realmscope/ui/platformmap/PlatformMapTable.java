package org.realmscope.ui.platformmap;

import java.util.Arrays;
import java.util.stream.Collectors;
import org.eclipse.jdt.annotation.Nullable;
import org.eclipse.jface.layout.TableColumnLayout;
import org.eclipse.jface.resource.JFaceResources;
import org.eclipse.jface.resource.LocalResourceManager;
import org.eclipse.jface.resource.ResourceLocator;
import org.eclipse.jface.viewers.ArrayContentProvider;
import org.eclipse.jface.viewers.ColumnLabelProvider;
import org.eclipse.jface.viewers.ColumnPixelData;
import org.eclipse.jface.viewers.ColumnWeightData;
import org.eclipse.jface.viewers.TableViewer;
import org.eclipse.jface.viewers.TableViewerColumn;
import org.eclipse.swt.SWT;
import org.eclipse.swt.events.SelectionListener;
import org.eclipse.swt.graphics.Font;
import org.eclipse.swt.graphics.Image;
import org.eclipse.swt.widgets.Composite;
import org.eclipse.swt.widgets.Table;
import org.eclipse.swt.widgets.TableColumn;

/** The table of the Platform Map view: sorts by any column, and gives selected rows as text. */
final class PlatformMapTable {

    private static final String BUNDLE = "org.realmscope.ui";

    private final TableViewer viewer;
    private final RegionOrder order = new RegionOrder();

    PlatformMapTable(Composite parent) {
        Composite frame = new Composite(parent, SWT.NONE);
        TableColumnLayout layout = new TableColumnLayout();
        frame.setLayout(layout);
        viewer = new TableViewer(frame, SWT.MULTI | SWT.FULL_SELECTION | SWT.V_SCROLL | SWT.H_SCROLL);

        Table table = viewer.getTable();
        table.setHeaderVisible(true);
        table.setLinesVisible(true);
        LocalResourceManager images = new LocalResourceManager(JFaceResources.getResources(), table);
        for (RegionColumn column : RegionColumn.values()) {
            addColumn(column, images, layout);
        }
        table.setSortColumn(table.getColumn(RegionColumn.FROM.ordinal()));
        table.setSortDirection(order.direction());

        viewer.setComparator(order);
        viewer.setContentProvider(ArrayContentProvider.getInstance());
        viewer.setInput(PlatformMap.DEFAULT);
    }

    TableViewer viewer() {
        return viewer;
    }

    /** The selected rows in the order shown, their cells separated by tabs. */
    String selectedText() {
        return Arrays.stream(viewer.getTable().getSelection())
                .map(item -> Arrays.stream(RegionColumn.values())
                        .map(column -> item.getText(column.ordinal()))
                        .collect(Collectors.joining("\t")))
                .collect(Collectors.joining(System.lineSeparator()));
    }

    private void addColumn(RegionColumn column, LocalResourceManager images, TableColumnLayout layout) {
        TableViewerColumn viewerColumn = new TableViewerColumn(viewer, column.alignment);
        viewerColumn.setLabelProvider(new RegionLabels(column, images));
        TableColumn header = viewerColumn.getColumn();
        header.setText(column.title);
        header.setMoveable(true);
        layout.setColumnData(
                header,
                column == RegionColumn.PURPOSE
                        ? new ColumnWeightData(1, column.width)
                        : new ColumnPixelData(column.width, true, true));
        header.addSelectionListener(SelectionListener.widgetSelectedAdapter(event -> {
            order.click(column);
            viewer.getTable().setSortColumn(header);
            viewer.getTable().setSortDirection(order.direction());
            viewer.refresh();
        }));
    }

    private static final class RegionLabels extends ColumnLabelProvider {

        private final RegionColumn column;
        private final LocalResourceManager images;

        RegionLabels(RegionColumn column, LocalResourceManager images) {
            this.column = column;
            this.images = images;
        }

        @Override
        public String getText(@Nullable Object element) {
            return element instanceof Region region ? column.text.apply(region) : "";
        }

        @Override
        public @Nullable Image getImage(@Nullable Object element) {
            if (column != RegionColumn.PAS || !(element instanceof Region region)) {
                return null;
            }
            return ResourceLocator.imageDescriptorFromBundle(
                            BUNDLE, region.pas().icon())
                    .map(images::create)
                    .orElse(null);
        }

        @Override
        public @Nullable Font getFont(@Nullable Object element) {
            return switch (column) {
                case FROM, TO -> JFaceResources.getTextFont();
                default -> null;
            };
        }
    }
}
