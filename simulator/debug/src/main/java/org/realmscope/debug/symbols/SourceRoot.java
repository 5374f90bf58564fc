package org.realmscope.debug.symbols;

import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.realmscope.debug.dwarf.SourceFile;

/** Where source files are that debug information names by a path. */
public sealed interface SourceRoot {
    /** The contents of a file; null if it is not here. */
    @Nullable
    SourceText find(SourceFile file);

    /**
     * Texts in memory.
     *
     * @param prefix directory that the compiler was told to write in front, such as {@code host-kvm}
     * @param texts by path behind the prefix
     */
    record Texts(String prefix, Map<String, String> texts) implements SourceRoot {
        public Texts {
            texts = Map.copyOf(texts);
        }

        @Override
        public @Nullable SourceText find(SourceFile file) {
            String relative = behind(prefix, file.path());
            String text = relative == null ? null : texts.get(relative);
            return text == null ? null : new SourceText.InMemory(text);
        }
    }

    /**
     * A directory.
     *
     * @param prefix as for {@link Texts}; empty if paths are relative to the directory as they are
     */
    record Directory(String prefix, Path directory) implements SourceRoot {
        @Override
        public @Nullable SourceText find(SourceFile file) {
            String relative = behind(prefix, file.path());
            return relative == null ? null : onDisk(directory, relative);
        }
    }

    /** Files at the absolute paths that debug information names. */
    record Absolute() implements SourceRoot {
        @Override
        public @Nullable SourceText find(SourceFile file) {
            return file.path().startsWith("/") ? onDisk(Path.of("/"), file.path()) : null;
        }
    }

    private static @Nullable String behind(String prefix, String path) {
        if (prefix.isEmpty()) {
            return path;
        }
        return path.startsWith(prefix + "/") ? path.substring(prefix.length() + 1) : null;
    }

    private static @Nullable SourceText onDisk(Path directory, String path) {
        try {
            Path file = directory.resolve(path);
            return Files.isRegularFile(file) ? new SourceText.OnDisk(file) : null;
        } catch (InvalidPathException e) {
            // The path comes from a file of somebody else's making and need not be one of this system.
            return null;
        }
    }
}
