package org.realmscope.debug.core.launch;

import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.Map;
import java.util.TreeMap;
import org.eclipse.core.resources.IResource;
import org.eclipse.core.resources.ResourcesPlugin;
import org.eclipse.core.runtime.CoreException;
import org.eclipse.core.runtime.IPath;
import org.eclipse.core.variables.VariablesPlugin;
import org.eclipse.debug.core.ILaunchConfiguration;
import org.eclipse.jdt.annotation.Nullable;
import org.realmscope.debug.core.RealmDebug;

/** What a launch configuration asks of the adapter. */
public final class LaunchArguments {
    private static final int MAX_PORT = 0xffff;

    private final ILaunchConfiguration configuration;

    public LaunchArguments(ILaunchConfiguration configuration) {
        this.configuration = configuration;
    }

    /**
     * The scenario's file.
     *
     * @throws CoreException if none is named, or it is not there
     */
    public Path scenario() throws CoreException {
        String text = configuration.getAttribute(LaunchAttribute.SCENARIO, "");
        if (text.isBlank()) {
            throw problem("The launch configuration '%s' names no scenario; choose a file (*.rme)"
                    .formatted(configuration.getName()));
        }
        return file(text, "scenario");
    }

    private static Path file(String text, String what) throws CoreException {
        String name = path(text);
        Path path;
        try {
            path = Path.of(name);
        } catch (InvalidPathException e) {
            throw problem("The %s '%s' is no path of a file: %s".formatted(what, name, e.getReason()), e);
        }
        if (!path.isAbsolute() || !Files.exists(path)) {
            IResource resource = ResourcesPlugin.getWorkspace().getRoot().findMember(IPath.fromOSString(name));
            IPath location = resource == null ? null : resource.getLocation();
            path = location == null ? path : location.toPath();
        }
        if (!Files.isRegularFile(path)) {
            throw problem("The %s '%s' does not exist, or is no file".formatted(what, name));
        }
        return path.toAbsolutePath();
    }

    /** A path as people write it, with its variables replaced. */
    static String path(String text) throws CoreException {
        return VariablesPlugin.getDefault().getStringVariableManager().performStringSubstitution(text.strip());
    }

    /**
     * Arguments of the adapter's request {@code launch}.
     *
     * @param noDebug whether to run to the end, whatever the breakpoints
     * @throws CoreException if an attribute cannot be used
     */
    public Map<String, Object> launch(boolean noDebug) throws CoreException {
        Map<String, Object> arguments = new TreeMap<>();
        arguments.put("program", scenario().toString());
        arguments.put("noDebug", noDebug);
        arguments.put("stopOnEntry", !noDebug && configuration.getAttribute(LaunchAttribute.STOP_ON_ENTRY, false));
        arguments.put("stopAtEnd", !noDebug && configuration.getAttribute(LaunchAttribute.STOP_AT_END, true));
        addNumber(arguments, "seed", LaunchAttribute.SEED);
        addNumber(arguments, "historyMemory", LaunchAttribute.HISTORY_MEMORY);
        addNumber(arguments, "timelineMemory", LaunchAttribute.TIMELINE_MEMORY);
        addNumber(arguments, "checkpointInterval", LaunchAttribute.CHECKPOINT_INTERVAL);
        addNumber(arguments, "checkpointMemory", LaunchAttribute.CHECKPOINT_MEMORY);
        String rmm = configuration.getAttribute(LaunchAttribute.RMM, "").strip();
        if (!rmm.isEmpty()) {
            arguments.put("rmm", isProfile(rmm) ? rmm : file(rmm, "RMM image").toString());
        }
        String host = configuration.getAttribute(LaunchAttribute.HOST_IMAGE, "").strip();
        if (!host.isEmpty()) {
            arguments.put("host", file(host, "host image").toString());
        }
        Map<String, String> given = configuration.getAttribute(LaunchAttribute.OVERRIDES, Map.of());
        Map<String, Object> overrides = new TreeMap<>();
        for (Map.Entry<String, String> each : given.entrySet()) {
            if (!each.getValue().isBlank()) {
                overrides.put(each.getKey(), each.getValue().strip());
            }
        }
        Map<String, String> directories = configuration.getAttribute(LaunchAttribute.SOURCE_MAP, Map.of());
        if (!directories.isEmpty()) {
            arguments.put("sourceMap", directories);
        }
        if (!overrides.isEmpty()) {
            arguments.put("overrides", overrides);
        }
        return arguments;
    }

    private void addNumber(Map<String, Object> arguments, String name, String attribute) throws CoreException {
        String text = configuration.getAttribute(attribute, "");
        if (!text.isBlank()) {
            arguments.put(name, number(name, text));
        }
    }

    /** A number goes as text: JSON numbers lose bits. It is read here too, so that mistakes have a clear message. */
    private static String number(String name, String text) throws CoreException {
        String digits = text.strip().replace("_", "");
        try {
            Long.decode(digits);
        } catch (NumberFormatException e) {
            throw new CoreException(RealmDebug.error(
                    RealmDebug.LAUNCH_FAILED,
                    "'%s' is '%s'; a whole number is expected, as 1000 or 0x3e8".formatted(name, text.strip()),
                    e));
        }
        return digits;
    }

    /**
     * Whether a text names a profile of the built-in RMM: one with a slash or a dot in it names a file, as in
     * scenarios.
     */
    public static boolean isProfile(String rmm) {
        return rmm.indexOf('/') < 0 && rmm.indexOf('\\') < 0 && rmm.indexOf('.') < 0 && rmm.indexOf('$') < 0;
    }

    /** Whether to attach to an adapter that runs. */
    public boolean isAttach() throws CoreException {
        return configuration.getAttribute(LaunchAttribute.ATTACH, false);
    }

    /** Where the adapter runs. */
    public String host() throws CoreException {
        String host = configuration.getAttribute(LaunchAttribute.HOST, "");
        return host.isBlank() ? "localhost" : host.strip();
    }

    /**
     * The adapter's port.
     *
     * @throws CoreException if it is none
     */
    public int port() throws CoreException {
        int port = configuration.getAttribute(LaunchAttribute.PORT, 0);
        if (port < 1 || port > MAX_PORT) {
            throw problem("The launch configuration '%s' names no port from 1 to %d to attach to"
                    .formatted(configuration.getName(), MAX_PORT));
        }
        return port;
    }

    static CoreException problem(String message) {
        return problem(message, null);
    }

    static CoreException problem(String message, @Nullable Throwable cause) {
        return new CoreException(RealmDebug.error(RealmDebug.LAUNCH_FAILED, message, cause));
    }
}
