package org.realmscope.debug.ui.breakpoints;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.eclipse.core.runtime.CoreException;
import org.eclipse.debug.core.DebugException;
import org.eclipse.jdt.annotation.Nullable;
import org.eclipse.jface.layout.GridDataFactory;
import org.eclipse.swt.SWT;
import org.eclipse.swt.widgets.Button;
import org.eclipse.swt.widgets.Composite;
import org.eclipse.swt.widgets.Group;
import org.eclipse.swt.widgets.Label;
import org.realmscope.debug.core.breakpoints.HazardBreakpoint;
import org.realmscope.debug.core.breakpoints.RealmBreakpoint;
import org.realmscope.protocol.EventNames;
import org.realmscope.protocol.Hazard;

/** A breakpoint at something that should not happen. */
final class HazardForm extends BreakpointForm {
    @Override
    String title() {
        return "Hazard Breakpoint";
    }

    @Override
    String description() {
        return "Stops when something happens that should not.";
    }

    @Override
    void fill(Composite parent) {
        Group group = group(parent, "Hazard");
        List<Button> buttons = new ArrayList<>();
        for (Hazard each : Hazard.ALL) {
            Button button = new Button(group, SWT.RADIO);
            button.setText(each.label());
            button.setData(each.name());
            button.setToolTipText(each.description());
            button.addListener(SWT.Selection, told());
            buttons.add(button);
            Label label = new Label(group, SWT.NONE);
            label.setText(each.description());
            GridDataFactory.fillDefaults()
                    .span(3, 1)
                    .indent(8, 0)
                    .align(SWT.FILL, SWT.CENTER)
                    .applyTo(label);
        }
        buttons.getFirst().setSelection(true);
        add(new Chosen(buttons));
    }

    @Override
    List<String> names() {
        Object hazard = said(HazardBreakpoint.HAZARD);
        return hazard == null ? List.of() : names(EventNames.of(hazard.toString()));
    }

    /** The radio button that is on. */
    private record Chosen(List<Button> buttons) implements FormField {
        @Override
        public String attribute() {
            return HazardBreakpoint.HAZARD;
        }

        @Override
        public void show(@Nullable Object value) {
            buttons.forEach(each -> each.setSelection(each.getData().equals(value)));
        }

        @Override
        public @Nullable Object value() {
            return buttons.stream()
                    .filter(Button::getSelection)
                    .map(Button::getData)
                    .findFirst()
                    .orElse(null);
        }

        @Override
        public @Nullable String problem() {
            return value() == null ? "Choose a hazard" : null;
        }

        @Override
        public void setEnabled(boolean isEnabled) {
            buttons.forEach(each -> each.setEnabled(isEnabled));
        }
    }

    @Override
    HazardBreakpoint create(Map<String, Object> attributes) throws DebugException {
        HazardBreakpoint breakpoint = HazardBreakpoint.at(String.valueOf(attributes.get(HazardBreakpoint.HAZARD)));
        try {
            for (String each :
                    List.of(RealmBreakpoint.CONDITION, RealmBreakpoint.HIT_CONDITION, RealmBreakpoint.LOG_MESSAGE)) {
                breakpoint.change(each, attributes.get(each));
            }
        } catch (CoreException e) {
            throw new DebugException(e.getStatus());
        }
        return breakpoint;
    }
}
