package org.realmscope.adapter.debuggee;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.eclipse.lsp4j.debug.Source;
import org.jspecify.annotations.Nullable;
import org.realmscope.adapter.request.RequestError;
import org.realmscope.debug.dwarf.SourceFile;
import org.realmscope.debug.model.ModelSource;
import org.realmscope.debug.model.ModelSources;
import org.realmscope.debug.symbols.SourceCatalog;
import org.realmscope.debug.symbols.SourceRoot;
import org.realmscope.debug.symbols.SourceText;
import org.realmscope.debug.symbols.SymbolScopes;
import org.realmscope.platform.UserError;

/**
 * Source texts as clients see them: files by their paths, and texts that are no files by a number, which stays the same
 * as long as the machine is there.
 */
public final class SourceTable {
    private final SymbolScopes symbols;
    private final ModelSources models;
    private final SourceCatalog catalog;
    /** Paths as debug information has them; a number is an index, from 1. */
    private final List<String> numbered = new ArrayList<>();

    private final Map<String, Source> byPath = new LinkedHashMap<>();
    /** Paths as debug information has them, by where the files are; null until one is asked for. */
    private @Nullable Map<Path, String> byFile;

    /**
     * @param directories of sources by how their paths begin in debug information
     * @param host directory of the host image that people have built; null for none
     * @param home directory that paths without a known beginning are relative to; null for none
     */
    SourceTable(
            SymbolScopes symbols,
            ModelSources models,
            Map<String, Path> directories,
            @Nullable Path host,
            @Nullable Path home) {
        this.symbols = symbols;
        this.models = models;
        List<SourceRoot> roots = new ArrayList<>();
        directories.forEach((prefix, directory) -> roots.add(new SourceRoot.Directory(prefix, directory)));
        roots.add(new SourceRoot.Absolute());
        if (host != null) {
            roots.add(SourceCatalog.ofHostImage(host));
        }
        roots.add(SourceCatalog.ofHostKvm());
        if (home != null) {
            roots.add(new SourceRoot.Directory("", home));
        }
        this.catalog = new SourceCatalog(roots);
    }

    // --- for the client

    /** Every source text of the programs and the RMM. */
    public List<Source> all() {
        List<Source> all = new ArrayList<>();
        symbols.files().forEach(file -> all.add(source(file.path())));
        models.all().forEach(model -> all.add(source(model.path())));
        return all;
    }

    /**
     * A source text.
     *
     * @param path as debug information has it, or {@link ModelSource#path}
     */
    public Source source(String path) {
        return byPath.computeIfAbsent(path, this::make);
    }

    private Source make(String path) {
        Source source = new Source();
        source.setName(path.substring(path.lastIndexOf('/') + 1));
        source.setPath(path);
        if (models.at(path) != null) {
            source.setOrigin("model of the RMM");
            source.setSourceReference(number(path));
            return source;
        }
        switch (catalog.find(new SourceFile(path, null))) {
            case SourceText.OnDisk(Path file) -> source.setPath(file.toString());
            case SourceText.InMemory text -> {
                source.setOrigin("comes with the image");
                source.setSourceReference(number(path));
            }
            case null -> source.setSourceReference(number(path));
        }
        return source;
    }

    private int number(String path) {
        numbered.add(path);
        return numbered.size();
    }

    // --- from the client

    /**
     * The path of a source of the client's, as debug information has it or as {@link ModelSource#path}; what it does
     * not have stays as it is.
     *
     * @throws RequestError if it is named by a number that means nothing, or not at all
     */
    public String path(@Nullable Source source, @Nullable Integer reference) {
        Integer own = source == null ? null : source.getSourceReference();
        Integer number = own == null || own == 0 ? reference : own;
        if (number != null && number != 0) {
            if (number < 1 || number > numbered.size()) {
                throw RequestError.argument("there is no source with the number " + number);
            }
            return numbered.get(number - 1);
        }
        String path = source == null ? null : source.getPath() == null ? source.getName() : source.getPath();
        if (path == null || path.isEmpty()) {
            throw RequestError.argument("'source' has neither a path nor a number");
        }
        String known = files().get(Given.path(path).toAbsolutePath().normalize());
        return known == null ? path : known;
    }

    private Map<Path, String> files() {
        Map<Path, String> present = byFile;
        if (present == null) {
            present = new LinkedHashMap<>();
            for (SourceFile file : symbols.files()) {
                if (catalog.find(file) instanceof SourceText.OnDisk(Path path)) {
                    present.put(path.toAbsolutePath().normalize(), file.path());
                }
            }
            byFile = present;
        }
        return present;
    }

    /** The command of the RMM whose text a path names; null if it names none. */
    public @Nullable ModelSource model(String path) {
        return models.at(path);
    }

    /**
     * The contents of a source text.
     *
     * @param path as debug information has it, or {@link ModelSource#path}
     * @throws UserError if it cannot be read
     */
    public String text(String path) {
        ModelSource model = models.at(path);
        if (model != null) {
            return model.text();
        }
        return switch (catalog.find(new SourceFile(path, null))) {
            case SourceText.OnDisk(Path file) -> read(file);
            case SourceText.InMemory(String text) -> text;
            case null ->
                throw new UserError(
                        UserError.Code.FILE_UNREADABLE,
                        "there is no source %s; 'sourceMap' of the launch says where sources are".formatted(path));
        };
    }

    private static String read(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException e) {
            throw new UserError(UserError.Code.FILE_UNREADABLE, file + " cannot be read: " + e.getMessage());
        }
    }
}
