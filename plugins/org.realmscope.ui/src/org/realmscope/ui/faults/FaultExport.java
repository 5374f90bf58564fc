package org.realmscope.ui.faults;

import java.nio.file.Path;

import org.eclipse.swt.SWT;
import org.eclipse.swt.widgets.FileDialog;
import org.realmscope.protocol.RealmscopeServer;

/** Asks for a file and writes the faults that a view asks for to it, all of them and not only those in sight. */
final class FaultExport {
    private final FaultView view;
    private final RealmscopeServer server;
    private final FaultQuery query;

    FaultExport(FaultView view, RealmscopeServer server, FaultQuery query) {
        this.view = view;
        this.server = server;
        this.query = query;
    }

    /** Does so. */
    void ask() {
        FileDialog dialog = new FileDialog(view.getSite().getShell(), SWT.SAVE);
        dialog.setText("Export Faults");
        dialog.setFilterNames(new String[] { "Comma-separated values (*.csv)", "JSON (*.json)" });
        dialog.setFilterExtensions(new String[] { "*.csv", "*.json" });
        dialog.setFileName("faults.csv");
        dialog.setOverwrite(true);
        String chosen = dialog.open();
        if (chosen != null) {
            Path file = Path.of(chosen);
            view.exporting("Writing " + file + " \u2026",
                    new FaultFile(server, query).write(file).thenApply(count -> count + " faults are in " + file));
        }
    }
}
