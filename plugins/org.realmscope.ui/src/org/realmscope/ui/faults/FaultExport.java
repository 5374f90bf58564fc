package org.realmscope.ui.faults;

import java.nio.file.Path;
import org.eclipse.core.runtime.ICoreRunnable;
import org.eclipse.core.runtime.jobs.Job;
import org.eclipse.swt.SWT;
import org.eclipse.swt.widgets.FileDialog;
import org.realmscope.debug.core.model.Session;

/** Asks for a file and writes the faults that a view asks for to it, all of them and not only those in sight. */
final class FaultExport {
    private final FaultView view;
    private final Session session;
    private final FaultQuery query;

    FaultExport(FaultView view, Session session, FaultQuery query) {
        this.view = view;
        this.session = session;
        this.query = query;
    }

    /** Does so. */
    void ask() {
        FileDialog dialog = new FileDialog(view.getSite().getShell(), SWT.SAVE);
        dialog.setText("Export Faults");
        dialog.setFilterNames(new String[] {"Comma-separated values (*.csv)", "JSON (*.json)"});
        dialog.setFilterExtensions(new String[] {"*.csv", "*.json"});
        dialog.setFileName("faults.csv");
        dialog.setOverwrite(true);
        String chosen = dialog.open();
        if (chosen != null) {
            write(Path.of(chosen));
        }
    }

    private void write(Path file) {
        ICoreRunnable write = monitor -> {
            int count = new FaultFile(session.live().server(), query, session.join()).write(file, monitor);
            view.exported(count + " faults are in " + file);
        };
        Job job = Job.create("Export faults to " + file, write);
        job.setUser(true);
        job.schedule();
    }
}
