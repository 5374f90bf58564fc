package org.realmscope.scenario.lang.ide;

import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.eclipse.emf.common.util.URI;
import org.eclipse.emf.common.util.WrappedException;
import org.eclipse.xtext.ide.server.BuildManager;
import org.eclipse.xtext.ide.server.WorkspaceManager;
import org.eclipse.xtext.resource.IResourceDescription;
import org.eclipse.xtext.util.CancelIndicator;
import org.jspecify.annotations.Nullable;

/**
 * Checks scenarios that have changed. Xtext tries a file that cannot be read again and again, and checks nothing else
 * until it can; here a file that has vanished is one that was deleted. What a build did not get to, because it was
 * cancelled, is part of the next.
 */
class Builds extends BuildManager {
    private final Set<URI> waiting = new LinkedHashSet<>();
    private @Nullable OpenScenarios scenarios;

    @Override
    public void setWorkspaceManager(WorkspaceManager workspace) {
        super.setWorkspaceManager(workspace);
        scenarios = (OpenScenarios) workspace;
    }

    @Override
    public Buildable submit(List<URI> dirtyFiles, List<URI> deletedFiles) {
        deletedFiles.forEach(waiting::remove);
        waiting.addAll(dirtyFiles);
        Buildable build = super.submit(dirtyFiles, deletedFiles);
        return cancelled -> {
            forgetVanished();
            var changes = built(build, cancelled);
            waiting.clear();
            return changes;
        };
    }

    private List<IResourceDescription.Delta> built(Buildable build, CancelIndicator cancelled) {
        while (true) {
            try {
                return build.build(cancelled);
            } catch (WrappedException unreadable) {
                if (!forgetVanished()) {
                    throw unreadable;
                }
            }
        }
    }

    /** Whether one of the files that wait is not there any more. */
    private boolean forgetVanished() {
        OpenScenarios known = scenarios;
        if (known == null) {
            return false;
        }
        List<URI> vanished =
                waiting.stream().filter(each -> !known.isThere(each)).toList();
        vanished.forEach(waiting::remove);
        super.submit(List.of(), vanished);
        return !vanished.isEmpty();
    }
}
