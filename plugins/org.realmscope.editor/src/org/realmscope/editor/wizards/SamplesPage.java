package org.realmscope.editor.wizards;

import java.util.Arrays;
import java.util.List;
import org.eclipse.jdt.annotation.Nullable;
import org.eclipse.jface.dialogs.Dialog;
import org.eclipse.jface.layout.GridDataFactory;
import org.eclipse.jface.layout.GridLayoutFactory;
import org.eclipse.jface.viewers.ArrayContentProvider;
import org.eclipse.jface.viewers.CheckboxTableViewer;
import org.eclipse.jface.viewers.ColumnLabelProvider;
import org.eclipse.jface.viewers.TableViewerColumn;
import org.eclipse.jface.wizard.WizardPage;
import org.eclipse.swt.SWT;
import org.eclipse.swt.widgets.Composite;
import org.eclipse.swt.widgets.Label;
import org.eclipse.swt.widgets.Table;

/** Which samples a new project has. */
final class SamplesPage extends WizardPage {
    private static final String FIRST = "runtime-faulting.rme";
    private static final int ROWS = 14;
    private static final int FILE_WIDTH = 260;
    private static final int TITLE_WIDTH = 420;

    private final List<Sample> samples = Sample.all();
    private @Nullable CheckboxTableViewer viewer;

    SamplesPage() {
        super("samples", "Samples", null);
        setDescription("Choose scenarios to begin with. Each is a question about realm memory, with its answer.");
    }

    @Override
    public void createControl(Composite parent) {
        Composite area = new Composite(parent, SWT.NONE);
        GridLayoutFactory.swtDefaults().applyTo(area);
        new Label(area, SWT.NONE).setText("&Samples:");
        Table table = new Table(area, SWT.CHECK | SWT.BORDER | SWT.FULL_SELECTION | SWT.V_SCROLL);
        table.setHeaderVisible(true);
        GridDataFactory.fillDefaults()
                .grab(true, true)
                .hint(SWT.DEFAULT, table.getItemHeight() * ROWS)
                .applyTo(table);
        CheckboxTableViewer shown = new CheckboxTableViewer(table);
        column(shown, "File", FILE_WIDTH, true);
        column(shown, "Scenario", TITLE_WIDTH, false);
        shown.setContentProvider(ArrayContentProvider.getInstance());
        shown.setInput(samples);
        samples.stream().filter(each -> each.path().equals(FIRST)).forEach(each -> shown.setChecked(each, true));
        viewer = shown;
        setControl(area);
        Dialog.applyDialogFont(area);
    }

    private static void column(CheckboxTableViewer viewer, String title, int width, boolean isPath) {
        TableViewerColumn column = new TableViewerColumn(viewer, SWT.NONE);
        column.getColumn().setText(title);
        column.getColumn().setWidth(width);
        column.setLabelProvider(ColumnLabelProvider.createTextProvider(
                element -> isPath ? ((Sample) element).path() : ((Sample) element).title()));
    }

    /** Those that are checked; before the page was shown, the first sample. */
    List<Sample> chosen() {
        CheckboxTableViewer shown = viewer;
        return shown == null
                ? samples.stream().filter(each -> each.path().equals(FIRST)).toList()
                : Arrays.stream(shown.getCheckedElements())
                        .map(Sample.class::cast)
                        .toList();
    }
}
