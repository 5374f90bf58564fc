package org.realmscope.debug.core.source;

import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.Objects;
import org.eclipse.core.resources.IFile;
import org.eclipse.core.resources.ResourcesPlugin;
import org.eclipse.core.runtime.CoreException;
import org.eclipse.core.runtime.ILog;
import org.eclipse.debug.core.DebugException;
import org.eclipse.debug.core.sourcelookup.AbstractSourceLookupParticipant;
import org.eclipse.debug.core.sourcelookup.containers.LocalFileStorage;
import org.eclipse.jdt.annotation.Nullable;
import org.eclipse.lsp4j.debug.Source;
import org.eclipse.lsp4j.debug.SourceArguments;
import org.realmscope.debug.core.model.RealmFrame;

/**
 * Finds sources: files of the workspace or outside where debug information says they are, text of the adapter's, and
 * otherwise files of that name on the source path. Comes on the platform's background threads.
 */
public final class RealmSourceLookup extends AbstractSourceLookupParticipant {
    @Override
    public @Nullable String getSourceName(Object element) {
        Source source = element instanceof RealmFrame frame ? frame.source() : null;
        if (source == null) {
            return null;
        }
        Path file = file(source);
        return file == null ? source.getName() : file.getFileName().toString();
    }

    private static @Nullable Path file(Source source) {
        try {
            String path = source.getPath();
            return path == null || path.isBlank() ? null : Path.of(path);
        } catch (InvalidPathException e) {
            ILog.of(RealmSourceLookup.class).info("The adapter names a source that is no file", e);
            return null;
        }
    }

    @Override
    public Object[] findSourceElements(Object element) throws CoreException {
        Source source = element instanceof RealmFrame frame ? frame.source() : null;
        if (!(element instanceof RealmFrame frame) || source == null) {
            return new Object[0];
        }
        Integer reference = source.getSourceReference();
        if (reference != null && reference > 0) {
            try {
                return new Object[] {text(frame, source, reference)};
            } catch (DebugException e) {
                if (e.getStatus().getCode() == DebugException.TARGET_REQUEST_FAILED) {
                    // The session ended while the platform looked; people are told of that end, and not of this.
                    return new Object[0];
                }
                throw e;
            }
        }
        Path file = file(source);
        if (file != null && file.isAbsolute() && file.toFile().isFile()) {
            IFile[] files = ResourcesPlugin.getWorkspace().getRoot().findFilesForLocationURI(file.toUri());
            return files.length > 0 ? files : new Object[] {new LocalFileStorage(file.toFile())};
        }
        return super.findSourceElements(element);
    }

    private static AdapterSource text(RealmFrame frame, Source source, int reference) throws DebugException {
        SourceArguments arguments = new SourceArguments();
        arguments.setSource(source);
        arguments.setSourceReference(reference);
        var session = frame.target().session();
        String text =
                session.join().join(session.live().server().source(arguments)).getContent();
        String name = Objects.requireNonNullElse(source.getName(), "source " + reference);
        return new AdapterSource(name, Objects.requireNonNullElse(source.getPath(), name), text);
    }
}
