package org.realmscope.debug.ui.launch;

import java.util.function.Predicate;
import org.eclipse.core.runtime.CoreException;
import org.eclipse.debug.core.ILaunchConfiguration;
import org.eclipse.debug.core.ILaunchConfigurationWorkingCopy;
import org.eclipse.jdt.annotation.Nullable;
import org.eclipse.swt.widgets.Composite;
import org.realmscope.debug.ui.form.LabelledText;

/** A label and a field for an attribute that is a text; an empty field is no attribute. */
final class AttributeText implements LaunchField {
    private final LabelledText field;
    private final Attribute attribute;

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
            Composite parent, String name, String tip, Attribute attribute, Predicate<String> isRight, String right) {
        this.attribute = attribute;
        field = new LabelledText(parent, name, tip, isRight, right, 1);
    }

    /** A field for a whole number. */
    static AttributeText number(Composite parent, String name, String tip, Attribute attribute) {
        return new AttributeText(
                parent, name, tip, attribute, AttributeText::isNumber, "a whole number, as 1000 or 0x3e8");
    }

    /** A field for a size, with a unit as scenarios have it, or in bytes. */
    static AttributeText size(Composite parent, String name, String tip, Attribute attribute) {
        return new AttributeText(
                parent, name, tip, attribute, AttributeText::isSize, "a size, as 256 MiB or 0x1000_0000");
    }

    private static boolean isSize(String value) {
        return isNumber(value.replaceFirst("\\s*[KMG]iB$", ""));
    }

    private static boolean isNumber(String value) {
        return value.replace("_", "").matches("0[xX][0-9a-fA-F]{1,16}|[0-9]{1,19}");
    }

    @Override
    public void onChange(Runnable changed) {
        field.control().addModifyListener(event -> changed.run());
    }

    @Override
    public void initializeFrom(ILaunchConfiguration configuration) throws CoreException {
        field.show(attribute.read(configuration));
    }

    @Override
    public void performApply(ILaunchConfigurationWorkingCopy configuration) throws CoreException {
        attribute.write(configuration, value().isEmpty() ? null : value());
    }

    String value() {
        return field.value();
    }

    void set(String value) {
        field.show(value);
    }

    void setEnabled(boolean isEnabled) {
        field.control().setEnabled(isEnabled);
    }

    @Override
    public @Nullable String problem() {
        return field.problem();
    }
}
