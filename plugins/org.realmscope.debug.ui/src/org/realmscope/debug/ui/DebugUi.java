package org.realmscope.debug.ui;

import org.osgi.framework.BundleActivator;
import org.osgi.framework.BundleContext;
import org.realmscope.debug.ui.console.SessionConsoles;
import org.realmscope.debug.ui.editor.EditorMarks;

/**
 * The plug-in. It is started by the first class of its that is used, at the latest by a launch, which asks for the UI
 * thread before a session begins.
 */
public final class DebugUi implements BundleActivator {
    private final SessionConsoles consoles = new SessionConsoles();
    private final EditorMarks marks = new EditorMarks();

    @Override
    public void start(BundleContext context) {
        consoles.start();
        marks.start();
    }

    @Override
    public void stop(BundleContext context) {
        marks.stop();
        consoles.stop();
    }
}
