package org.realmscope.editor.language;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;

import org.eclipse.core.resources.IFile;
import org.eclipse.core.resources.IResourceChangeEvent;
import org.eclipse.core.resources.IResourceChangeListener;
import org.eclipse.core.resources.IResourceDelta;
import org.eclipse.core.runtime.CoreException;
import org.eclipse.core.runtime.ILog;
import org.eclipse.core.runtime.IPath;

/**
 * Tells which scenarios are deleted. A server that was to read one at that moment would try to for ever, and find no
 * problems any more.
 */
final class DeletedScenarios implements IResourceChangeListener {
    private final Consumer<List<String>> told;

    /** @param told takes the URIs of scenarios that were deleted together */
    DeletedScenarios(Consumer<List<String>> told) {
        this.told = told;
    }

    @Override
    public void resourceChanged(IResourceChangeEvent event) {
        List<String> deleted = new ArrayList<>();
        try {
            if (event.getDelta() != null) {
                event.getDelta().accept(each -> {
                    IPath root = event.getDelta().getResource().getLocation();
                    if (each.getKind() == IResourceDelta.REMOVED
                            && each.getResource() instanceof IFile file
                            && "rme".equals(file.getFileExtension())) {
                        IPath path = file.getLocation() == null && root != null
                                ? root.append(file.getFullPath())
                                : file.getLocation();
                        if (path != null) {
                            deleted.add(path.toPath().toUri().toString());
                        }
                    }
                    return true;
                });
            }
        } catch (CoreException e) {
            ILog.of(DeletedScenarios.class).log(e.getStatus());
        }
        if (!deleted.isEmpty()) {
            told.accept(deleted);
        }
    }
}
