package org.realmscope.debug.ui.breakpoints;

import org.eclipse.jdt.annotation.Nullable;
import org.eclipse.swt.widgets.Button;

/** A button that is on or off: a check box, or one of two radio buttons. Off is no attribute. */
final class FlagField implements FormField {
    private final String attribute;
    private final Button button;

    FlagField(String attribute, Button button) {
        this.attribute = attribute;
        this.button = button;
    }

    @Override
    public String attribute() {
        return attribute;
    }

    @Override
    public void show(@Nullable Object value) {
        button.setSelection(Boolean.TRUE.equals(value));
    }

    @Override
    public @Nullable Object value() {
        return button.getSelection() ? Boolean.TRUE : null;
    }

    @Override
    public @Nullable String problem() {
        return null;
    }

    @Override
    public void setEnabled(boolean isEnabled) {
        button.setEnabled(isEnabled);
    }
}
