package org.realmscope.debug.ui.presentation;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import org.eclipse.core.filesystem.EFS;
import org.eclipse.core.runtime.Platform;
import org.eclipse.jdt.annotation.Nullable;
import org.eclipse.ui.IPersistableElement;
import org.eclipse.ui.ide.FileStoreEditorInput;
import org.osgi.framework.FrameworkUtil;
import org.realmscope.debug.core.source.AdapterSource;

/**
 * Source that only the adapter has, as the input of an editor. It is a file that cannot be written, because editors
 * mark lines in files only.
 */
public final class AdapterSourceInput extends FileStoreEditorInput {
    private final AdapterSource source;

    private AdapterSourceInput(AdapterSource source, Path file) {
        super(EFS.getLocalFileSystem().fromLocalFile(file.toFile()));
        this.source = source;
    }

    /**
     * The input for a source; that of the same path and text is equal.
     *
     * @throws IOException if it cannot be kept
     */
    public static AdapterSourceInput of(AdapterSource source) throws IOException {
        Path directory = directory().resolve(Integer.toHexString(source.hashCode()));
        Path file = directory.resolve(source.getName());
        if (!Files.exists(file)) {
            Files.createDirectories(directory);
            Path written = Files.createTempFile(directory, "source", null);
            try (InputStream text = source.getContents()) {
                Files.copy(text, written, StandardCopyOption.REPLACE_EXISTING);
            }
            Files.move(written, file, StandardCopyOption.REPLACE_EXISTING);
            if (!file.toFile().setReadOnly()) {
                throw new IOException(file + " cannot be made read-only");
            }
            Files.writeString(note(source.path()), source.path() + "\n" + file);
        }
        return new AdapterSourceInput(source, file);
    }

    private static Path directory() {
        return Platform.getStateLocation(FrameworkUtil.getBundle(AdapterSourceInput.class))
                .append("sources")
                .toPath();
    }

    /** Where it is written which text a path had last. */
    private static Path note(String path) {
        return directory().resolve("path-" + Integer.toHexString(path.hashCode()));
    }

    /** The text that a path had when it was shown last; null if it never was, for only a session has it. */
    static @Nullable AdapterSourceInput known(String path) throws IOException {
        Path note = note(path);
        List<String> lines = Files.isRegularFile(note) ? Files.readAllLines(note) : List.of();
        if (lines.size() != 2 || !lines.getFirst().equals(path) || !Files.isRegularFile(Path.of(lines.getLast()))) {
            return null;
        }
        Path file = Path.of(lines.getLast());
        String name = file.getFileName().toString();
        return new AdapterSourceInput(new AdapterSource(name, path, Files.readString(file)), file);
    }

    /** By what the adapter and breakpoints know it. */
    public String path() {
        return source.path();
    }

    /** A source is opened again by the session that has it. */
    @Override
    public @Nullable IPersistableElement getPersistable() {
        return null;
    }

    @Override
    public String getToolTipText() {
        return source.getName() + ", which the debug adapter made";
    }
}
