package org.realmscope.debug.ui.disassembly;

import java.io.IOException;
import java.nio.charset.MalformedInputException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import org.eclipse.core.runtime.ILog;
import org.eclipse.jdt.annotation.Nullable;
import org.eclipse.lsp4j.debug.DisassembleArguments;
import org.eclipse.lsp4j.debug.DisassembledInstruction;
import org.eclipse.lsp4j.debug.Source;
import org.eclipse.lsp4j.debug.SourceArguments;
import org.eclipse.lsp4j.debug.SourceResponse;
import org.realmscope.debug.core.source.AdapterSource;
import org.realmscope.debug.ui.presentation.AdapterSourceInput;
import org.realmscope.protocol.RealmscopeServer;

/** Reads the listing around an address of a session by pages. Nothing is done on the UI thread. */
final class Pages {
    private final RealmscopeServer server;
    private final String reference;
    private final Map<String, CompletableFuture<List<String>>> texts = new ConcurrentHashMap<>();

    /** @param reference as the protocol has it, for example {@code EL2N:0x42000000} */
    Pages(RealmscopeServer server, String reference) {
        this.server = server;
        this.reference = reference;
    }

    /**
     * Asks for rows.
     *
     * @param first instruction, counted from the address; may be negative
     * @param count of instructions
     */
    CompletableFuture<List<Row>> read(int first, int count) {
        DisassembleArguments arguments = new DisassembleArguments();
        arguments.setMemoryReference(reference);
        arguments.setInstructionOffset(first);
        arguments.setInstructionCount(count);
        arguments.setResolveSymbols(true);
        return server.disassemble(arguments).thenComposeAsync(answer -> {
            List<DisassembledInstruction> instructions = List.of(answer.getInstructions());
            List<CompletableFuture<List<String>>> sources = new ArrayList<>();
            for (DisassembledInstruction each : instructions) {
                if (each.getLocation() != null) {
                    sources.add(text(each.getLocation()));
                }
            }
            return CompletableFuture.allOf(sources.toArray(CompletableFuture[]::new))
                    .thenApply(read -> rows(instructions));
        });
    }

    private List<Row> rows(List<DisassembledInstruction> instructions) {
        List<Row> rows = new ArrayList<>();
        Row.Place place = null;
        for (DisassembledInstruction each : instructions) {
            Source source = each.getLocation();
            if (source != null && each.getLine() != null) {
                place = new Row.Place(path(source), each.getLine());
                rows.add(new Row.SourceText(place, source.getName(), line(source, each.getLine())));
            } else if (each.getSymbol() == null) {
                place = null;
            }
            rows.add(new Row.Instruction(
                    each.getAddress(),
                    Objects.requireNonNullElse(each.getInstructionBytes(), ""),
                    each.getInstruction(),
                    Objects.requireNonNullElse(each.getSymbol(), ""),
                    place));
        }
        return rows;
    }

    private static String path(Source source) {
        return Objects.requireNonNullElse(source.getPath(), source.getName());
    }

    private String line(Source source, int line) {
        List<String> lines = text(source).getNow(List.of());
        return line >= 1 && line <= lines.size() ? lines.get(line - 1).strip() : "";
    }

    private CompletableFuture<List<String>> text(Source source) {
        return texts.computeIfAbsent(path(source), path -> {
            Integer number = source.getSourceReference();
            if (number == null || number == 0) {
                return CompletableFuture.completedFuture(linesOf(Path.of(path)));
            }
            SourceArguments arguments = new SourceArguments();
            arguments.setSource(source);
            arguments.setSourceReference(number);
            return server.source(arguments).handleAsync((answer, failure) -> {
                keep(source, answer);
                return linesOf(answer);
            });
        });
    }

    /** An editor can show it then, for a breakpoint that is set here. */
    private static void keep(Source source, @Nullable SourceResponse answer) {
        if (answer == null || source.getName() == null) {
            return;
        }
        try {
            AdapterSourceInput.of(new AdapterSource(source.getName(), path(source), answer.getContent()));
        } catch (IOException e) {
            ILog.of(Pages.class).warn(source.getName() + " cannot be kept", e);
        }
    }

    /** A listing without its source is worth showing all the same. */
    private static List<String> linesOf(@Nullable SourceResponse answer) {
        return answer == null ? List.of() : answer.getContent().lines().toList();
    }

    private static List<String> linesOf(Path file) {
        try {
            return Files.isRegularFile(file) ? Files.readAllLines(file, StandardCharsets.UTF_8) : List.of();
        } catch (MalformedInputException e) {
            ILog.of(Pages.class).info(file + " is not in UTF-8", e);
            return List.of();
        } catch (IOException e) {
            ILog.of(Pages.class).warn(file + " cannot be read", e);
            return List.of();
        }
    }
}
