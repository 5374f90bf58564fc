package org.realmscope.debug.core.protocol;

import java.util.ArrayList;
import java.util.List;
import org.eclipse.core.runtime.CoreException;
import org.eclipse.core.runtime.IConfigurationElement;
import org.eclipse.core.runtime.ILog;
import org.eclipse.core.runtime.Platform;
import org.realmscope.debug.core.RealmDebug;

/**
 * Every UI thread that plug-ins have contributed.
 *
 * @param all the contributions
 */
public record UiThreads(List<UiThread> all) implements UiThread {
    public UiThreads {
        all = List.copyOf(all);
    }

    /** What the extensions say. */
    public static UiThreads contributed() {
        List<UiThread> found = new ArrayList<>();
        for (IConfigurationElement each :
                Platform.getExtensionRegistry().getConfigurationElementsFor(RealmDebug.PLUGIN, "uiThreads")) {
            try {
                found.add((UiThread) each.createExecutableExtension("class"));
            } catch (CoreException e) {
                ILog.of(UiThreads.class).log(e.getStatus());
            }
        }
        return new UiThreads(found);
    }

    @Override
    public boolean isCurrent() {
        return all.stream().anyMatch(UiThread::isCurrent);
    }
}
