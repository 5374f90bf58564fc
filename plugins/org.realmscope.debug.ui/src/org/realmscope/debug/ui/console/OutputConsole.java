package org.realmscope.debug.ui.console;

import org.eclipse.jface.resource.ImageDescriptor;
import org.eclipse.ui.console.ConsolePlugin;
import org.eclipse.ui.console.IConsole;
import org.eclipse.ui.console.MessageConsole;
import org.eclipse.ui.console.MessageConsoleStream;
import org.realmscope.debug.core.model.OutputStreamMonitor;

/** A stream of a session, in a console that appears with the first text. */
final class OutputConsole {
    /** Characters that are shown at most; the oldest go. */
    private static final int MOST = 1 << 20;

    private final OutputStreamMonitor monitor;
    private final MessageConsole console;
    private final MessageConsoleStream stream;
    /** What has been written of the contents that there were. Guarded by this, as what follows. */
    private boolean isShown;

    private boolean isClosed;

    OutputConsole(String name, ImageDescriptor image, OutputStreamMonitor monitor) {
        this.monitor = monitor;
        console = new MessageConsole(name, image);
        console.setWaterMarks(MOST, MOST + MOST / 4);
        stream = console.newMessageStream();
    }

    /** Begins, with what has been written before. */
    void open() {
        appended(monitor.getContents());
        monitor.addListener((text, source) -> appended(text));
    }

    private synchronized void appended(String text) {
        if (text.isEmpty() || isClosed) {
            return;
        }
        if (!isShown) {
            isShown = true;
            ConsolePlugin.getDefault().getConsoleManager().addConsoles(new IConsole[] {console});
        }
        stream.print(text);
    }

    /** Takes the console away. */
    synchronized void close() {
        isClosed = true;
        if (isShown) {
            ConsolePlugin.getDefault().getConsoleManager().removeConsoles(new IConsole[] {console});
        }
    }
}
