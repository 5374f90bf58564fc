package org.realmscope.editor.language;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import org.eclipse.core.resources.IFile;
import org.eclipse.core.resources.IResource;
import org.eclipse.core.resources.IResourceChangeEvent;
import org.eclipse.core.resources.IResourceChangeListener;
import org.eclipse.core.resources.IResourceDelta;
import org.eclipse.core.resources.ResourcesPlugin;
import org.eclipse.core.runtime.CoreException;
import org.eclipse.core.runtime.ILog;
import org.eclipse.core.runtime.IPath;
import org.eclipse.lsp4j.FileChangeType;
import org.eclipse.lsp4j.FileEvent;

/**
 * Tells which files of the workspace come, change and go: scenarios are checked though no editor shows them, and name
 * other files, of which it matters whether they are there.
 */
final class ChangedFiles implements IResourceChangeListener {
    private static final String SCENARIO = "rme";
    private static final int CHANGES = IResourceDelta.CONTENT | IResourceDelta.REPLACED;

    private final Consumer<List<FileEvent>> told;

    /** @param told takes what has changed together */
    ChangedFiles(Consumer<List<FileEvent>> told) {
        this.told = told;
    }

    @Override
    public void resourceChanged(IResourceChangeEvent event) {
        List<FileEvent> changes = new ArrayList<>();
        IResourceDelta root = event.getDelta();
        try {
            if (root != null) {
                root.accept(each -> {
                    if (each.getResource() instanceof IFile file) {
                        add(changes, each, file);
                    }
                    return true;
                });
            }
        } catch (CoreException e) {
            ILog.of(ChangedFiles.class).log(e.getStatus());
        }
        if (!changes.isEmpty()) {
            told.accept(changes);
        }
    }

    private static void add(List<FileEvent> changes, IResourceDelta delta, IFile file) {
        FileChangeType how = switch (delta.getKind()) {
            case IResourceDelta.ADDED -> FileChangeType.Created;
            case IResourceDelta.REMOVED -> FileChangeType.Deleted;
            case IResourceDelta.CHANGED -> (delta.getFlags() & CHANGES) == 0 ? null : FileChangeType.Changed;
            default -> null;
        };
        IPath path = file.getLocation() == null
                ? ResourcesPlugin.getWorkspace().getRoot().getLocation().append(file.getFullPath())
                : file.getLocation();
        if (how != null) {
            changes.add(new FileEvent(path.toPath().toUri().toString(), how));
        }
    }

    /** All scenarios of the workspace, as if they had come just now. */
    static List<FileEvent> scenarios() {
        List<FileEvent> all = new ArrayList<>();
        try {
            ResourcesPlugin.getWorkspace().getRoot().accept(each -> {
                if (each.getType() == IResource.FILE
                        && SCENARIO.equals(each.getFileExtension())
                        && each.getLocation() != null) {
                    all.add(new FileEvent(each.getLocation().toPath().toUri().toString(), FileChangeType.Created));
                }
                return true;
            });
        } catch (CoreException e) {
            ILog.of(ChangedFiles.class).log(e.getStatus());
        }
        return all;
    }
}
