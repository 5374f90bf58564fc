package org.realmscope.debug.ui.launch;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.eclipse.core.runtime.CoreException;
import org.eclipse.debug.core.ILaunchConfiguration;
import org.eclipse.debug.core.ILaunchConfigurationWorkingCopy;
import org.eclipse.jface.layout.GridDataFactory;
import org.eclipse.swt.SWT;
import org.eclipse.swt.events.SelectionListener;
import org.eclipse.swt.widgets.Combo;
import org.eclipse.swt.widgets.Composite;
import org.realmscope.debug.ui.form.FieldLabel;

/** A label and a list to choose a word from; its first entry is no attribute. */
final class AttributeChoice implements LaunchField {
    private final Combo combo;
    private final AttributeText.Attribute attribute;

    /**
     * Makes both in two columns of a grid.
     *
     * @param name what people see, with a mnemonic
     * @param tip what it means
     * @param none what holds if there is no attribute, the first of the list
     */
    AttributeChoice(
            Composite parent,
            String name,
            String tip,
            AttributeText.Attribute attribute,
            String none,
            List<String> words) {
        this.attribute = attribute;
        FieldLabel.create(parent, name, tip);
        combo = new Combo(parent, SWT.DROP_DOWN | SWT.READ_ONLY);
        List<String> entries = new ArrayList<>(List.of(none));
        entries.addAll(words);
        combo.setItems(entries.toArray(String[]::new));
        combo.setToolTipText(tip);
        GridDataFactory.fillDefaults()
                .grab(true, false)
                .align(SWT.FILL, SWT.CENTER)
                .applyTo(combo);
    }

    @Override
    public void onChange(Runnable changed) {
        combo.addSelectionListener(SelectionListener.widgetSelectedAdapter(event -> changed.run()));
    }

    /** A word that is not in the list is one of another version's; it is shown, and kept. */
    @Override
    public void initializeFrom(ILaunchConfiguration configuration) throws CoreException {
        String word = attribute.read(configuration);
        int place = word.isEmpty() ? 0 : Arrays.asList(combo.getItems()).indexOf(word);
        if (place < 0) {
            combo.add(word);
            place = combo.getItemCount() - 1;
        }
        combo.select(place);
    }

    @Override
    public void performApply(ILaunchConfigurationWorkingCopy configuration) throws CoreException {
        attribute.write(configuration, combo.getSelectionIndex() <= 0 ? null : combo.getText());
    }
}
