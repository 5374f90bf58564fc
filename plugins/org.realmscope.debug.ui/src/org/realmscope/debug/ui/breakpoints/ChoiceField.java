package org.realmscope.debug.ui.breakpoints;

import java.util.List;
import java.util.Objects;
import org.eclipse.jdt.annotation.Nullable;
import org.eclipse.jface.layout.GridDataFactory;
import org.eclipse.swt.SWT;
import org.eclipse.swt.widgets.Combo;
import org.eclipse.swt.widgets.Composite;
import org.realmscope.debug.ui.form.FieldLabel;

/** One of some values, or any. */
final class ChoiceField implements FormField {
    private static final String ANY = "any";

    private final String attribute;
    private final List<Choice> choices;
    private final Combo combo;

    /** A value, and what people see. */
    record Choice(Object value, String label) {
        static Choice of(String value) {
            return new Choice(value, value.replace('_', ' '));
        }
    }

    /** Makes a label and a list in a grid. */
    ChoiceField(Composite parent, String attribute, String name, String tip, List<Choice> choices) {
        this.attribute = attribute;
        this.choices = choices;
        FieldLabel.create(parent, name, tip);
        combo = new Combo(parent, SWT.READ_ONLY | SWT.DROP_DOWN);
        combo.setToolTipText(tip);
        combo.add(ANY);
        choices.forEach(each -> combo.add(each.label()));
        combo.select(0);
        GridDataFactory.fillDefaults()
                .grab(true, false)
                .align(SWT.FILL, SWT.CENTER)
                .applyTo(combo);
    }

    Combo control() {
        return combo;
    }

    @Override
    public String attribute() {
        return attribute;
    }

    @Override
    public void show(@Nullable Object value) {
        int chosen = 0;
        for (int i = 0; i < choices.size(); i++) {
            chosen = Objects.equals(choices.get(i).value(), value) ? i + 1 : chosen;
        }
        combo.select(chosen);
    }

    @Override
    public @Nullable Object value() {
        int chosen = combo.getSelectionIndex();
        return chosen <= 0 || !combo.isEnabled()
                ? null
                : choices.get(chosen - 1).value();
    }

    @Override
    public @Nullable String problem() {
        return null;
    }

    @Override
    public void setEnabled(boolean isEnabled) {
        combo.setEnabled(isEnabled);
    }
}
