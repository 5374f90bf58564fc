package org.realmscope.ui.faults;

import com.google.gson.Gson;
import com.google.gson.GsonBuilder;
import java.io.BufferedWriter;
import java.io.IOException;
import java.io.Writer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.eclipse.core.runtime.CoreException;
import org.eclipse.core.runtime.ILog;
import org.eclipse.core.runtime.IProgressMonitor;
import org.eclipse.core.runtime.OperationCanceledException;
import org.eclipse.core.runtime.Status;
import org.eclipse.core.runtime.SubMonitor;
import org.eclipse.jdt.annotation.Nullable;
import org.realmscope.debug.core.protocol.ProtocolJoin;
import org.realmscope.protocol.FaultInfo;
import org.realmscope.protocol.FaultsResponse;
import org.realmscope.protocol.RealmscopeServer;
import org.realmscope.ui.grid.GridColumn;

/**
 * Faults as a file of comma-separated values (RFC 4180) or of JSON: all that are asked for, read page by page. Written
 * once.
 */
public final class FaultFile {
    private static final int PAGE = 1000;
    private static final Pattern NEEDS_QUOTES = Pattern.compile("[\",\\r\\n]");
    private static final Gson GSON = new GsonBuilder().disableHtmlEscaping().create();

    private final RealmscopeServer server;
    private final FaultQuery query;
    private final ProtocolJoin join;
    private int written;

    /** A file of the faults that {@code query} asks for. */
    public FaultFile(RealmscopeServer server, FaultQuery query, ProtocolJoin join) {
        this.server = server;
        this.query = query;
        this.join = join;
    }

    /**
     * Writes the file, as JSON if its name ends so. One that is cancelled or fails leaves what was there before.
     *
     * @return how many faults are in it
     * @throws CoreException if the adapter refuses, or the file cannot be written
     * @throws OperationCanceledException if it was cancelled
     */
    public int write(Path file, IProgressMonitor monitor) throws CoreException {
        Path part = file.resolveSibling(file.getFileName() + ".part");
        boolean isJson = file.toString().toLowerCase(Locale.ROOT).endsWith(".json");
        try {
            int count = writeTo(part, isJson, SubMonitor.convert(monitor));
            Files.move(part, file, StandardCopyOption.REPLACE_EXISTING);
            return count;
        } catch (IOException failure) {
            throw new CoreException(Status.error("Cannot write " + file + ": " + failure.getMessage(), failure));
        } finally {
            delete(part);
        }
    }

    private int writeTo(Path file, boolean json, SubMonitor progress) throws CoreException, IOException {
        try (BufferedWriter writer = Files.newBufferedWriter(file)) {
            writer.write(json ? "[" : titles());
            Next next = new Next(null, 0);
            while (next != null) {
                if (progress.isCanceled()) {
                    throw new OperationCanceledException();
                }
                FaultsResponse page = join.join(request(next), progress);
                for (FaultInfo fault : page.faults()) {
                    append(writer, fault, json);
                }
                next = next(page);
                progress.setWorkRemaining((int) (remaining(page, next) / PAGE) + 1);
                progress.worked(1);
            }
            writer.write(json ? "\n]\n" : "");
            return written;
        }
    }

    /** Where to read on: at a number where faults are in the order of the run, else at a place. */
    private record Next(@Nullable Long number, long place) {}

    private CompletableFuture<FaultsResponse> request(Next next) {
        return query.isByRun() ? query.following(server, next.number, PAGE) : query.page(server, next.place, PAGE);
    }

    private @Nullable Next next(FaultsResponse page) {
        if (query.isByRun()) {
            return page.next() == null ? null : new Next(page.next(), 0);
        }
        boolean isLast = page.faults().isEmpty() || written >= Objects.requireNonNullElse(page.matching(), 0L);
        return isLast ? null : new Next(null, written);
    }

    private long remaining(FaultsResponse page, @Nullable Next next) {
        if (next == null) {
            return 0;
        }
        Long number = next.number;
        if (number == null) {
            return Objects.requireNonNullElse(page.matching(), 0L) - written;
        }
        return query.isBackwards() ? number - page.firstKept() : page.total() - number;
    }

    private void append(Writer writer, FaultInfo fault, boolean json) throws IOException {
        writer.write(json ? (written == 0 ? "\n" : ",\n") + GSON.toJson(fault) : row(fault));
        written++;
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
        return NEEDS_QUOTES.matcher(text).find() ? '"' + text.replace("\"", "\"\"") + '"' : text;
    }

    /** What is left of a file that is not whole. That it could not be deleted must not hide why it is half. */
    private static void delete(Path file) {
        try {
            Files.deleteIfExists(file);
        } catch (IOException failure) {
            ILog.of(FaultFile.class).error("Cannot delete " + file, failure);
        }
    }
}
