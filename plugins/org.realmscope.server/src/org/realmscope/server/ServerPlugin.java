package org.realmscope.server;

import java.io.File;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.eclipse.core.runtime.Platform;
import org.eclipse.jdt.annotation.Nullable;
import org.osgi.framework.BundleActivator;
import org.osgi.framework.BundleContext;

/** Keeps the archives of classes while the plug-in is active, as a service. */
public final class ServerPlugin implements BundleActivator {
    private @Nullable ClassArchives archives;

    @Override
    public void start(@Nullable BundleContext context) {
        ClassArchives made = new ClassArchives(directories(Objects.requireNonNull(context)));
        archives = made;
        context.registerService(ClassArchives.class, made, null);
    }

    /** What all workspaces of an installation share, and goes with the plug-in; else what is the workspace's. */
    private static List<Path> directories(BundleContext context) {
        List<Path> directories = new ArrayList<>();
        File shared = context.getDataFile("classes");
        if (shared != null) {
            directories.add(shared.toPath());
        }
        if (Platform.getInstanceLocation().isSet()) {
            directories.add(Platform.getStateLocation(context.getBundle())
                    .append("classes")
                    .toPath());
        }
        return directories;
    }

    @Override
    public void stop(@Nullable BundleContext context) {
        ClassArchives made = archives;
        if (made != null) {
            made.makeWay();
        }
    }
}
