package org.realmscope.ui.faults;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.io.Writer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Collectors;

import org.realmscope.protocol.FaultInfo;
import org.realmscope.protocol.RealmscopeServer;
import org.realmscope.ui.grid.GridColumn;

import com.google.gson.Gson;

/** Faults as a file of comma-separated values (RFC 4180) or of JSON: all that are asked for, read page by page. */
public final class FaultFile {
    private static final int PAGE = 1000;

    private final RealmscopeServer server;
    private final FaultQuery query;

    /** A file of the faults that {@code query} asks for. */
    public FaultFile(RealmscopeServer server, FaultQuery query) {
        this.server = server;
        this.query = query;
    }

    /** Writes the file, as JSON if its name ends so; answers how many faults are in it. */
    public CompletableFuture<Integer> write(Path file) {
        boolean json = file.toString().endsWith(".json");
        return CompletableFuture.supplyAsync(() -> open(file)).thenCompose(writer -> {
            append(writer, json ? "[" : titles());
            return pages(writer, json, 0).whenComplete((count, failure) -> {
                append(writer, json ? "\n]\n" : "");
                close(writer);
            });
        });
    }

    private CompletableFuture<Integer> pages(Writer writer, boolean json, int written) {
        return query.page(server, written, PAGE).thenComposeAsync(page -> {
            int count = written;
            for (FaultInfo fault : page.faults()) {
                append(writer, json ? (count == 0 ? "\n" : ",\n") + new Gson().toJson(fault) : row(fault));
                count++;
            }
            boolean more = count > written && count < Objects.requireNonNullElse(page.matching(), 0L);
            return more
                    ? pages(writer, json, count)
                    : CompletableFuture.completedFuture(Integer.valueOf(count));
        });
    }

    private static String titles() {
        return FaultColumn.all().stream().map(GridColumn::title).collect(Collectors.joining(",", "", "\r\n"));
    }

    private static String row(FaultInfo fault) {
        return List.of(FaultColumn.values()).stream().map(column -> quoted(column.text(fault)))
                .collect(Collectors.joining(",", "", "\r\n"));
    }

    private static String quoted(String text) {
        return text.matches("[^\",\\r\\n]*") ? text : '"' + text.replace("\"", "\"\"") + '"';
    }

    private static Writer open(Path file) {
        try {
            return Files.newBufferedWriter(file);
        } catch (IOException failure) {
            throw new UncheckedIOException("Cannot write " + file, failure);
        }
    }

    private static void append(Writer writer, String text) {
        try {
            writer.write(text);
        } catch (IOException failure) {
            throw new UncheckedIOException("Cannot write the file", failure);
        }
    }

    private static void close(Writer writer) {
        try {
            writer.close();
        } catch (IOException failure) {
            throw new UncheckedIOException("Cannot write the file", failure);
        }
    }
}
