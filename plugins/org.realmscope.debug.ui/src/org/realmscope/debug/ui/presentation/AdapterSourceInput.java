package org.realmscope.debug.ui.presentation;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import org.eclipse.core.filesystem.EFS;
import org.eclipse.core.runtime.Platform;
import org.eclipse.jdt.annotation.Nullable;
import org.eclipse.ui.IEditorPart;
import org.eclipse.ui.IEditorReference;
import org.eclipse.ui.IPersistableElement;
import org.eclipse.ui.IWorkbenchPage;
import org.eclipse.ui.IWorkbenchWindow;
import org.eclipse.ui.PlatformUI;
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

    /** The input for a source; that of the same path and text is equal. */
    static AdapterSourceInput of(AdapterSource source) throws IOException {
        Path directory = Platform.getStateLocation(FrameworkUtil.getBundle(AdapterSourceInput.class))
                .append("sources")
                .append(Integer.toHexString(source.hashCode()))
                .toPath();
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
        }
        return new AdapterSourceInput(source, file);
    }

    /** That of an editor that shows a source; null if none does, for only a session has its text. */
    static @Nullable AdapterSourceInput opened(String path) {
        for (IWorkbenchWindow window : PlatformUI.getWorkbench().getWorkbenchWindows()) {
            for (IWorkbenchPage page : window.getPages()) {
                for (IEditorReference each : page.getEditorReferences()) {
                    IEditorPart editor = each.getEditor(false);
                    if (editor != null
                            && editor.getEditorInput() instanceof AdapterSourceInput input
                            && input.path().equals(path)) {
                        return input;
                    }
                }
            }
        }
        return null;
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
