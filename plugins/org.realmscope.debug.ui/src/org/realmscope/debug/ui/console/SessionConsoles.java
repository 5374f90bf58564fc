package org.realmscope.debug.ui.console;

import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.eclipse.debug.core.DebugPlugin;
import org.eclipse.debug.core.ILaunch;
import org.eclipse.debug.core.ILaunchConfiguration;
import org.eclipse.debug.core.ILaunchesListener;
import org.eclipse.debug.core.model.IProcess;
import org.eclipse.debug.ui.DebugUITools;
import org.eclipse.debug.ui.IDebugUIConstants;
import org.realmscope.debug.core.launch.AdapterProcess;
import org.realmscope.debug.core.model.OutputCategory;
import org.realmscope.debug.core.model.SessionOutput;

/** Opens consoles for the machine's serial port and the host's warnings with a session, until its launch is removed. */
public final class SessionConsoles implements ILaunchesListener {
    private final Map<ILaunch, List<OutputConsole>> open = new ConcurrentHashMap<>();

    /** Begins. */
    public void start() {
        DebugPlugin.getDefault().getLaunchManager().addLaunchListener(this);
    }

    /** Ends. */
    public void stop() {
        DebugPlugin platform = DebugPlugin.getDefault();
        if (platform != null) {
            platform.getLaunchManager().removeLaunchListener(this);
        }
    }

    /** A launch is told of as soon as it has its process, before the machine runs: nothing is missed. */
    @Override
    public void launchesChanged(ILaunch[] launches) {
        for (ILaunch each : launches) {
            for (IProcess process : each.getProcesses()) {
                if (process instanceof AdapterProcess adapter) {
                    open.computeIfAbsent(each, launch -> consoles(adapter));
                }
            }
        }
    }

    private static List<OutputConsole> consoles(AdapterProcess process) {
        ILaunchConfiguration configuration = process.getLaunch().getLaunchConfiguration();
        String name = configuration == null ? process.getLabel() : configuration.getName();
        SessionOutput output = process.session().output();
        List<OutputConsole> consoles = List.of(
                console("Serial Port (UART): " + name, output, OutputCategory.UART),
                console("Host Warnings: " + name, output, OutputCategory.WARNINGS));
        consoles.forEach(OutputConsole::open);
        return consoles;
    }

    private static OutputConsole console(String name, SessionOutput output, OutputCategory category) {
        return new OutputConsole(
                name, DebugUITools.getImageDescriptor(IDebugUIConstants.IMG_OBJS_DEBUG_TARGET), output.of(category));
    }

    @Override
    public void launchesRemoved(ILaunch[] launches) {
        for (ILaunch each : launches) {
            List<OutputConsole> consoles = open.remove(each);
            if (consoles != null) {
                consoles.forEach(OutputConsole::close);
            }
        }
    }

    @Override
    public void launchesAdded(ILaunch[] launches) {
        // Their processes come later.
    }
}
