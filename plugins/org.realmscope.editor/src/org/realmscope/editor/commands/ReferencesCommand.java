package org.realmscope.editor.commands;

import java.util.ArrayList;
import java.util.List;
import org.eclipse.jdt.annotation.Nullable;
import org.eclipse.jface.dialogs.PopupDialog;
import org.eclipse.jface.text.BadLocationException;
import org.eclipse.jface.text.IDocument;
import org.eclipse.jface.text.IRegion;
import org.eclipse.lsp4j.Location;
import org.eclipse.lsp4j.ReferenceContext;
import org.eclipse.lsp4j.ReferenceParams;
import org.eclipse.swt.SWT;
import org.eclipse.swt.events.SelectionListener;
import org.eclipse.swt.widgets.Composite;
import org.eclipse.swt.widgets.Control;
import org.eclipse.swt.widgets.Shell;
import org.eclipse.swt.widgets.Table;
import org.eclipse.swt.widgets.TableItem;
import org.realmscope.editor.language.Places;

/** Lists where the name at the caret is used. */
public final class ReferencesCommand extends ScenarioCommand {
    private static final String NONE = "The caret is at nothing that is referred to.";

    @Override
    void execute(Place place) {
        ReferenceParams params = new ReferenceParams(
                place.document().identifier(),
                place.document().position(place.selection().getOffset()),
                new ReferenceContext(true));
        then(place, place.document().ask(service -> service.references(params)), NONE, found -> {
            List<Location> places = new ArrayList<>(found);
            if (places.isEmpty()) {
                place.say(NONE);
            } else {
                new References(place, places).open();
            }
        });
    }

    /** The lines, in a list that goes with Escape. */
    private static final class References extends PopupDialog {
        private final Place place;
        private final List<Location> found;
        private @Nullable Table table;

        References(Place place, List<Location> found) {
            super(
                    place.editor().getSite().getShell(),
                    SWT.RESIZE,
                    true,
                    true,
                    true,
                    false,
                    false,
                    "References",
                    "Enter goes to the line, Escape closes");
            this.place = place;
            this.found = found;
        }

        @Override
        protected Control createDialogArea(Composite parent) {
            Table lines = new Table(parent, SWT.SINGLE | SWT.FULL_SELECTION);
            IDocument document = place.document().document();
            for (Location each : found) {
                int line = each.getRange().getStart().getLine();
                new TableItem(lines, SWT.NONE).setText(line + 1 + ":  " + text(document, line));
            }
            lines.addSelectionListener(
                    SelectionListener.widgetDefaultSelectedAdapter(event -> reveal(lines.getSelectionIndex())));
            lines.select(0);
            table = lines;
            return lines;
        }

        private void reveal(int index) {
            if (index >= 0) {
                IRegion region = Places.region(
                        place.document().document(), found.get(index).getRange());
                close();
                place.select(region.getOffset(), region.getLength());
            }
        }

        private static String text(IDocument document, int line) {
            try {
                IRegion region = document.getLineInformation(line);
                return document.get(region.getOffset(), region.getLength()).strip();
            } catch (BadLocationException e) {
                throw new IllegalStateException("The server refers to a line that is not in the document", e);
            }
        }

        @Override
        protected @Nullable Control getFocusControl() {
            return table;
        }

        @Override
        protected void configureShell(Shell shell) {
            super.configureShell(shell);
            shell.setText("References");
        }
    }
}
