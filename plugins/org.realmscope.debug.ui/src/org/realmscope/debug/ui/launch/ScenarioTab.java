package org.realmscope.debug.ui.launch;

import org.eclipse.core.runtime.CoreException;
import org.eclipse.debug.core.ILaunchConfiguration;
import org.eclipse.debug.core.ILaunchConfigurationWorkingCopy;
import org.eclipse.debug.ui.DebugUITools;
import org.eclipse.debug.ui.IDebugUIConstants;
import org.eclipse.jdt.annotation.Nullable;
import org.eclipse.jface.layout.GridDataFactory;
import org.eclipse.swt.SWT;
import org.eclipse.swt.events.SelectionListener;
import org.eclipse.swt.graphics.Image;
import org.eclipse.swt.widgets.Button;
import org.eclipse.swt.widgets.Composite;
import org.eclipse.swt.widgets.Group;
import org.realmscope.debug.core.launch.LaunchAttribute;

/** The scenario that is debugged, and what replaces values of its platform; or the adapter to attach to. */
public final class ScenarioTab extends RealmTab {
    private static final int MAX_PORT = 0xffff;

    private @Nullable Button start;
    private @Nullable Button attach;
    private @Nullable PathField scenario;
    private @Nullable AttributeText host;
    private @Nullable AttributeText port;

    @Override
    void fill(Composite page) {
        Group begin = group(page, "Machine", 2);
        start = radio(begin, "Start a machine with a &scenario");
        scenario = new PathField(
                begin, this, "Sce&nario:", "A file (*.rme)", LaunchAttribute.SCENARIO, "scenario", "*.rme");
        attach = radio(begin, "&Attach to a debug adapter that runs (debug-adapter --port N)");
        host = add(new AttributeText(
                begin, "H&ost:", "Empty: localhost", new AttributeText.Own(LaunchAttribute.HOST), text -> true, ""));
        port = add(AttributeText.number(begin, "Po&rt:", "1 to 65535", new Port()));
        Group platform = group(page, "In place of what the scenario's platform says", 4);
        override(platform, "&PEs:", "Number of PEs", "pes");
        add(AttributeText.size(
                platform,
                "&DRAM:",
                "Size of the DRAM, as 256 MiB; empty: the scenario's",
                new OverrideAttribute("dram")));
        override(platform, "&Quantum:", "Mean length of a slice, in instructions", "quantum");
        override(platform, "&Limit:", "Instructions after which the run ends", "limit");
    }

    private Button radio(Composite parent, String name) {
        Button button = new Button(parent, SWT.RADIO);
        button.setText(name);
        GridDataFactory.fillDefaults().span(2, 1).applyTo(button);
        button.addSelectionListener(SelectionListener.widgetSelectedAdapter(event -> {
            enable();
            changed();
        }));
        return button;
    }

    private void override(Composite parent, String name, String tip, String key) {
        add(AttributeText.number(parent, name, tip + "; empty: the scenario's", new OverrideAttribute(key)));
    }

    /** A port is a number to the platform. */
    private record Port() implements AttributeText.Attribute {
        @Override
        public String read(ILaunchConfiguration configuration) throws CoreException {
            int port = configuration.getAttribute(LaunchAttribute.PORT, 0);
            return port == 0 ? "" : Integer.toString(port);
        }

        @Override
        public void write(ILaunchConfigurationWorkingCopy configuration, @Nullable String value) {
            int port = value == null || !isPort(value) ? 0 : Integer.parseInt(value);
            configuration.setAttribute(LaunchAttribute.PORT, port);
        }
    }

    private static boolean isPort(String text) {
        return text.matches("[0-9]{1,5}") && Integer.parseInt(text) >= 1 && Integer.parseInt(text) <= MAX_PORT;
    }

    private boolean isAttach() {
        Button button = attach;
        return button != null && button.getSelection();
    }

    private void enable() {
        boolean isAttach = isAttach();
        if (scenario instanceof PathField field) {
            field.setEnabled(!isAttach);
        }
        if (host instanceof AttributeText field) {
            field.setEnabled(isAttach);
        }
        if (port instanceof AttributeText field) {
            field.setEnabled(isAttach);
        }
    }

    @Override
    public void initializeFrom(ILaunchConfiguration configuration) {
        super.initializeFrom(configuration);
        boolean isAttach = false;
        try {
            isAttach = configuration.getAttribute(LaunchAttribute.ATTACH, false);
        } catch (CoreException e) {
            setErrorMessage(e.getMessage());
        }
        if (attach instanceof Button button) {
            button.setSelection(isAttach);
        }
        if (start instanceof Button button) {
            button.setSelection(!isAttach);
        }
        enable();
    }

    @Override
    public void performApply(ILaunchConfigurationWorkingCopy configuration) {
        super.performApply(configuration);
        configuration.setAttribute(LaunchAttribute.ATTACH, isAttach());
    }

    @Override
    @Nullable
    String problem() {
        if (isAttach()) {
            AttributeText given = port;
            return given == null || isPort(given.value())
                    ? null
                    : "At which port does the adapter listen? (1 to 65535)";
        }
        PathField field = scenario;
        if (field == null) {
            return null;
        }
        return field.isEmpty() ? "Choose a scenario (*.rme)" : field.problem();
    }

    @Override
    public String getName() {
        return "Scenario";
    }

    @Override
    public String getId() {
        return "org.realmscope.debug.ui.scenario";
    }

    @Override
    public @Nullable Image getImage() {
        return DebugUITools.getImage(IDebugUIConstants.IMG_OBJS_DEBUG_TARGET);
    }
}
