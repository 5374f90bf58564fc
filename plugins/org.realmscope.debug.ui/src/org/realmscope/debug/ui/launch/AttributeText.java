package org.realmscope.debug.ui.launch;

import java.util.function.Predicate;

import org.eclipse.core.runtime.CoreException;
import org.eclipse.debug.core.ILaunchConfiguration;
import org.eclipse.debug.core.ILaunchConfigurationWorkingCopy;
import org.eclipse.jdt.annotation.Nullable;
import org.eclipse.jface.layout.GridDataFactory;
import org.eclipse.swt.SWT;
import org.eclipse.swt.widgets.Composite;
import org.eclipse.swt.widgets.Label;
import org.eclipse.swt.widgets.Text;

/** A label and a field for an attribute that is a text; an empty field is no attribute. */
final class AttributeText {
    private final String name;
    private final Text text;
    private final Attribute attribute;
    private final Predicate<String> isRight;
    private final String right;

    /** Where a text is kept. */
    interface Attribute {
        String read(ILaunchConfiguration configuration) throws CoreException;

        void write(ILaunchConfigurationWorkingCopy configuration, @Nullable String value) throws CoreException;
    }

    /** An attribute of its own. */
    record Own(String key) implements Attribute {
        @Override
        public String read(ILaunchConfiguration configuration) throws CoreException {
            return configuration.getAttribute(key, "");
        }

        @Override
        public void write(ILaunchConfigurationWorkingCopy configuration, @Nullable String value) {
            configuration.setAttribute(key, value);
        }
    }

    /**
     * Makes both in two columns of a grid.
     *
     * @param name what people see, with a mnemonic
     * @param tip what it means, and what holds if it is empty
     * @param isRight whether a text that is not empty can be used
     * @param right what would be right, behind "expected: "
     */
    AttributeText(
            Composite parent,
            String name,
            String tip,
            Attribute attribute,
            Predicate<String> isRight,
            String right) {
        this.name = name.replace("&", "").replace(":", "");
        this.attribute = attribute;
        this.isRight = isRight;
        this.right = right;
        Label label = new Label(parent, SWT.NONE);
        label.setText(name);
        label.setToolTipText(tip);
        text = new Text(parent, SWT.BORDER | SWT.SINGLE);
        text.setMessage(tip);
        text.setToolTipText(tip);
        GridDataFactory.fillDefaults()
                .grab(true, false)
                .align(SWT.FILL, SWT.CENTER)
                .hint(150, SWT.DEFAULT)
                .applyTo(text);
    }

    /** A field for a whole number. */
    static AttributeText number(Composite parent, String name, String tip, Attribute attribute) {
        return new AttributeText(
                parent, name, tip, attribute, AttributeText::isNumber, "a whole number, as 1000 or 0x3e8");
    }

    private static boolean isNumber(String value) {
        return value.replace("_", "").matches("0[xX][0-9a-fA-F]{1,16}|[0-9]{1,19}");
    }

    /** Calls whenever people change it. */
    void onChange(Runnable changed) {
        text.addModifyListener(event -> changed.run());
    }

    void initializeFrom(ILaunchConfiguration configuration) throws CoreException {
        String value = attribute.read(configuration);
        if (!text.getText().equals(value)) {
            text.setText(value);
        }
    }

    void performApply(ILaunchConfigurationWorkingCopy configuration) throws CoreException {
        attribute.write(configuration, value().isEmpty() ? null : value());
    }

    String value() {
        return text.getText().strip();
    }

    void set(String value) {
        text.setText(value);
    }

    void setEnabled(boolean isEnabled) {
        text.setEnabled(isEnabled);
    }

    /** What is wrong with it; null if nothing is. */
    @Nullable
    String problem() {
        String value = value();
        return value.isEmpty() || isRight.test(value) ? null : "%s is '%s'; expected: %s".formatted(name, value, right);
    }
}
