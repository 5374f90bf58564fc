package org.realmscope.debug.ui.launch;

import java.util.Map;
import java.util.TreeMap;
import org.eclipse.core.runtime.CoreException;
import org.eclipse.debug.core.ILaunchConfiguration;
import org.eclipse.debug.core.ILaunchConfigurationWorkingCopy;
import org.eclipse.jdt.annotation.Nullable;
import org.realmscope.debug.core.launch.LaunchAttribute;

/**
 * A setting in place of the scenario's.
 *
 * @param name as in scenarios: of {@code platform}, of a switch of {@code host}, or {@code unknown_content} of
 *     {@code rmm}
 */
record OverrideAttribute(String name) implements AttributeText.Attribute {
    @Override
    public String read(ILaunchConfiguration configuration) throws CoreException {
        return all(configuration).getOrDefault(name, "");
    }

    private static Map<String, String> all(ILaunchConfiguration configuration) throws CoreException {
        return configuration.getAttribute(LaunchAttribute.OVERRIDES, Map.of());
    }

    @Override
    public void write(ILaunchConfigurationWorkingCopy configuration, @Nullable String value) throws CoreException {
        Map<String, String> all = new TreeMap<>(all(configuration));
        if (value == null) {
            all.remove(name);
        } else {
            all.put(name, value);
        }
        configuration.setAttribute(LaunchAttribute.OVERRIDES, all.isEmpty() ? null : all);
    }
}
