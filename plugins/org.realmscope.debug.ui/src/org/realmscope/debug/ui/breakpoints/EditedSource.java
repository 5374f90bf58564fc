package org.realmscope.debug.ui.breakpoints;

import java.net.URI;
import java.nio.file.Path;
import org.eclipse.core.resources.IFile;
import org.eclipse.core.runtime.Adapters;
import org.eclipse.core.runtime.IPath;
import org.eclipse.jdt.annotation.Nullable;
import org.eclipse.ui.IEditorInput;
import org.eclipse.ui.IURIEditorInput;
import org.eclipse.ui.texteditor.ITextEditor;
import org.realmscope.debug.ui.presentation.AdapterSourceInput;

/** What an editor shows, as the debugger knows it. */
public final class EditedSource {
    private EditedSource() {}

    /** Whether lines of it can have breakpoints: C sources, scenarios, and texts of the adapter. */
    public static boolean isOurs(ITextEditor editor) {
        IEditorInput input = editor.getEditorInput();
        return input != null && (input.getName().matches(".*\\.(rme|c|h|S)") || input instanceof AdapterSourceInput);
    }

    /** Whether it is a file of C or assembler, for which others may have editors and breakpoints. */
    static boolean isC(ITextEditor editor) {
        IEditorInput input = editor.getEditorInput();
        return input.getName().matches(".*\\.(c|h|S)") && !(input instanceof AdapterSourceInput);
    }

    /** The file's absolute path, or that of a source that only the adapter has; null if it is neither. */
    public static @Nullable String path(ITextEditor editor) {
        IEditorInput input = editor.getEditorInput();
        IFile file = file(input);
        if (file != null) {
            IPath location = file.getLocation();
            return location == null ? null : location.toOSString();
        }
        return outside(input);
    }

    /** The path of what is not in the workspace; null if it is, or has none. */
    public static @Nullable String pathOutside(ITextEditor editor) {
        IEditorInput input = editor.getEditorInput();
        return file(input) == null ? outside(input) : null;
    }

    private static @Nullable IFile file(IEditorInput input) {
        return Adapters.adapt(input, IFile.class);
    }

    private static @Nullable String outside(IEditorInput input) {
        if (input instanceof AdapterSourceInput source) {
            return source.path();
        }
        URI uri = input instanceof IURIEditorInput each ? each.getURI() : null;
        return uri == null || !"file".equals(uri.getScheme())
                ? null
                : Path.of(uri).toString();
    }
}
