package org.realmscope.ui.faults;

import com.google.gson.Gson;
import java.io.BufferedWriter;
import java.io.IOException;
import java.io.Writer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import java.util.stream.Collectors;
import org.eclipse.core.runtime.CoreException;
import org.eclipse.core.runtime.ILog;
import org.eclipse.core.runtime.IProgressMonitor;
import org.eclipse.core.runtime.OperationCanceledException;
import org.eclipse.core.runtime.Status;
import org.eclipse.core.runtime.SubMonitor;
import org.realmscope.debug.core.protocol.ProtocolJoin;
import org.realmscope.protocol.FaultInfo;
import org.realmscope.protocol.FaultsResponse;
import org.realmscope.protocol.RealmscopeServer;
import org.realmscope.ui.grid.GridColumn;

/** Faults as a file of comma-separated values (RFC 4180) or of JSON: all that are asked for, read page by page. */
public final class FaultFile {
    private static final int PAGE = 1000;

    private final RealmscopeServer server;
    private final FaultQuery query;
    private final ProtocolJoin join;

    /** A file of the faults that {@code query} asks for. */
    public FaultFile(RealmscopeServer server, FaultQuery query, ProtocolJoin join) {
        this.server = server;
        this.query = query;
        this.join = join;
    }

    /**
     * Writes the file, as JSON if its name ends so. One that is cancelled or fails leaves no file.
     *
     * @return how many faults are in it
     * @throws CoreException if the adapter refuses, or the file cannot be written
     * @throws OperationCanceledException if it was cancelled
     */
    public int write(Path file, IProgressMonitor monitor) throws CoreException {
        boolean isWhole = false;
        try {
            int count = writeTo(file, SubMonitor.convert(monitor));
            isWhole = true;
            return count;
        } catch (IOException failure) {
            throw new CoreException(Status.error("Cannot write " + file, failure));
        } finally {
            if (!isWhole) {
                delete(file);
            }
        }
    }

    private int writeTo(Path file, SubMonitor progress) throws CoreException, IOException {
        boolean json = file.toString().endsWith(".json");
        try (BufferedWriter writer = Files.newBufferedWriter(file)) {
            writer.write(json ? "[" : titles());
            int count = 0;
            FaultsResponse page;
            do {
                if (progress.isCanceled()) {
                    throw new OperationCanceledException();
                }
                page = join.join(query.page(server, count, PAGE), progress);
                long all = Objects.requireNonNullElse(page.matching(), 0L);
                progress.setWorkRemaining((int) ((all - count) / PAGE) + 1);
                progress.worked(1);
                for (FaultInfo fault : page.faults()) {
                    append(writer, fault, json, count++);
                }
            } while (!page.faults().isEmpty() && count < Objects.requireNonNullElse(page.matching(), 0L));
            writer.write(json ? "\n]\n" : "");
            return count;
        }
    }

    private static void append(Writer writer, FaultInfo fault, boolean json, int place) throws IOException {
        writer.write(json ? (place == 0 ? "\n" : ",\n") + new Gson().toJson(fault) : row(fault));
    }

    private static String titles() {
        return FaultColumn.all().stream().map(GridColumn::title).collect(Collectors.joining(",", "", "\r\n"));
    }

    private static String row(FaultInfo fault) {
        return List.of(FaultColumn.values()).stream()
                .map(column -> quoted(column.text(fault)))
                .collect(Collectors.joining(",", "", "\r\n"));
    }

    private static String quoted(String text) {
        return text.matches("[^\",\\r\\n]*") ? text : '"' + text.replace("\"", "\"\"") + '"';
    }

    /** Half a history would pass for a whole one. That it could not be deleted must not hide why it is half. */
    private static void delete(Path file) {
        try {
            Files.deleteIfExists(file);
        } catch (IOException failure) {
            ILog.of(FaultFile.class).error("Cannot delete " + file, failure);
        }
    }
}
