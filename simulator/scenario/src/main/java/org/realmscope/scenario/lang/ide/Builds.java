package org.realmscope.scenario.lang.ide;

import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.eclipse.emf.common.util.URI;
import org.eclipse.xtext.ide.server.BuildManager;
import org.eclipse.xtext.ide.server.WorkspaceManager;
import org.jspecify.annotations.Nullable;

/**
 * Checks scenarios that have changed. Xtext tries a file that cannot be read again and again, and checks nothing else
 * until it can; here a file that has vanished is one that was deleted.
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
            var changes = build.build(cancelled);
            waiting.clear();
            return changes;
        };
    }

    private void forgetVanished() {
        OpenScenarios known = scenarios;
        if (known != null) {
            List<URI> vanished =
                    waiting.stream().filter(each -> !known.isThere(each)).toList();
            vanished.forEach(waiting::remove);
            super.submit(List.of(), vanished);
        }
    }
}
